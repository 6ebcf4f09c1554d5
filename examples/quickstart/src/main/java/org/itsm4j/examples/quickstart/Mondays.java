package org.itsm4j.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Quorum;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.BackOut;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeTemplate;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.FollowUp;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Review;
import org.itsm4j.change.Revision;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.problem.FiveWhys;
import org.itsm4j.problem.FiveWhys.Why;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSettings;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;

/** Checkout fails every Monday: three incidents, the problem behind them, and the change that ends it. */
final class Mondays {
    private static final Instant MONDAY = Instant.parse("2026-03-09T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant NIGHT = Instant.parse("2026-03-24T20:00:00Z");
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Map<String, String> ANSWERS =
            Map.of("outage", "no", "experience", "often", "backOut", "minutes");

    private final Itsm itsm;
    private final Tenant tenant;
    private final Narrator narrator;

    Mondays(Itsm itsm, Tenant tenant, MovableClock clock, PrintStream out) {
        this.itsm = itsm;
        this.tenant = tenant;
        this.narrator = new Narrator(clock, "dd MMM HH:mm", 12, out);
    }

    /** Who agrees to changes: two of a board of three; and a standard change that somebody has agreed to for good. */
    static ChangeSettings settings() {
        ApprovalPolicy board = ApprovalPolicy.named("cab")
                .stage(ApprovalStage.named(
                        "board",
                        Panel.of(Quorum.atLeast(2)).person("ann").person("bob").person("cy")))
                .build();
        return ChangeSettings.builder()
                .approval(RiskTier.LOW, board)
                .approval(RiskTier.MEDIUM, board)
                .approval(RiskTier.HIGH, board)
                .template(ChangeTemplate.of("backup-test", plan("restore a backup", NIGHT), ANSWERS)
                        .approvedBy("cho"))
                .build();
    }

    private static ChangePlan plan(String what, Instant from) {
        return new ChangePlan(
                what, "as in the run book", BackOut.tested("undo it"), "pay with a card", Slot.of(from, TWO_HOURS));
    }

    private Desk as(Actor actor) {
        return itsm.as(actor.of(tenant));
    }

    private Desk agent(String person) {
        return as(Actor.agent(person).inGroup("payments"));
    }

    private Desk pat() {
        return as(Actor.problemManager("pat"));
    }

    private Desk cho() {
        return as(Actor.changeManager("cho"));
    }

    /** Answers the timelines of its tickets, by the name of their diagram. */
    Map<String, List<TimelineEntry>> tell() {
        narrator.begin(MONDAY);
        List<TicketId> incidents = incidents();
        Problem problem = problem(incidents);
        standard();
        TicketId change = change(problem);
        approved(change);
        done(change);
        end(problem.id(), change);
        Map<String, List<TimelineEntry>> timelines = new LinkedHashMap<>();
        timelines.put("problem", pat().problems().timeline(problem.id(), 0).items());
        timelines.put("change-normal", cho().changes().timeline(change, 0).items());
        return timelines;
    }

    private List<TicketId> incidents() {
        List<TicketId> incidents = new ArrayList<>();
        for (int week = 0; week < 3; week++) {
            Incident incident = agent("raj")
                    .incidents()
                    .log(LogIncident.titled("Checkout returns 500")
                            .requester("mia")
                            .service("webshop")
                            .configurationItem("db-1")
                            .impact(Impact.HIGH)
                            .urgency(Urgency.HIGH)
                            .build());
            as(Actor.dispatcher("ana")).incidents().assign(incident.id(), Assignment.to("payments", "raj"));
            agent("raj").incidents().start(incident.id());
            narrator.line("raj", "logs " + incident.number() + ": checkout returns 500", "IN_PROGRESS");
            narrator.after(Duration.ofMinutes(40));
            Incident resolved = agent("raj").incidents().resolve(incident.id(), Resolution.fixed("Deleted old logs"));
            narrator.line("raj", "deletes old logs, and it runs again", resolved.state());
            incidents.add(incident.id());
            narrator.after(WEEK.minusMinutes(40));
        }
        narrator.after(WEEK.negated().plusHours(1));
        return incidents;
    }

    private Problem problem(List<TicketId> incidents) {
        Problem problem = pat().problems()
                .raiseFromIncidents(
                        incidents,
                        LogProblem.titled("Checkout fails every Monday", ProblemSource.REACTIVE)
                                .build());
        narrator.line("pat", "sees three of a kind, and raises " + problem.number() + " from them", problem.state());
        TicketId id = problem.id();
        pat().problems()
                .assess(
                        id,
                        org.itsm4j.problem.Assessment.of(
                                Priority.P2, "shop/checkout", Assignment.to("payments", "raj")));
        agent("raj").problems().investigate(id, RcaTechnique.FIVE_WHYS);
        FiveWhys whys = FiveWhys.of(Why.because("Why does checkout fail?", "The disk of db-1 is full")
                .then(Why.because("Why is it full?", "Logs are 40 GB by Monday")
                        .then(Why.because("Why so large?", "Nobody rotates them")
                                .evidence("40 GB since Friday")
                                .asRoot())));
        Problem analysed = agent("raj").problems().analyse(id, whys);
        narrator.line("raj", "asks why, until there is nothing behind it:", analysed.state());
        whys.toText().lines().forEach(narrator::exactly);
        Problem known = agent("raj")
                .problems()
                .declareKnownError(
                        id,
                        KnownErrorDeclaration.causedBy(
                                        "Checkout returns 500", "Nobody rotates the log", "40 GB since Friday")
                                .workaround("Delete old logs"));
        narrator.line("raj", "declares a known error, offered with the next such incident", known.state());
        return known;
    }

    /** Another change on the same server, which needs no vote. */
    private void standard() {
        Desk ivo = agent("ivo");
        Change standard = ivo.changes()
                .raise(RaiseChange.standard("backup-test", Slot.of(NIGHT, TWO_HOURS), "It is the day of the month")
                        .touching("db-1")
                        .criticality(Criticality.LOW)
                        .assignedTo(Assignment.to("payments", "ivo"))
                        .build());
        Change scheduled = ivo.changes().submit(standard.id());
        narrator.line(
                "ivo",
                "submits " + scheduled.number() + ", a standard change; its template is approved",
                scheduled.state());
    }

    private TicketId change(Problem problem) {
        Change change = agent("raj")
                .changes()
                .raise(RaiseChange.normal("Rotate the logs of db-1", "Checkout fails every Monday")
                        .service("webshop")
                        .touching("db-1")
                        .plan(plan("install logrotate", NIGHT))
                        .answers(ANSWERS)
                        .criticality(Criticality.LOW)
                        .assignedTo(Assignment.to("payments", "cy"))
                        .build());
        TicketId id = change.id();
        Problem planned = agent("raj").problems().requestChange(problem.id(), FixPlan.by(change.ref()));
        narrator.line("raj", "raises " + change.number() + " to fix " + problem.number() + " for good", change.state());
        narrator.line("", problem.number() + " waits for it", planned.state());
        narrator.refused(
                "raj",
                "submits it for Tuesday night",
                () -> agent("raj").changes().submit(id));
        Slot free = agent("raj").changes().nextFree(id).slot().orElseThrow();
        ChangePlan later = change.plan().orElseThrow().at(free);
        agent("raj").changes().revise(id, Revision.nothing().plan(later));
        Change submitted = agent("raj").changes().submit(id);
        narrator.line(
                "raj", "takes the next free time, " + narrator.at(free.from()) + ", and submits it", submitted.state());
        return id;
    }

    private void approved(TicketId id) {
        cho().changes().accept(id);
        Change voting =
                cho().changes().assessed(id, Assessment.of(Criticality.LOW, "an hour against an outage a week"));
        narrator.line("cho", "accepts and assesses it, and puts it to the vote", voting.state());
        cho().changes().explainRisk(id).forEach(narrator::aside);
        narrator.refused(
                "cy",
                "who is to do it, votes for it",
                () -> agent("cy").changes().vote(id, CastVote.approve()));
        narrator.line(
                "ann",
                "agrees",
                agent("ann").changes().vote(id, CastVote.approve()).state());
        cho().changes().decision(id).orElseThrow().explain().lines().forEach(narrator::exactly);
        narrator.line(
                "bob",
                "agrees, which decides it",
                agent("bob").changes().vote(id, CastVote.approve()).state());
    }

    private void done(TicketId id) {
        narrator.refused("cy", "begins too early", () -> agent("cy").changes().begin(id));
        Instant begin = cho().changes().get(id).window().orElseThrow().from();
        narrator.after(Duration.between(narrator.now(), begin));
        narrator.line(
                "cy", "begins in its window", agent("cy").changes().begin(id).state());
        narrator.after(Duration.ofMinutes(50));
        Implementation how = new Implementation(
                begin, narrator.now(), Outcome.SUCCESSFUL, List.of(TaskResult.done("logrotate")), "as planned");
        narrator.line("cy", "is done", agent("cy").changes().complete(id, how).state());
    }

    private void end(TicketId problem, TicketId change) {
        narrator.after(WEEK);
        Change reviewed = cho().changes()
                .review(
                        change,
                        Review.of(true, "No log over 2 GB since")
                                .lessons("Disks of databases are to be watched")
                                .followUps(FollowUp.of("Watch the disks of all databases")
                                        .ownedBy("ivo")));
        narrator.line("cho", "reviews it: objectives met, one thing learned", reviewed.state());
        Problem resolved = pat().problems().get(problem);
        narrator.line("", resolved.number() + " is resolved with it, by itself", resolved.state());
        Problem improvement = pat().problems().raiseFromReview(change, 1);
        narrator.line("pat", "keeps what was learned as " + improvement.number() + ", for ivo", improvement.state());
        narrator.refused(
                "pat", "wants to close the first one", () -> pat().problems().close(problem));
        narrator.after(ProblemSettings.standard().observationWindow());
        narrator.line(
                "pat",
                "closes it: it has not come back",
                pat().problems().close(problem).state());
        narrator.aside(
                "Timeline",
                pat().problems().timeline(problem, 0).items().stream()
                        .map(TimelineEntry::action)
                        .collect(Collectors.joining(" > ")));
    }
}
