package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.memory.InMemoryStore;
import org.itsm4j.security.Actor;
import org.itsm4j.spi.Directory;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;

/**
 * A tenant with service levels, in memory. Moments are those of Madrid in 2026, such as {@code 03-02 09:00}, which is a Monday.
 * Whoever is not told otherwise is ada, an administrator in the group payments.
 */
final class SlaScene {
    static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    static final WorkCalendar OFFICE = WorkCalendar.named("office")
            .zone(MADRID)
            .hours("Mon-Fri 09:00-17:00")
            .build();
    static final WorkCalendar ALWAYS = WorkCalendar.named("always")
            .zone(MADRID)
            .hours("Mon-Sun 00:00-24:00")
            .build();

    final SettableClock clock = SettableClock.at(moment("03-02 09:00").toString());
    final InMemoryStore store = new InMemoryStore();
    final List<SlaNotice> notices = new ArrayList<>();
    Itsm itsm;

    private SlaScene(SlaPolicies policies, UnaryOperator<Itsm.Builder> more) {
        itsm = over(policies, more);
    }

    static SlaScene with(SlaPolicy... policies) {
        return with(builder -> builder, policies);
    }

    static SlaScene with(UnaryOperator<Itsm.Builder> more, SlaPolicy... policies) {
        return new SlaScene(version(1, policies), more);
    }

    static SlaPolicies version(int version, SlaPolicy... policies) {
        SlaPolicies.Builder set = SlaPolicies.version(version).calendar(OFFICE).calendar(ALWAYS);
        List.of(policies).forEach(set::policy);
        return set.build();
    }

    /** A policy by office hours. */
    static SlaPolicy office(String name, SlaTarget... targets) {
        SlaPolicy policy = SlaPolicy.named(name).calendar("office");
        for (SlaTarget target : targets) {
            policy = policy.target(target);
        }
        return policy;
    }

    /** Another node over the same store. */
    Itsm over(SlaPolicies policies, UnaryOperator<Itsm.Builder> more) {
        return more.apply(Itsm.builder()
                        .store(store)
                        .clock(clock)
                        .serviceLevels(policies)
                        .notifier(notices::add))
                .build();
    }

    /** From now on new tickets are under these. */
    SlaScene now(SlaPolicies policies) {
        itsm = over(policies, builder -> builder);
        return this;
    }

    static Instant moment(String local) {
        return LocalDateTime.parse("2026-" + local.replace(' ', 'T'))
                .atZone(MADRID)
                .toInstant();
    }

    /** It becomes that moment. */
    SlaScene at(String local) {
        clock.tick(Duration.between(clock.instant(), moment(local)));
        return this;
    }

    Desk as(Actor actor) {
        return itsm.as(actor);
    }

    Desk desk() {
        return as(Actor.administrator("ada").inGroup("payments"));
    }

    Incidents ada() {
        return desk().incidents();
    }

    /** A ticket of mia's, with P3. */
    TicketId log() {
        return log(report -> report);
    }

    TicketId log(UnaryOperator<LogIncident.Builder> more) {
        return ada().log(more.apply(LogIncident.titled("Checkout").requester("mia"))
                        .build())
                .id();
    }

    void hold(TicketId id, HoldReason reason) {
        ada().hold(id, Hold.because(reason, "waiting"));
    }

    Incident prioritise(TicketId id, Priority priority) {
        return ada().reclassify(id, Reclassification.change().priority(priority, "the boss"));
    }

    Incident serve(TicketId id, String service) {
        return ada().reclassify(id, Reclassification.change().service(service));
    }

    SlaClock clock(TicketId id, String slot) {
        return find(id, slot).orElseThrow();
    }

    Optional<SlaClock> find(TicketId id, String slot) {
        return desk().serviceLevels().clock(ada().get(id).ref(), slot);
    }

    SlaClock resolution(TicketId id) {
        return clock(id, "resolution");
    }

    List<SlaClock> history(TicketId id) {
        return desk().serviceLevels().history(ada().get(id).ref());
    }

    List<TimelineEntry> timeline(TicketId id) {
        return ada().timeline(id, 0).items();
    }

    TimelineEntry last(TicketId id) {
        List<TimelineEntry> entries = timeline(id);
        return entries.get(entries.size() - 1);
    }

    /** What the last entry of the timeline says of a clock. */
    FieldChange said(TicketId id, String slot) {
        return last(id).changes().stream()
                .filter(change -> change.field().equals("sla." + slot))
                .findFirst()
                .orElseThrow();
    }

    int sweep() {
        return itsm.runDueWork();
    }

    static void assertDue(SlaClock clock, String local) {
        assertThat(clock.due()).contains(moment(local));
    }

    /** Its points on the way, by label. */
    static Map<String, Instant> milestones(SlaClock clock) {
        Map<String, Instant> at = new java.util.LinkedHashMap<>();
        clock.milestones().stream()
                .sorted(Comparator.comparing(SlaClock.Milestone::at))
                .forEach(one -> at.put(one.threshold().label(), one.at()));
        return at;
    }

    static SlaClock.MilestoneStatus status(SlaClock clock, String label) {
        return clock.milestones().stream()
                .filter(one -> one.threshold().label().equals(label))
                .findFirst()
                .orElseThrow()
                .status();
    }

    static Directory customers(Map<String, String> customerOf) {
        return new Directory() {
            @Override
            public boolean hasGroup(org.itsm4j.security.Tenant tenant, String group) {
                return true;
            }

            @Override
            public boolean hasPerson(org.itsm4j.security.Tenant tenant, String person) {
                return true;
            }

            @Override
            public Optional<String> customer(org.itsm4j.security.Tenant tenant, String person) {
                return Optional.ofNullable(customerOf.get(person));
            }
        };
    }
}
