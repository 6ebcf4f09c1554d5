package org.itsm4j.sla.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.itsm4j.Itsm;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.Actor;
import org.itsm4j.sla.CalendarChange;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.ReopenRule;
import org.itsm4j.sla.Selection;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.TargetChange;
import org.itsm4j.sla.internal.ClockOracle.Facts;
import org.itsm4j.sla.internal.WalkPolicies.Rules;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.Test;

/** Random commands on tickets with clocks, against an oracle that counts minutes. {@code -Ditsm4j.clocks.walks} walks longer. */
class ClockWalkTest {
    private static final int COMMANDS = 30;
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final List<HoldReason> REASONS =
            List.of(HoldReason.CALLER, HoldReason.VENDOR, HoldReason.OTHER, HoldReason.CHANGE);

    /** All that is compared of a clock. */
    private record Seen(
            ClockStatus status,
            int version,
            String policy,
            Optional<String> waits,
            Instant start,
            Optional<Duration> promised,
            Duration elapsed,
            Optional<Instant> due,
            Optional<Instant> projectedDue,
            Optional<Instant> stopped,
            boolean met,
            boolean breached,
            Map<String, String> milestones) {
        static Seen of(SlaClock clock) {
            boolean cancelled = clock.status() == ClockStatus.CANCELLED;
            Map<String, String> milestones = new TreeMap<>();
            if (!cancelled) {
                clock.milestones()
                        .forEach(one -> milestones.put(one.threshold().label(), one.at() + " " + one.status()));
            }
            return new Seen(
                    clock.status(),
                    clock.version(),
                    clock.policy().name(),
                    clock.pausedFor(),
                    clock.start(),
                    clock.promised(),
                    clock.elapsed(),
                    clock.due(),
                    clock.projectedDue(),
                    clock.stoppedAt(),
                    clock.met(),
                    clock.breached(),
                    milestones);
        }

        static Seen of(ClockPicture clock, int minute) {
            boolean cancelled = clock.status == ClockStatus.CANCELLED;
            Optional<Long> due = cancelled ? Optional.empty() : clock.due();
            int end = clock.isOpen() ? minute : clock.end;
            boolean breached = due.filter(at -> end * ClockPicture.MINUTE > at).isPresent();
            Map<String, String> milestones = new TreeMap<>();
            if (!cancelled) {
                clock.milestones().forEach((label, at) -> milestones.put(label, at(at) + " " + clock.status(label)));
            }
            return new Seen(
                    clock.status,
                    clock.version,
                    clock.promised.policy(),
                    clock.waits,
                    at(clock.start * ClockPicture.MINUTE),
                    Optional.of(Duration.of(clock.promised(), ChronoUnit.MICROS)),
                    Duration.of(clock.elapsed(minute), ChronoUnit.MICROS),
                    due.map(Seen::at),
                    cancelled ? Optional.empty() : clock.projectedDue().map(Seen::at),
                    clock.status == ClockStatus.STOPPED
                            ? Optional.of(at(clock.end * ClockPicture.MINUTE))
                            : Optional.empty(),
                    clock.status == ClockStatus.STOPPED && !breached,
                    breached,
                    milestones);
        }

        private static Instant at(long micros) {
            return WalkPolicies.ZERO.plus(micros, ChronoUnit.MICROS);
        }
    }

    @Test
    void whateverIsDoneClocksCountWhatAnOracleCounts() {
        int walks = Integer.getInteger("itsm4j.clocks.walks", 100);
        long seed = Long.getLong("itsm4j.clocks.seed", 20_260_302L);
        LongStream.range(seed, seed + walks).parallel().forEach(ClockWalkTest::walk);
    }

    private static void walk(long seed) {
        Walk walk = new Walk(new Random(seed * 2_654_435_761L));
        try {
            walk.go();
        } catch (Throwable e) {
            throw new AssertionError(
                    "A walk of clocks has failed; -Ditsm4j.clocks.walks=1 -Ditsm4j.clocks.seed=" + seed + "\n"
                            + walk.rules + "\n"
                            + walk.said.stream().map(Supplier::get).collect(Collectors.joining("\n")),
                    e);
        }
    }

    /** One walk. */
    private static final class Walk {
        private final Random random;
        private final Rules rules;
        private final SettableClock clock = SettableClock.at(WalkPolicies.ZERO.toString());
        private final InMemoryStore store = new InMemoryStore();
        private final List<SlaNotice> notices = new ArrayList<>();
        private final List<Supplier<String>> said = new ArrayList<>();
        private final Map<TicketId, ClockOracle> oracles = new HashMap<>();
        private final List<TicketId> tickets = new ArrayList<>();
        /** What each clock was, by the minute of the last command there. */
        private final TreeMap<Integer, Map<String, Seen>> seen = new TreeMap<>();

        private int version = 1;
        private int minute;
        private Itsm itsm;
        private final Map<Integer, Itsm> nodes = new HashMap<>();

        private Walk(Random random) {
            this.random = random;
            this.rules = new Rules(
                    any(List.of(TargetChange.values())),
                    any(List.of(CalendarChange.values())),
                    any(List.of(ReopenRule.values())));
            this.itsm = itsm();
            nodes.put(version, itsm);
        }

        private <V> V any(List<V> values) {
            return values.get(random.nextInt(values.size()));
        }

        private Itsm itsm() {
            return Itsm.builder()
                    .store(store)
                    .clock(clock)
                    .validator(VALIDATOR)
                    .incidents(IncidentSettings.standard().autoCloseAfter(Duration.ofDays(3_000)))
                    .serviceLevels(WalkPolicies.of(version, rules))
                    .notifier(notices::add)
                    .build();
        }

        private Incidents door() {
            return itsm.as(Actor.administrator("ada").inGroup(random.nextBoolean() ? "payments" : "network"))
                    .incidents();
        }

        void go() {
            pass(random.nextInt(3 * 1_440));
            log();
            log();
            for (int i = 0; i < COMMANDS; i++) {
                int kind = random.nextInt(10);
                pass(kind == 0 ? 0 : kind < 7 ? random.nextInt(120) : random.nextInt(1_200));
                compare(command(any(tickets)));
            }
            pass(random.nextInt(3_000));
            compare(tickets);
            afterwards();
        }

        private void pass(int minutes) {
            minute += minutes;
            clock.tick(Duration.ofMinutes(minutes));
            oracles.values().forEach(oracle -> oracle.draw(minute));
        }

        private void say(Object... what) {
            int then = minute;
            said.add(() -> "minute " + then + ": "
                    + Stream.of(what).map(String::valueOf).collect(Collectors.joining(" ")));
        }

        private void log() {
            LogIncident.Builder report = LogIncident.titled("x").requester("mia");
            if (random.nextBoolean()) {
                report.service(any(WalkPolicies.SERVICES));
            }
            Incident incident = door().log(report.build());
            tickets.add(incident.id());
            oracles.put(incident.id(), new ClockOracle(rules, version, Facts.of(incident), minute));
            say("log", incident.number(), Facts.of(incident));
        }

        /** Answers which tickets to look at then. */
        private List<TicketId> command(TicketId id) {
            ClockOracle oracle = oracles.get(id);
            int kind = random.nextInt(100);
            if (kind < 12) {
                sweep();
                return tickets;
            }
            if (kind < 16) {
                version = random.nextInt(WalkPolicies.VERSIONS) + 1;
                itsm = nodes.computeIfAbsent(version, any -> itsm());
                say("version", version);
                return List.of();
            }
            if (kind < 18 && tickets.size() < 4) {
                log();
                return tickets.subList(tickets.size() - 1, tickets.size());
            }
            boolean done = kind < 24
                    ? renew(id, oracle)
                    : kind < 30 ? onOne(id, oracle, random.nextInt(3) == 0) : plain(id, oracle);
            return done ? List.of(id) : List.of();
        }

        /** A command that is not about clocks; refused ones change nothing. */
        private boolean plain(TicketId id, ClockOracle oracle) {
            Incidents door = door();
            int kind = random.nextInt(24);
            HoldReason reason = any(REASONS);
            Assignment to = Assignment.to(random.nextInt(3) > 0 ? "payments" : "network", "a" + random.nextInt(9));
            TicketId other = tickets.get((tickets.indexOf(id) + 1) % tickets.size());
            Reclassification change = reclassification();
            IncidentState state = oracle.facts().state();
            boolean resolved = state == IncidentState.RESOLVED;
            Supplier<Incident> what;
            if (resolved) {
                what = () -> door.reopen(id, "x");
            } else if (state == IncidentState.MERGED) {
                what = () -> door.unmerge(id);
            } else if (kind < 3) {
                what = () -> state == IncidentState.NEW ? door.assign(id, to) : door.reassign(id, to, "x");
            } else if (kind < 6) {
                what = () -> state == IncidentState.IN_PROGRESS || state == IncidentState.ON_HOLD
                        ? door.watch(id, "zoe")
                        : door.start(id);
            } else if (kind < 11) {
                what = () -> state == IncidentState.ON_HOLD
                        ? door.resume(id)
                        : door.hold(id, Hold.because(reason, "x").waitingFor(Reference.to("change", "C-1")));
            } else if (kind < 17) {
                what = () -> door.reclassify(id, change);
            } else if (kind < 20) {
                what = () -> door.resolve(id, Resolution.fixed("x"));
            } else if (kind < 22) {
                what = () -> door.merge(id, other);
            } else if (kind == 22) {
                what = () -> random.nextInt(4) == 0 ? door.cancel(id, CancelReason.DUPLICATE) : door.start(id);
            } else {
                what = () -> door.watch(id, "zoe");
            }
            try {
                Incident after = what.get();
                say(after.number(), kind, Facts.of(after));
                oracle.changed(minute, Facts.of(after));
                return true;
            } catch (ItsmException e) {
                say(id, kind, "refused:", e.getMessage());
                return false;
            }
        }

        private Reclassification reclassification() {
            if (random.nextBoolean()) {
                return Reclassification.change().service(any(WalkPolicies.SERVICES));
            }
            return Reclassification.change().priority(any(List.of(Priority.P1, Priority.P2, Priority.P3)), "x");
        }

        private boolean isInHand(ClockOracle oracle) {
            return List.of(IncidentState.NEW, IncidentState.ASSIGNED, IncidentState.IN_PROGRESS, IncidentState.ON_HOLD)
                    .contains(oracle.facts().state());
        }

        private boolean renew(TicketId id, ClockOracle oracle) {
            boolean possible = isInHand(oracle) && oracle.version() < version;
            try {
                Incident after = door().renewTargets(id, "x");
                assertThat(possible).as("renewed").isTrue();
                assertThat(after.serviceLevels()).isEqualTo(version);
                say(after.number(), "renewed to", version);
                oracle.renew(minute, version);
                return true;
            } catch (ItsmException e) {
                assertThat(possible).as("not renewed: " + e.getMessage()).isFalse();
                return false;
            }
        }

        private boolean onOne(TicketId id, ClockOracle oracle, boolean agree) {
            String slot = any(WalkPolicies.SLOTS);
            boolean possible = isInHand(oracle) && oracle.isOpen(slot);
            int due = minute + 1 + random.nextInt(4_000);
            try {
                if (agree) {
                    door().agreeTarget(id, slot, WalkPolicies.ZERO.plus(due, ChronoUnit.MINUTES), "x");
                } else {
                    door().resetTarget(id, slot, "x");
                }
                assertThat(possible).as("reset or agreed").isTrue();
            } catch (ItsmException e) {
                assertThat(possible)
                        .as("neither reset nor agreed: " + e.getMessage())
                        .isFalse();
                return false;
            }
            say(id, slot, agree ? "agreed on " + due : "reset");
            if (agree) {
                oracle.agree(minute, slot, due);
            } else {
                oracle.reset(minute, slot);
            }
            return true;
        }

        private void sweep() {
            Map<String, Integer> expected = new TreeMap<>();
            oracles.forEach((id, oracle) -> oracle.sweep(minute)
                    .forEach((slot, labels) -> labels.stream()
                            .filter(label -> !label.equals("100%"))
                            .forEach(label -> expected.merge(id + " " + slot + " " + label, 1, Integer::sum))));
            itsm.runDueWork();
            say("sweep", expected);
            Map<String, Integer> told = new TreeMap<>();
            notices.stream()
                    .filter(notice -> notice.kind() == SlaNotice.Kind.REACHED)
                    .forEach(notice -> told.merge(
                            notice.ticket().id() + " " + notice.slot() + " "
                                    + notice.thresholds().get(0),
                            1,
                            Integer::sum));
            notices.clear();
            assertThat(told).as("told since the last sweep").isEqualTo(expected);
        }

        /** What clocks say now, against the oracle. */
        private void compare(List<TicketId> ids) {
            Map<String, Seen> now = seen.computeIfAbsent(minute, any -> new HashMap<>());
            for (TicketId id : ids) {
                now.keySet().removeIf(key -> key.startsWith(id + " "));
                ClockOracle oracle = oracles.get(id);
                List<SlaClock> clocks = itsm.as(Actor.administrator("ada"))
                        .serviceLevels()
                        .clocks(new TicketRef(TicketKind.INCIDENT, id));
                assertThat(clocks.stream().map(SlaClock::slot).collect(Collectors.toSet()))
                        .isEqualTo(oracle.slots().keySet());
                for (SlaClock clock : clocks) {
                    List<ClockPicture> cycles = oracle.slots().get(clock.slot());
                    ClockPicture expected = cycles.get(cycles.size() - 1);
                    Seen is = Seen.of(clock);
                    if (clock.cycle() != expected.cycle || !is.equals(Seen.of(expected, minute))) {
                        assertThat(is).as(clock.toString()).isEqualTo(Seen.of(expected, minute));
                        throw new AssertionError(clock + " is #" + clock.cycle() + ", not #" + expected.cycle);
                    }
                    now.put(key(clock), is);
                }
            }
        }

        private static String key(SlaClock clock) {
            return clock.ticket().id() + " " + clock.slot() + " #" + clock.cycle();
        }

        /** The whole history, once the walk is over. */
        private void afterwards() {
            Map<String, SlaClock> all = new HashMap<>();
            for (TicketId id : tickets) {
                Incident incident = door().get(id);
                assertThat(incident.serviceLevels()).isEqualTo(oracles.get(id).version());
                assertThat(door().verify(id).intact()).isTrue();
                itsm.as(Actor.administrator("ada"))
                        .serviceLevels()
                        .history(incident.ref())
                        .forEach(clock -> all.put(key(clock), clock));
                records(incident).forEach(record -> assertRecord(record, oracles.get(id)));
            }
            all.values().forEach(clock -> {
                assertThat(clock.explain().counted()).as(clock.toString()).isEqualTo(clock.elapsed());
                assertThat(clock.events()).extracting(ClockEvent::getClass).startsWith(ClockEvent.Attached.class);
            });
            seen.forEach((at, clocks) -> clocks.forEach((key, was) -> {
                Instant then = WalkPolicies.ZERO.plus(at, ChronoUnit.MINUTES);
                assertThat(Seen.of(all.get(key).asOf(then)))
                        .as(key + " as of " + then)
                        .isEqualTo(was);
            }));
        }

        private List<ClockRecord> records(Incident incident) {
            return store.unitOfWork().required(() -> store.clocks().all(incident.tenant(), incident.ref(), 1_000));
        }

        /** Every column is what follows from the history. */
        private void assertRecord(ClockRecord record, ClockOracle oracle) {
            List<ClockEvent> events = ClockText.read("clock", record.history());
            FoldedClock folded = new FoldedClock(
                    record.ticket(),
                    record.slot(),
                    record.cycle(),
                    events,
                    event -> terms(record.slot(), event),
                    clock.instant());
            assertThat(Records.of(folded, record)).isEqualTo(record);
            List<ClockPicture> cycles = oracle.slots().get(record.slot());
            ClockPicture expected = cycles.get(record.cycle() - 1);
            assertThat(record.current()).isEqualTo(record.cycle() == cycles.size());
            Facts facts = oracle.lastOpen(expected);
            assertThat(record.priority()).as(record + " priority").contains(facts.priority());
            assertThat(record.service()).as(record + " service").isEqualTo(facts.service());
        }

        private Terms terms(String slot, ClockEvent event) {
            int ofVersion;
            String name;
            Promise promise;
            if (event instanceof ClockEvent.Attached one) {
                ofVersion = one.version();
                name = one.policy();
                promise = one.promise();
            } else {
                ClockEvent.Retargeted one = (ClockEvent.Retargeted) event;
                ofVersion = one.version();
                name = one.policy();
                promise = one.promise();
            }
            SlaPolicies policies = WalkPolicies.of(ofVersion, rules);
            SlaPolicy policy = policies.policy(name).orElseThrow();
            return Terms.of(
                    policies,
                    new Selection(
                            policy,
                            policy.target(slot.substring(slot.lastIndexOf('/') + 1))
                                    .orElseThrow(),
                            promise));
        }
    }
}
