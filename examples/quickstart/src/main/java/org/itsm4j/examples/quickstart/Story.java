package org.itsm4j.examples.quickstart;

import static java.time.temporal.ChronoUnit.HOURS;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.stream.Collectors;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.OwnIncident;
import org.itsm4j.incident.OwnIncidents;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.Explanation;
import org.itsm4j.sla.ServiceLevels;
import org.itsm4j.sla.SlaClock;
import org.itsm4j.sla.SlaNotice;
import org.itsm4j.sla.Stretch;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.ChainReport;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;

/** The life of one incident, told while it happens, with what its clocks say to it. */
final class Story {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final String RESOLUTION = "resolution";

    private final Itsm itsm;
    private final Tenant tenant;
    private final Narrator narrator;
    private final Queue<SlaNotice> notices;
    private final Incidents ana;
    private final Incidents raj;
    private final Incidents eva;
    private final OwnIncidents mia;
    private final ServiceLevels levels;

    Story(Itsm itsm, Tenant tenant, MovableClock clock, Queue<SlaNotice> notices, PrintStream out) {
        this.itsm = itsm;
        this.tenant = tenant;
        this.narrator = new Narrator(clock, "EEE HH:mm", 10, out);
        this.notices = notices;
        this.ana = itsm.as(Actor.dispatcher("ana").of(tenant)).incidents();
        this.raj = itsm.as(Actor.agent("raj").inGroup("payments").of(tenant)).incidents();
        this.eva = itsm.as(Actor.majorIncidentManager("eva").of(tenant)).incidents();
        this.mia = itsm.as(Actor.requester("mia").of(tenant)).ownIncidents();
        this.levels = itsm.as(Actor.dispatcher("ana").of(tenant)).serviceLevels();
    }

    /** Answers the timeline of its incident. */
    List<TimelineEntry> tell() {
        narrator.begin(MONDAY);
        OwnIncident reported = mia.log(LogIncident.titled("Checkout returns 500")
                .requester("mia")
                .service("webshop")
                .urgency(Urgency.HIGH)
                .build());
        TicketId id = reported.id();
        narrator.line(
                "mia",
                "reports \"Checkout returns 500\": " + reported.number() + ", " + reported.priority(),
                reported.state());
        narrator.refused("raj", "wants to reopen it", () -> raj.reopen(id, "Not solved"));

        work(id);
        major(id);
        again(id);
        return end(id);
    }

    private void work(TicketId id) {
        narrator.after(Duration.ofMinutes(5));
        ana.reclassify(id, Reclassification.to(Impact.HIGH, Urgency.HIGH));
        Incident assigned = ana.assign(id, Assignment.to("payments"));
        narrator.line(
                "ana",
                "triages it: " + assigned.classification().priority() + ", for group payments",
                assigned.state());
        clock(id, "response");
        clock(id, RESOLUTION);
        narrator.after(Duration.ofMinutes(5));
        narrator.line("raj", "starts to work on it", raj.start(id).state());
        clock(id, "response");
        narrator.after(Duration.ofMinutes(2));
        narrator.line(
                "raj",
                "must know more: \"Which browser?\"",
                raj.hold(id, Hold.because(HoldReason.CALLER, "Which browser?")).state());
        narrator.after(Duration.ofMinutes(18));
        clock(id, RESOLUTION);
        narrator.line(
                "mia",
                "answers \"All of them\", and it goes on by itself",
                mia.comment(id, "All of them").state());
        clock(id, RESOLUTION);
    }

    private void major(TicketId id) {
        narrator.after(Duration.ofMinutes(5));
        raj.proposeMajor(id, "Nobody can pay");
        narrator.line(
                "raj", "proposes a major incident: nobody can pay", raj.get(id).state());
        narrator.after(Duration.ofMinutes(5));
        Incident major = eva.acceptMajor(
                id, MajorPlan.led("No sales", "All payments fail", "eva").sitrepEvery(Duration.ofHours(1)));
        narrator.line("eva", "accepts and leads it, with a report every hour", major.state());
        narrator.after(Duration.ofMinutes(60));
        narrator.line(
                "eva",
                "reports: \"Version 4.2.1 is rolled back\"",
                eva.sitrep(id, "Version 4.2.1 is rolled back").state());
        narrator.after(Duration.ofMinutes(10));
        narrator.line(
                "raj",
                "resolves it: \"Rolled back 4.2.1\"",
                raj.resolve(id, Resolution.fixed("Rolled back 4.2.1")).state());
    }

    private void again(TicketId id) {
        narrator.after(Duration.of(21, HOURS));
        narrator.line(
                "mia",
                "reopens it: \"It is back\"",
                mia.reopen(id, "It is back").state());
        clock(id, RESOLUTION);
        narrator.after(Duration.ofMinutes(89));
        sweep();
        narrator.after(Duration.ofMinutes(1));
        narrator.line(
                "raj",
                "resolves it: \"Fixed in 4.2.2\"",
                raj.resolve(id, Resolution.fixed("Fixed in 4.2.2")).state());
        clock(id, RESOLUTION);
        why(id);
    }

    private List<TimelineEntry> end(TicketId id) {
        narrator.after(Duration.ofMinutes(5));
        narrator.refused("mia", "wants to close it", () -> mia.close(id));
        narrator.after(Duration.of(24, HOURS));
        narrator.line(
                "eva",
                "reviews the major incident",
                eva.review(id, "Release tests now pay by card").state());
        narrator.line("mia", "closes it", mia.close(id).state());
        List<TimelineEntry> timeline = raj.timeline(id, 0).items();
        narrator.aside("Timeline", timeline.stream().map(TimelineEntry::action).collect(Collectors.joining(" > ")));
        ChainReport chain = raj.verify(id);
        narrator.aside(
                "Chain",
                chain.entries() + " entries, " + (chain.intact() ? "unbroken" : chain.finding()) + "; ends with "
                        + raj.get(id).head().hash().substring(0, 16));
        return timeline;
    }

    /** What a clock says now. */
    private void clock(TicketId id, String slot) {
        SlaClock seen = seen(id, slot);
        String says = switch (seen.status()) {
            case RUNNING ->
                "runs, due " + narrator.at(seen.due().orElseThrow()) + ", within "
                        + words(seen.promised().orElseThrow());
            case PAUSED ->
                "waits for " + seen.pausedFor().orElseThrow() + ", "
                        + words(seen.remaining().orElseThrow()) + " left; if it went on now, due "
                        + narrator.at(seen.projectedDue().orElseThrow());
            case STOPPED -> (seen.met() ? "met" : "breached") + " after " + words(seen.elapsed());
            case CANCELLED -> "counts no more";
        };
        narrator.aside(slot + ": " + says);
    }

    private SlaClock seen(TicketId id, String slot) {
        return levels.clock(raj.get(id).ref(), slot).orElseThrow();
    }

    /** What the host does once a minute, or Flowable's job executor by itself. */
    private void sweep() {
        itsm.runDueWork();
        notices.stream()
                .filter(notice -> notice.tenant().equals(tenant))
                .map(notice -> notice.slot() + " of " + notice.number() + " reached "
                        + String.join(", ", notice.thresholds()) + " at "
                        + narrator.at(notice.reachedAt()) + ", tell " + notice.whom())
                .forEach(told -> narrator.line("sweep", told, ""));
    }

    private void why(TicketId id) {
        for (Stretch stretch : seen(id, RESOLUTION).explain().stretches()) {
            Explanation.Cause cause = new Explanation.Cause(stretch.reason(), stretch.detail());
            narrator.exactly(String.format(
                    Locale.ROOT,
                    "%s to %s  %-16s  %s",
                    narrator.at(stretch.from()),
                    narrator.at(stretch.to()),
                    cause,
                    words(stretch.length())));
        }
    }

    /** Such as {@code 3 h 48 min}. */
    private static String words(Duration duration) {
        String hours = duration.toHours() == 0 ? "" : duration.toHours() + " h";
        String minutes = duration.toMinutesPart() == 0 ? "" : duration.toMinutesPart() + " min";
        return (hours + " " + minutes).strip();
    }
}
