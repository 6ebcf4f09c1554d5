package org.itsm4j.examples.quickstart;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Refuses a record that would not fit into memory, such as one with a quotation mark that is never closed. */
final class RecordLimit extends FilterReader {
    /** Characters between two records; the parser's read-ahead counts too. */
    static final int MAX = 1 << 20;

    private long read;

    RecordLimit(Reader in) {
        super(in);
    }

    /** A new record begins. */
    void next() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        count(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int n) throws TooLong {
        read += n;
        if (read > MAX) {
            throw new TooLong();
        }
    }

    /** The limit is passed. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLong() {
            super("a row has more than " + MAX + " characters; is a quotation mark not closed?");
        }
    }
}
