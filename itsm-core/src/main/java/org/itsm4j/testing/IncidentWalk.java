package org.itsm4j.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.itsm4j.Itsm;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.CustomField;

/**
 * Random commands by random people, held against a model of its own after each: state, version, who has it, what is
 * allowed, what is refused and how; and the timeline's chain at the end. The same seed takes the same walk (with one
 * thread). Each thread has a tenant of its own; with several, one more tenant is fought over by all.
 *
 * <pre>{@code
 * IncidentWalk.over(itsm, clock).seed(42).commands(10_000).threads(4).run();
 * }</pre>
 */
public final class IncidentWalk {
    /** A field that the walk sets: declare it, {@code Itsm.builder().field(TicketKind.INCIDENT, IncidentWalk.FIELD)}. */
    public static final CustomField<String> FIELD = CustomField.text("walked", 255);

    private static final int COMMANDS_BETWEEN_TICKS = 150;
    private final Itsm itsm;
    private final SettableClock clock;
    private Runnable dueTimers;
    private int commands = 10_000;
    private int threads = 1;
    private long seed = 1;

    private IncidentWalk(Itsm itsm, SettableClock clock) {
        this.itsm = itsm;
        this.clock = clock;
        this.dueTimers = itsm::runDueWork;
    }

    /**
     * @param itsm where to walk, with the standard settings; {@link #FIELD} is declared there
     * @param clock its clock; the walk moves it
     * @return a walk of 10,000 commands with one thread
     */
    public static IncidentWalk over(Itsm itsm, SettableClock clock) {
        return new IncidentWalk(itsm, clock);
    }

    /**
     * @param count how many commands in all
     * @return this walk
     */
    public IncidentWalk commands(int count) {
        commands = count;
        return this;
    }

    /**
     * @param count how many at a time
     * @return this walk
     */
    public IncidentWalk threads(int count) {
        threads = count;
        return this;
    }

    /**
     * @param number says where the walk goes
     * @return this walk
     */
    public IncidentWalk seed(long number) {
        seed = number;
        return this;
    }

    /**
     * @param how lets timers fire that are due, and returns when they have; {@code itsm.runDueWork()} unless told
     * @return this walk
     */
    public IncidentWalk dueTimers(Runnable how) {
        dueTimers = how;
        return this;
    }

    /**
     * Walks.
     *
     * @return how many commands took place, and how many were refused as they had to be
     * @throws AssertionError if anything differs from the model; says seed, step and what came before it
     */
    public Report run() {
        ReadWriteLock time = new ReentrantReadWriteLock();
        IncidentArena arena = new IncidentArena(itsm, new Tenant("walk-" + UUID.randomUUID()));
        List<IncidentWalker> walkers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Tenant tenant = new Tenant("walk-" + UUID.randomUUID());
            walkers.add(new IncidentWalker(new IncidentScene(itsm, tenant), clock, seed * 1_000 + i, "seed " + seed));
        }
        Random hours = new Random(seed);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (IncidentWalker walker : walkers) {
                running.add(pool.submit(() -> walk(walker, walkers, arena, time, hours)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError wrong ? wrong : new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
        walkers.forEach(IncidentWalker::checkAll);
        arena.check();
        return new Report(
                walkers.stream().mapToLong(IncidentWalker::done).sum(),
                walkers.stream().mapToLong(IncidentWalker::refused).sum(),
                arena.won(),
                arena.lost(),
                Collections.unmodifiableList(walkers.stream()
                        .flatMap(walker -> walker.walked().stream())
                        .distinct()
                        .sorted()
                        .toList()));
    }

    private void walk(
            IncidentWalker walker, List<IncidentWalker> all, IncidentArena arena, ReadWriteLock time, Random hours) {
        for (int i = 1; i <= commands / threads; i++) {
            time.readLock().lock();
            try {
                if (threads > 1 && i % 10 == 0) {
                    arena.fight(walker.random());
                } else {
                    walker.step();
                }
            } finally {
                time.readLock().unlock();
            }
            if (i % (COMMANDS_BETWEEN_TICKS * threads) == 0) {
                pass(all, time, hours);
            }
        }
    }

    /** Time passes while nobody moves, and everybody's model sees what became due. */
    private void pass(List<IncidentWalker> all, ReadWriteLock time, Random hours) {
        time.writeLock().lock();
        try {
            clock.tick(Duration.ofHours(1L + hours.nextInt(48)));
            // a follow-up may let a report become due, and that a closing
            for (int i = 0; i < 3; i++) {
                dueTimers.run();
            }
            all.forEach(IncidentWalker::timePassed);
        } finally {
            time.writeLock().unlock();
        }
    }

    /**
     * What a walk has met.
     *
     * @param done commands that took place
     * @param refused commands that had to be refused, and were
     * @param won commands that took place where all threads fight
     * @param lost commands that were refused there
     * @param rows the rows of the contract that were taken, such as {@code NEW assign ASSIGNED}
     */
    public record Report(long done, long refused, long won, long lost, List<String> rows) {}
}
