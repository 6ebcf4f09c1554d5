package org.itsm4j.examples.quickstart;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A log of incidents as ServiceNow exports it: CSV in UTF-8, plain or gzip. It is streamed, never held. */
final class LogFile {
    private static final CSVFormat FORMAT =
            CSVFormat.Builder.create(CSVFormat.DEFAULT).setTrailingData(true).get();
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final Source source;

    private LogFile(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    /** The small log that comes with the tour. */
    static LogFile shipped() {
        String resource = "tour-log.csv";
        return new LogFile(resource, () -> {
            InputStream in = LogFile.class.getResourceAsStream("/" + resource);
            if (in == null) {
                throw new FileNotFoundException(resource);
            }
            return in;
        });
    }

    static LogFile at(Path file) {
        if (!Files.exists(file)) {
            throw new UsageException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UsageException(file + ": is not a file that can be read");
        }
        return new LogFile(file.toString(), () -> Files.newInputStream(file));
    }

    String name() {
        return name;
    }

    /**
     * Reads all of it once, so that a file that is no log is refused before anything is written.
     *
     * @return how many rows it has, broken ones included
     * @throws UsageException if it is no log; the message says why
     */
    long check() {
        long[] rows = {0};
        read(row -> rows[0]++, broken -> rows[0]++);
        return rows[0];
    }

    /**
     * @param rows told of each row, in the order of the file
     * @param broken told of each row that cannot be understood
     * @throws UsageException if it is no log; the message says why
     */
    void read(Consumer<LogRow> rows, Consumer<BrokenRow> broken) {
        long line = 1;
        try (InputStream in = source.open();
                RecordLimit limit = new RecordLimit(new InputStreamReader(
                        plain(in),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)));
                CSVParser parser =
                        CSVParser.builder().setReader(limit).setFormat(FORMAT).get()) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                throw new UsageException(name + ": is empty; a log begins with a header");
            }
            Columns columns = Columns.of(name, records.next());
            while (true) {
                line = parser.getCurrentLineNumber() + 1;
                limit.next();
                if (!records.hasNext()) {
                    return;
                }
                CSVRecord record = records.next();
                columns.read(begin(record, parser), record, rows, broken);
            }
        } catch (UncheckedIOException e) {
            throw unreadable(line, e.getCause());
        } catch (IOException e) {
            throw unreadable(line, e);
        }
    }

    /** The parser knows the line a record ends on; it may hold line breaks in quotes. */
    private static long begin(CSVRecord record, CSVParser parser) {
        long breaks = record.stream()
                .flatMapToInt(String::chars)
                .filter(c -> c == '\n')
                .count();
        return parser.getCurrentLineNumber() - breaks;
    }

    private InputStream plain(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        boolean gzip = (buffered.read() << 8 | buffered.read()) == GZIP_MAGIC;
        buffered.reset();
        if (!gzip && name.endsWith(".gz")) {
            throw new UsageException(name + ": ends in .gz and is not a gzip file");
        }
        return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private UsageException unreadable(long line, IOException e) {
        String at = name + ", line " + line + " or after: ";
        if (e instanceof CharacterCodingException) {
            return new UsageException(at + "is not UTF-8", e);
        }
        if (e instanceof EOFException || e instanceof ZipException) {
            return new UsageException(at + "the compressed file is cut off or damaged", e);
        }
        if (e instanceof RecordLimit.TooLong) {
            return new UsageException(name + ", line " + line + ": " + e.getMessage(), e);
        }
        if (e instanceof CSVException) {
            return new UsageException(name + ", line " + line + ": a quotation mark is opened and never closed", e);
        }
        return new UsageException(at + "cannot be read (" + e.getMessage() + ")", e);
    }
}
