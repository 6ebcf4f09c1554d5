package org.itsm4j.examples.quickstart;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.ticket.TimelineEntry;

/**
 * A tour of itsm4j: tells the life of one incident, and how a problem is solved by a change, then replays a log of incidents through the whole stack (Flowable,
 * Jakarta Persistence, a database), under service levels, and compares what was left.
 *
 * <pre>{@code
 * ./mvnw -q -Ptour
 * ./mvnw -q -Ptour -Dlog=FILE -Djdbc=URL -Dthreads=N -Dpage=FILE
 * }</pre>
 *
 * The log is a ServiceNow export, {@code .csv} or {@code .csv.gz}; dates are taken as UTC. Exit codes: 0 if all went well, 1
 * if the database failed or tickets, tokens and clocks diverge, 2 if the log or the database cannot be used.
 */
public final class Tour {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    Tour(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** @param args none; see the system properties above */
    public static void main(String[] args) {
        quiet();
        int code = new Tour(System.out, System.err, isTerminal()).run(System.getProperties());
        System.out.flush();
        if (code != OK) {
            System.exit(code);
        }
    }

    /** JBoss Logging, which Hibernate uses, would otherwise find the JDK's logging, which says too much here. */
    private static void quiet() {
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }

    /** From Java 22 on there is a console in a pipe as well. */
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    int run(Properties properties) {
        try {
            Options options = Options.of(properties);
            LogFile log = options.log().map(LogFile::at).orElseGet(LogFile::shipped);
            return run(options, log, log.check());
        } catch (UsageException e) {
            complain(e.getMessage());
            return USAGE;
        } catch (SQLException | RuntimeException e) {
            complain("The tour failed: " + e.getMessage() + root(e));
            return FAILED;
        }
    }

    /** One line, also where a driver's message has several. */
    private void complain(String message) {
        err.println(message.replaceAll("\\s*\\R\\s*", " "));
    }

    /** What a database says is behind what the library says. */
    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == thrown ? "" : " (" + root + ")";
    }

    private int run(Options options, LogFile log, long rows) throws SQLException {
        MovableClock clock = new MovableClock();
        Footprints footprints = new Footprints();
        Queue<SlaNotice> notices = new ConcurrentLinkedQueue<>();
        try (Stack stack = Stack.open(options.jdbc(), options.threads(), clock, footprints, notices::add)) {
            // each run has a tenant of its own: the same database may be toured again
            Tenant tenant = new Tenant("tour-" + Instant.now().toEpochMilli());
            out.println("One incident, on " + stack.databaseName() + ":");
            out.println();
            List<TimelineEntry> story =
                    new Story(stack.itsm(), new Tenant(tenant.name() + ".story"), clock, notices, out).tell();
            out.println();
            out.println("Why it comes back, and how it goes away:");
            out.println();
            Map<String, List<TimelineEntry>> mondays =
                    new Mondays(stack.itsm(), new Tenant(tenant.name() + ".mondays"), clock, out).tell();
            footprints.forget();
            clock.run();

            out.println();
            out.printf(Locale.ROOT, "The log %s: %,d rows, over %d threads%n", log.name(), rows, options.threads());
            Summary summary = replay(stack, tenant, options.threads(), log, rows);
            TourPage.write(
                    options.page(), story, mondays, footprints.heat(), log.name(), Kept.rows(summary.attainment()));
            out.println("Pictures   " + options.page());
            summary.print(out);
            return summary.diverging() == 0 ? OK : FAILED;
        }
    }

    private Summary replay(Stack stack, Tenant tenant, int threads, LogFile log, long rows) throws SQLException {
        long start = System.nanoTime();
        Tally tally;
        try (Progress progress = Progress.of(rows, err, terminal)) {
            tally = new Replay(stack.itsm(), tenant, threads).run(log, progress::step);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Map<IncidentState, Long> states = stack.itsm()
                .as(Actor.administrator("tour").of(tenant))
                .incidents()
                .countByState();
        ClockCheck.Result clocks = ClockCheck.of(stack.itsm(), stack.database(), tenant, threads);
        Map<String, Long> divergences = Divergences.count(stack.database());
        divergences.putAll(clocks.divergences());
        return new Summary(states, tally, clocks.clocks(), clocks.attainment(), divergences, took);
    }
}
