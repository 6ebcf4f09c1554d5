package org.itsm4j.examples.quickstart;

import static java.time.temporal.ChronoUnit.HOURS;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.itsm4j.Itsm;
import org.itsm4j.error.ItsmException;
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
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Europe/Madrid"));
    private static final int MARGIN = 18;
    private static final String RESOLUTION = "resolution";

    private final Itsm itsm;
    private final Tenant tenant;
    private final MovableClock clock;
    private final Queue<SlaNotice> notices;
    private final PrintStream out;
    private final Incidents ana;
    private final Incidents raj;
    private final Incidents eva;
    private final OwnIncidents mia;
    private final ServiceLevels levels;

    Story(Itsm itsm, Tenant tenant, MovableClock clock, Queue<SlaNotice> notices, PrintStream out) {
        this.itsm = itsm;
        this.tenant = tenant;
        this.clock = clock;
        this.notices = notices;
        this.out = out;
        this.ana = itsm.as(Actor.dispatcher("ana").of(tenant)).incidents();
        this.raj = itsm.as(Actor.agent("raj").inGroup("payments").of(tenant)).incidents();
        this.eva = itsm.as(Actor.majorIncidentManager("eva").of(tenant)).incidents();
        this.mia = itsm.as(Actor.requester("mia").of(tenant)).ownIncidents();
        this.levels = itsm.as(Actor.dispatcher("ana").of(tenant)).serviceLevels();
    }

    /** Answers the timeline of its incident. */
    List<TimelineEntry> tell() {
        clock.stopAt(MONDAY);
        OwnIncident reported = mia.log(LogIncident.titled("Checkout returns 500")
                .requester("mia")
                .service("webshop")
                .urgency(Urgency.HIGH)
                .build());
        TicketId id = reported.id();
        line(
                "mia",
                "reports \"Checkout returns 500\": " + reported.number() + ", " + reported.priority(),
                reported.state());
        refused("raj", "wants to reopen it", () -> raj.reopen(id, "Not solved"));

        work(id);
        major(id);
        again(id);
        return end(id);
    }

    private void work(TicketId id) {
        after(Duration.ofMinutes(5));
        ana.reclassify(id, Reclassification.to(Impact.HIGH, Urgency.HIGH));
        Incident assigned = ana.assign(id, Assignment.to("payments"));
        line("ana", "triages it: " + assigned.classification().priority() + ", for group payments", assigned.state());
        clock(id, "response");
        clock(id, RESOLUTION);
        after(Duration.ofMinutes(5));
        line("raj", "starts to work on it", raj.start(id).state());
        clock(id, "response");
        after(Duration.ofMinutes(2));
        line(
                "raj",
                "must know more: \"Which browser?\"",
                raj.hold(id, Hold.because(HoldReason.CALLER, "Which browser?")).state());
        after(Duration.ofMinutes(18));
        clock(id, RESOLUTION);
        line(
                "mia",
                "answers \"All of them\", and it goes on by itself",
                mia.comment(id, "All of them").state());
        clock(id, RESOLUTION);
    }

    private void major(TicketId id) {
        after(Duration.ofMinutes(5));
        raj.proposeMajor(id, "Nobody can pay");
        line("raj", "proposes a major incident: nobody can pay", raj.get(id).state());
        after(Duration.ofMinutes(5));
        Incident major = eva.acceptMajor(
                id, MajorPlan.led("No sales", "All payments fail", "eva").sitrepEvery(Duration.ofHours(1)));
        line("eva", "accepts and leads it, with a report every hour", major.state());
        after(Duration.ofMinutes(60));
        line(
                "eva",
                "reports: \"Version 4.2.1 is rolled back\"",
                eva.sitrep(id, "Version 4.2.1 is rolled back").state());
        after(Duration.ofMinutes(10));
        line(
                "raj",
                "resolves it: \"Rolled back 4.2.1\"",
                raj.resolve(id, Resolution.fixed("Rolled back 4.2.1")).state());
    }

    private void again(TicketId id) {
        after(Duration.of(21, HOURS));
        line("mia", "reopens it: \"It is back\"", mia.reopen(id, "It is back").state());
        clock(id, RESOLUTION);
        after(Duration.ofMinutes(89));
        sweep();
        after(Duration.ofMinutes(1));
        line(
                "raj",
                "resolves it: \"Fixed in 4.2.2\"",
                raj.resolve(id, Resolution.fixed("Fixed in 4.2.2")).state());
        clock(id, RESOLUTION);
        why(id);
    }

    private List<TimelineEntry> end(TicketId id) {
        after(Duration.ofMinutes(5));
        refused("mia", "wants to close it", () -> mia.close(id));
        after(Duration.of(24, HOURS));
        line(
                "eva",
                "reviews the major incident",
                eva.review(id, "Release tests now pay by card").state());
        line("mia", "closes it", mia.close(id).state());
        List<TimelineEntry> timeline = raj.timeline(id, 0).items();
        out.println(Screen.titled(
                "Timeline", MARGIN, timeline.stream().map(TimelineEntry::action).collect(Collectors.joining(" > "))));
        ChainReport chain = raj.verify(id);
        out.println(Screen.titled(
                "Chain",
                MARGIN,
                chain.entries() + " entries, " + (chain.intact() ? "unbroken" : chain.finding()) + "; ends with "
                        + raj.get(id).head().hash().substring(0, 16)));
        return timeline;
    }

    /** What a clock says now. */
    private void clock(TicketId id, String slot) {
        SlaClock seen = seen(id, slot);
        String says = switch (seen.status()) {
            case RUNNING ->
                "runs, due " + TIME.format(seen.due().orElseThrow()) + ", within "
                        + words(seen.promised().orElseThrow());
            case PAUSED ->
                "waits for " + seen.pausedFor().orElseThrow() + ", "
                        + words(seen.remaining().orElseThrow()) + " left; if it went on now, due "
                        + TIME.format(seen.projectedDue().orElseThrow());
            case STOPPED -> (seen.met() ? "met" : "breached") + " after " + words(seen.elapsed());
            case CANCELLED -> "counts no more";
        };
        out.println(Screen.indented(MARGIN, slot + ": " + says));
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
                        + TIME.format(notice.reachedAt()) + ", tell " + notice.whom())
                .forEach(told -> line("sweep", told, ""));
    }

    private void why(TicketId id) {
        for (Stretch stretch : seen(id, RESOLUTION).explain().stretches()) {
            Explanation.Cause cause = new Explanation.Cause(stretch.reason(), stretch.detail());
            out.println(Screen.indented(MARGIN, "")
                    + String.format(
                            Locale.ROOT,
                            "%s to %s  %-16s  %s",
                            TIME.format(stretch.from()),
                            TIME.format(stretch.to()),
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

    private void after(Duration duration) {
        clock.tick(duration);
    }

    private void line(String who, String what, Object state) {
        out.println(String.format(Locale.ROOT, "%-10s  %-5s %-64s  %s", TIME.format(clock.instant()), who, what, state)
                .stripTrailing());
    }

    private void refused(String who, String what, Supplier<?> command) {
        try {
            command.get();
            throw new IllegalStateException("The story expects this to be refused: " + what);
        } catch (ItsmException e) {
            line(who, what + ", and is refused:", "");
            out.println(Screen.indented(MARGIN, e.getMessage()));
        }
    }
}
