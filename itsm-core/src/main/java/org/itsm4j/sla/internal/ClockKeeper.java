package org.itsm4j.sla.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.error.StoreException;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockEvent;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.Escalation;
import org.itsm4j.sla.Promise;
import org.itsm4j.sla.Selection;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.sla.SlaPolicies;
import org.itsm4j.sla.SlaPolicy;
import org.itsm4j.sla.TargetChange;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.Store;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;

/** Keeps the clocks of tickets, and lets them react to commands. Called inside the command's transaction. Thread-safe. */
public final class ClockKeeper {
    private static final String LABEL = "sla.";

    /**
     * A ticket and its command.
     *
     * @param tenant whose
     * @param ticket which
     * @param number what people call it
     * @param serviceLevels the version of the policies it is under
     */
    public record Subject(Tenant tenant, TicketRef ticket, TicketNumber number, int serviceLevels) {}

    private final Store store;
    private final KnownPolicies known;

    /**
     * @param store where clocks are kept
     * @param today the policies that new tickets of a tenant are under; empty if the tenant has none
     */
    public ClockKeeper(Store store, Function<Tenant, Optional<SlaPolicies>> today) {
        this.store = store;
        this.known = new KnownPolicies(store, today);
    }

    /**
     * @param tenant whose
     * @return what new tickets are under, if anything
     */
    public Optional<SlaPolicies> offered(Tenant tenant) {
        return known.offered(tenant);
    }

    /**
     * @param tenant whose
     * @param version the version that a ticket is under; 0 if it is new or under none
     * @return whether these policies, or those of today, are by customer
     */
    public boolean usesCustomers(Tenant tenant, int version) {
        return known.offered(tenant).map(SlaPolicies::usesCustomers).orElse(false)
                || version > 0 && known.of(tenant, version).usesCustomers();
    }

    /**
     * @param subject a new ticket
     * @param circumstances how it is
     * @param deed what has made it
     * @return the clocks that it sets going
     */
    public Reaction created(Subject subject, Circumstances circumstances, Deed deed) {
        return known.today(subject.tenant())
                .map(policies -> {
                    Occasion occasion = Occasion.of(policies, Optional.empty(), circumstances, deed);
                    Changes changes = new Changes(subject, occasion);
                    occasion.selected().forEach(changes::attach);
                    return changes.reaction();
                })
                .orElse(Reaction.none(0));
    }

    /**
     * @param subject a ticket
     * @param before how it was
     * @param after how it is
     * @param deed the command
     * @return what becomes of its clocks
     */
    public Reaction changed(Subject subject, Circumstances before, Circumstances after, Deed deed) {
        if (subject.serviceLevels() == 0) {
            return Reaction.none(0);
        }
        SlaPolicies policies = known.of(subject.tenant(), subject.serviceLevels());
        Occasion occasion = Occasion.of(policies, Optional.of(before), after, deed);
        if (!occasion.matters()) {
            return Reaction.none(subject.serviceLevels());
        }
        Changes changes = new Changes(subject, occasion);
        Map<String, Selection> selected = occasion.selected();
        Map<String, ClockRecord> current = current(subject);
        current.values().forEach(record -> changes.work(record, selected, ClockWork::react));
        selected.forEach((slot, selection) -> {
            if (!current.containsKey(slot)) {
                changes.attach(slot, selection);
            }
        });
        return changes.reaction();
    }

    /**
     * Ends the running cycle of a clock and begins another.
     *
     * @param subject a ticket
     * @param slot which clock
     * @param circumstances how it is
     * @param deed the command
     * @return what becomes of the clock
     */
    public Reaction reset(Subject subject, String slot, Circumstances circumstances, Deed deed) {
        return one(subject, slot, circumstances, deed, ClockWork::reset);
    }

    /**
     * Gives a clock an instant that was agreed on.
     *
     * @param subject a ticket
     * @param slot which clock
     * @param due when
     * @param circumstances how it is
     * @param deed the command
     * @return what becomes of the clock
     */
    public Reaction agree(Subject subject, String slot, Instant due, Circumstances circumstances, Deed deed) {
        return one(subject, slot, circumstances, deed, work -> work.agree(due));
    }

    /** What to do with one clock. */
    private interface Doing {
        void on(ClockWork work);
    }

    private Reaction one(Subject subject, String slot, Circumstances circumstances, Deed deed, Doing doing) {
        Map<String, ClockRecord> current = current(subject);
        Set<String> open = open(subject);
        if (!open.contains(slot)) {
            throw new RuleViolationException(
                    subject.number().value(), "target", "has no such clock that runs or waits; allowed: " + open);
        }
        SlaPolicies policies = known.of(subject.tenant(), subject.serviceLevels());
        Occasion occasion = Occasion.of(policies, Optional.of(circumstances), circumstances, deed);
        Changes changes = new Changes(subject, occasion);
        changes.work(current.get(slot), occasion.selected(), doing);
        return changes.reaction();
    }

    /**
     * Puts a ticket under the policies and calendars of today, as if it always had been.
     *
     * @param subject a ticket
     * @param circumstances how it is
     * @param deed the command
     * @return what becomes of its clocks
     * @throws RuleViolationException if the tenant has no policies, or it is under these already
     */
    public Reaction renew(Subject subject, Circumstances circumstances, Deed deed) {
        SlaPolicies policies = known.today(subject.tenant())
                .orElseThrow(
                        () -> notRenewed(subject, "is in a tenant that has no policies; allowed: once it has some"));
        if (policies.version() <= subject.serviceLevels()) {
            throw notRenewed(
                    subject,
                    "is under version " + subject.serviceLevels() + " of the policies, and those of today are version "
                            + policies.version() + "; allowed: once there is a later one");
        }
        Occasion occasion = Occasion.of(policies, Optional.of(circumstances), circumstances, deed);
        Changes changes = new Changes(subject, occasion);
        Map<String, Selection> selected = occasion.selected();
        Map<String, ClockRecord> current = subject.serviceLevels() == 0 ? Map.of() : current(subject);
        current.values().forEach(record -> changes.work(record, selected, ClockWork::renew));
        selected.forEach((slot, selection) -> {
            if (!current.containsKey(slot)) {
                changes.attachEarlier(slot, selection, TargetChange.RETROACTIVE);
            }
        });
        return changes.reaction();
    }

    private static RuleViolationException notRenewed(Subject subject, String why) {
        return new RuleViolationException(subject.number().value(), "serviceLevels", why);
    }

    /**
     * @param subject a ticket
     * @return the slots of its clocks that run or wait
     */
    public Set<String> open(Subject subject) {
        return current(subject).values().stream()
                .filter(record -> record.status() == ClockStatus.RUNNING || record.status() == ClockStatus.PAUSED)
                .map(ClockRecord::slot)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, ClockRecord> current(Subject subject) {
        Map<String, ClockRecord> bySlot = new LinkedHashMap<>();
        store.clocks().current(subject.tenant(), subject.ticket()).forEach(record -> bySlot.put(record.slot(), record));
        return bySlot;
    }

    /**
     * @param tenant whose
     * @param record a clock as it is kept
     * @param asOf an instant; of a clock that has changed later, which another node can have done, the last of its changes
     * @return it as it is then
     */
    public SlaClock read(Tenant tenant, ClockRecord record, Instant asOf) {
        return clock(tenant, record, asOf);
    }

    private FoldedClock clock(Tenant tenant, ClockRecord record, Instant asOf) {
        List<ClockEvent> events = ClockText.read(record.toString(), record.history());
        return new FoldedClock(
                record.ticket(),
                record.slot(),
                record.cycle(),
                events,
                event -> terms(tenant, record, event),
                FoldedClock.notBefore(events, asOf));
    }

    private Terms terms(Tenant tenant, ClockRecord record, ClockEvent event) {
        if (event instanceof ClockEvent.Attached one) {
            return terms(tenant, record.slot(), one.version(), one.policy(), one.promise());
        }
        ClockEvent.Retargeted one = (ClockEvent.Retargeted) event;
        return terms(tenant, record.slot(), one.version(), one.policy(), one.promise());
    }

    private Terms terms(Tenant tenant, String slot, int version, String name, Promise promise) {
        return terms(known.of(tenant, version), slot, name, promise);
    }

    private static Terms terms(SlaPolicies policies, String slot, String name, Promise promise) {
        SlaPolicy policy = policies.policy(name).orElseThrow(() -> lost(policies, name));
        return policy.targets().stream()
                .filter(target -> policy.slot(target.metric()).equals(slot))
                .findFirst()
                .map(target -> Terms.of(policies, new Selection(policy, target, promise)))
                .orElseThrow(() -> lost(policies, name));
    }

    private static StoreException lost(SlaPolicies policies, String name) {
        return new StoreException(
                "A clock follows the policy " + name + " of version " + policies.version() + ", and it is lost");
    }

    /**
     * Notes what a clock has reached, each at its own instant, however late that is noticed.
     *
     * @param tenant whose
     * @param record a clock whose alarm has come
     * @param upTo the moment up to which it is noted
     * @param now the moment at which it is noted
     * @return what to write, and what is to be done
     */
    public Reached reached(Tenant tenant, ClockRecord record, Instant upTo, Instant now) {
        return reached(tenant, record, upTo, now, (clock, label) -> true);
    }

    /**
     * As the other, of some thresholds only.
     *
     * @param tenant whose
     * @param record a clock whose alarm has come
     * @param upTo the moment up to which it is noted
     * @param now the moment at which it is noted
     * @param which of the clock as it is, and the label of a threshold
     * @return what to write, and what is to be done
     */
    public Reached reached(
            Tenant tenant, ClockRecord record, Instant upTo, Instant now, BiPredicate<SlaClock, String> which) {
        FoldedClock clock = clock(tenant, record, now);
        List<SlaClock.Milestone> due = clock.alarms()
                .filter(one -> !one.at().isAfter(upTo))
                .filter(one -> which.test(clock, one.threshold().label()))
                .toList();
        List<ClockEvent> events = due.stream()
                .<ClockEvent>map(
                        one -> new ClockEvent.Reached(one.at(), one.threshold().label(), clock.asOf()))
                .toList();
        FoldedClock after = clock.and(events);
        return new Reached(record, Records.of(after, record), after, due);
    }

    /**
     * What a clock has reached.
     *
     * @param before the clock as it was kept
     * @param after as it is to be kept
     * @param clock it, as it is then
     * @param milestones what was reached, in order; empty if it has moved on
     */
    public record Reached(ClockRecord before, ClockRecord after, SlaClock clock, List<SlaClock.Milestone> milestones) {
        /** @return what to do for each, in order */
        public List<Escalation> escalations() {
            return milestones.stream()
                    .flatMap(one -> one.threshold().escalations().stream())
                    .toList();
        }

        /** @return what the timeline is to say of it */
        public FieldChange change() {
            String labels = String.join(
                    ", ",
                    milestones.stream()
                            .map(one -> one.threshold().label() + " at " + one.at())
                            .toList());
            return new FieldChange(LABEL + clock.slot(), "", clock.policy().name() + " " + labels);
        }
    }

    /** What a command changes in the clocks of a ticket. */
    private final class Changes {
        private final Subject subject;
        private final Occasion occasion;
        private final List<ClockRecord> added = new ArrayList<>();
        private final List<ClockStore.Change> replaced = new ArrayList<>();
        private final List<FieldChange> said = new ArrayList<>();
        private final List<SlaNotice> notices = new ArrayList<>();
        private boolean overdue;

        private Changes(Subject subject, Occasion occasion) {
            this.subject = subject;
            this.occasion = occasion;
        }

        private void work(ClockRecord record, Map<String, Selection> selected, Doing doing) {
            FoldedClock kept = clock(subject.tenant(), record, occasion.now());
            FoldedClock before = occasion.deed().isImported() ? kept.knownAt(occasion.now()) : kept;
            ClockWork work = new ClockWork(before, occasion, Optional.ofNullable(selected.get(record.slot())));
            doing.on(work);
            overdue |= work.takesTarget()
                    && kept.alarms().anyMatch(one -> !one.at().isAfter(occasion.now()));
            changed(record, before, work.clock());
            work.nextCycle().ifPresent(events -> {
                retire(record);
                begin(record.slot(), record.cycle() + 1, events, Optional.of(work.clock()));
            });
        }

        /** What is over keeps the priority and the service that the ticket had then. */
        private void changed(ClockRecord record, FoldedClock before, FoldedClock after) {
            if (before.events().equals(after.events()) && (!ClockWork.isOpen(before) || sameAttributes(record))) {
                return;
            }
            replaced.add(new ClockStore.Change(
                    record, Records.of(after.imported(occasion.deed().seen()), occasion.after(), true)));
            say(after.slot(), before.words(), after.words());
            tell(before, after);
        }

        private boolean sameAttributes(ClockRecord record) {
            return record.priority().equals(occasion.after().attributes().priority())
                    && record.service().equals(occasion.after().attributes().service());
        }

        /** What was the current cycle is one of the past. */
        private void retire(ClockRecord record) {
            ClockStore.Change last = replaced.stream()
                    .filter(change -> change.before().equals(record))
                    .findFirst()
                    .orElse(new ClockStore.Change(record, record));
            replaced.remove(last);
            replaced.add(new ClockStore.Change(record, Records.past(last.after())));
        }

        private void attach(String slot, Selection selection) {
            if (occasion.starts(selection)) {
                begin(slot, selection, occasion.since(selection, occasion.now()));
            } else if (occasion.hasOtherAttributes()) {
                attachEarlier(slot, selection, selection.policy().onTargetChange());
            }
        }

        /** A promise that comes later than what would have set its clock going. */
        private void attachEarlier(String slot, Selection selection, TargetChange rule) {
            boolean back = rule == TargetChange.RETROACTIVE || rule == TargetChange.PROPORTIONAL;
            occasion.startedEarlier(selection)
                    .ifPresent(
                            event -> begin(slot, selection, back ? occasion.since(selection, event) : occasion.now()));
        }

        private void begin(String slot, Selection selection, Instant start) {
            begin(slot, 1, List.of(occasion.attached(selection, start)), Optional.empty());
        }

        private void begin(String slot, int cycle, List<ClockEvent> events, Optional<FoldedClock> last) {
            FoldedClock begun = new FoldedClock(
                    subject.ticket(), slot, cycle, events, event -> termsOf(slot, event), occasion.now());
            ClockWork work = new ClockWork(begun, occasion, Optional.empty());
            work.begin();
            added.add(Records.of(work.clock().imported(occasion.deed().seen()), occasion.after(), true));
            say(slot, last.map(FoldedClock::words).orElse(""), work.clock().words());
            tell(begun, work.clock());
        }

        /** The policies of a new clock may not be written yet. */
        private Terms termsOf(String slot, ClockEvent event) {
            if (event instanceof ClockEvent.Attached one
                    && one.version() == occasion.policies().version()) {
                return terms(occasion.policies(), slot, one.policy(), one.promise());
            }
            if (event instanceof ClockEvent.Attached one) {
                return terms(subject.tenant(), slot, one.version(), one.policy(), one.promise());
            }
            ClockEvent.Retargeted one = (ClockEvent.Retargeted) event;
            return terms(subject.tenant(), slot, one.version(), one.policy(), one.promise());
        }

        private void say(String slot, String before, String after) {
            if (!before.equals(after)) {
                said.add(new FieldChange(LABEL + slot, before, after));
            }
        }

        /**
         * All that was skipped at once is told in one notice, to whom it would have been told one by one; nobody is told of a
         * history that is imported.
         */
        private void tell(FoldedClock before, FoldedClock after) {
            if (occasion.deed().isImported()) {
                return;
            }
            List<ClockEvent.Skipped> skipped = after.events().stream()
                    .filter(event -> !before.events().contains(event))
                    .flatMap(event -> event instanceof ClockEvent.Skipped one ? Stream.of(one) : Stream.empty())
                    .toList();
            boolean imported = occasion.deed().seen().isAfter(occasion.now());
            if (skipped.isEmpty() || imported) {
                return;
            }
            List<String> labels =
                    skipped.stream().map(ClockEvent.Skipped::threshold).toList();
            Instant last = skipped.get(skipped.size() - 1).at();
            after.target().thresholds().stream()
                    .filter(threshold -> labels.contains(threshold.label()))
                    .flatMap(threshold -> threshold.escalations().stream())
                    .flatMap(escalation ->
                            escalation instanceof Escalation.Notify one ? Stream.of(one.whom()) : Stream.empty())
                    .distinct()
                    .forEach(whom -> notices.add(new SlaNotice(
                            subject.tenant(),
                            subject.ticket(),
                            subject.number(),
                            after.policy().name(),
                            after.slot(),
                            labels,
                            last,
                            whom,
                            SlaNotice.Kind.SKIPPED)));
        }

        private Reaction reaction() {
            return new Reaction(occasion.policies().version(), said, this::write, notices, overdue);
        }

        private void write() {
            if (!replaced.isEmpty()) {
                store.clocks().replace(subject.tenant(), replaced);
            }
            if (!added.isEmpty()) {
                store.clocks().add(subject.tenant(), added);
            }
        }
    }
}
