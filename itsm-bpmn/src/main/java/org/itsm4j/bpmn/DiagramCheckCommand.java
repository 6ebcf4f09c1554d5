package org.itsm4j.bpmn;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.change.ChangeContract;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.problem.ProblemContract;

/** {@link DiagramCheck} on the command line. */
final class DiagramCheckCommand {
    static final int CLEAN = 0;
    static final int REFUSED = 1;
    static final int UNUSABLE = 2;

    private static final String NONE = "none";
    private static final List<Contract<?, ?>> LIFECYCLES = List.of(
            IncidentContract.get(),
            ProblemContract.get(),
            ChangeContract.of(ChangeModel.NORMAL),
            ChangeContract.of(ChangeModel.STANDARD),
            ChangeContract.of(ChangeModel.EMERGENCY));

    private final PrintStream out;
    private final PrintStream err;

    DiagramCheckCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.println(usage());
            return written(CLEAN);
        }
        Command command;
        try {
            command = Command.parse(arguments);
        } catch (Unusable e) {
            err.println(e.getMessage());
            err.println(usage());
            return UNUSABLE;
        }
        Map<String, List<Finding>> verdicts = new LinkedHashMap<>();
        int exit = CLEAN;
        for (String file : command.files()) {
            try {
                List<Finding> found = command.check().check(bytes(file));
                verdicts.put(file, found);
                exit = Math.max(exit, found.stream().anyMatch(Finding::isError) ? REFUSED : CLEAN);
            } catch (IOException | InvalidPathException e) {
                err.println(Quote.clean(file) + ": the file cannot be read");
                exit = UNUSABLE;
            }
        }
        if (command.json()) {
            out.println(FindingsJson.of(verdicts));
        } else {
            verdicts.forEach(this::print);
        }
        return written(exit);
    }

    /** A verdict that nobody can read is none. */
    private int written(int exit) {
        if (out.checkError()) {
            err.println("the output cannot be written");
            return UNUSABLE;
        }
        return exit;
    }

    private void print(String file, List<Finding> found) {
        found.forEach(finding -> out.println(Quote.clean(file) + ":" + finding));
        long errors = found.stream().filter(Finding::isError).count();
        long warnings = found.size() - errors;
        out.println(Quote.clean(file) + ": "
                + (errors == 0 ? "accepted" : "refused, " + errors + (errors == 1 ? " error" : " errors"))
                + (warnings == 0 ? "" : ", " + warnings + (warnings == 1 ? " warning" : " warnings")));
    }

    /** No more than shows that it is too much. */
    private static byte[] bytes(String file) throws IOException {
        try (InputStream bytes = Files.newInputStream(Path.of(file))) {
            return bytes.readNBytes(MarkupReader.MOST_BYTES + 1);
        }
    }

    private static String usage() {
        return "usage: DiagramCheck --lifecycle " + String.join("|", lifecycles())
                + " [--steps a,b] [--facts x,y] [--calendars c,d] [--approvals e,f] [--format text|json] FILE...";
    }

    private static List<String> lifecycles() {
        List<String> names =
                new ArrayList<>(LIFECYCLES.stream().map(Contract::name).toList());
        names.add(NONE);
        return names;
    }

    /** What was asked. */
    private record Command(DiagramCheck check, boolean json, List<String> files) {
        private static final Set<String> OPTIONS =
                Set.of("--lifecycle", "--steps", "--facts", "--calendars", "--approvals", "--format");

        static Command parse(List<String> arguments) {
            Map<String, String> options = new LinkedHashMap<>();
            List<String> files = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                if (!argument.startsWith("--")) {
                    files.add(argument);
                } else if (!OPTIONS.contains(argument) || i + 1 == arguments.size()) {
                    throw new Unusable("not an option with a value: " + Quote.of(argument));
                } else if (options.put(argument, arguments.get(++i)) != null) {
                    throw new Unusable("given twice: " + argument);
                }
            }
            if (files.isEmpty()) {
                throw new Unusable("no file was named");
            }
            String format = options.getOrDefault("--format", "text");
            if (!Set.of("text", "json").contains(format)) {
                throw new Unusable("no such format: " + Quote.of(format));
            }
            return new Command(check(options), format.equals("json"), files);
        }

        private static DiagramCheck check(Map<String, String> options) {
            String lifecycle = options.get("--lifecycle");
            if (lifecycle == null) {
                throw new Unusable("--lifecycle is missing");
            }
            DiagramCheck check =
                    lifecycle.equals(NONE) ? DiagramCheck.safety() : DiagramCheck.of(terms(lifecycle, options));
            check = check.steps(names(options, "--steps"));
            return options.containsKey("--facts") ? check.facts(names(options, "--facts")) : check;
        }

        private static Terms terms(String lifecycle, Map<String, String> options) {
            Contract<?, ?> contract = LIFECYCLES.stream()
                    .filter(it -> it.name().equals(lifecycle))
                    .findFirst()
                    .orElseThrow(() -> new Unusable("no such lifecycle: " + Quote.of(lifecycle)));
            return Terms.of(contract).calendars(names(options, "--calendars")).approvals(names(options, "--approvals"));
        }

        private static Set<String> names(Map<String, String> options, String option) {
            return Arrays.stream(options.getOrDefault(option, "").split(","))
                    .map(String::strip)
                    .filter(it -> !it.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The command cannot be understood. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }
}
