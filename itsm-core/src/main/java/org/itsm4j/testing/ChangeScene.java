package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.itsm4j.Desk;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.Panel;
import org.itsm4j.approval.Presence;
import org.itsm4j.approval.Quorum;
import org.itsm4j.change.Assessment;
import org.itsm4j.change.BackOut;
import org.itsm4j.change.CastVote;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangePlan;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.ChangeTemplate;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.Implementation;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.TaskResult;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.TicketEvent;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketRef;

/**
 * A library with the people of a change: mia wants it, ivo does it, cho manages it, ann, bob and cy are the board,
 * of whom two must agree; dan stands in for ann.
 */
final class ChangeScene implements AutoCloseable {
    static final Map<String, String> ANSWERS = Map.of("outage", "no", "experience", "often", "backOut", "minutes");
    static final Slot A_NIGHT = Slot.of(Instant.parse("2026-03-02T20:00:00Z"), Duration.ofHours(4));
    static final Map<String, String> BAD_ANSWERS = Map.of("outage", "yes", "experience", "never", "backOut", "longer");

    final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");
    final Set<String> walked = new LinkedHashSet<>();
    final List<TicketEvent> events = new ArrayList<>();
    final List<Delegation> delegations = new ArrayList<>();
    final Itsm itsm;

    /** Its own, so that scenes can share a store. */
    private final Tenant tenant = new Tenant("scene-" + UUID.randomUUID());

    ChangeScene() {
        this(Itsm.builder(), UnaryOperator.identity());
    }

    ChangeScene(UnaryOperator<ChangeSettings.Builder> settings) {
        this(Itsm.builder(), settings);
    }

    ChangeScene(Itsm.Builder builder, UnaryOperator<ChangeSettings.Builder> settings) {
        itsm = builder.clock(clock)
                .changes(settings.apply(standard()).build())
                .eventSink(this::happened)
                .build();
    }

    private ChangeSettings.Builder standard() {
        return ChangeSettings.builder()
                .approval(RiskTier.LOW, cab(Quorum.atLeast(2)))
                .approval(RiskTier.MEDIUM, cab(Quorum.atLeast(2)))
                .approval(RiskTier.HIGH, cab(Quorum.all()))
                .presence(() -> new Presence(delegations, List.of()))
                .sampleEvery(1_000_000);
    }

    static ApprovalPolicy cab(Quorum quorum) {
        return ApprovalPolicy.named("cab")
                .stage(ApprovalStage.named("board", board(quorum)).rejectAfter(Duration.ofDays(5)))
                .build();
    }

    static Panel board(Quorum quorum) {
        return Panel.of(quorum).person("ann").person("bob").person("cy");
    }

    /** Commands may be given by several threads. */
    private synchronized void happened(TicketEvent event) {
        if (!event.tenant().equals(tenant)) {
            return; // due work looks after all of them
        }
        events.add(event);
        String to = event.state();
        String from = event.entry().changes().stream()
                .filter(change -> change.field().equals("state"))
                .map(FieldChange::before)
                .findFirst()
                .orElse(to);
        walked.add((from.isEmpty() ? "-" : from) + " " + event.entry().action() + " " + to);
    }

    Changes mia() {
        return as("mia");
    }

    Changes ivo() {
        return as(Actor.agent("ivo").inGroup("ops"));
    }

    Changes cho() {
        return as(Actor.changeManager("cho"));
    }

    Changes as(Actor actor) {
        return itsm.as(actor.of(tenant)).changes();
    }

    Desk desk(Actor actor) {
        return itsm.as(actor.of(tenant));
    }

    Changes as(String person) {
        return as(Actor.agent(person).inGroup("office"));
    }

    Changes system() {
        return as(Actor.system("discovery"));
    }

    Instant now() {
        return clock.instant();
    }

    Slot tonight() {
        return A_NIGHT;
    }

    static ChangePlan plan(Slot window) {
        return new ChangePlan("a new disk", "plug it in", BackOut.tested("pull it out"), "df", window);
    }

    RaiseChange.Builder newDisk() {
        return RaiseChange.normal("New disk in db-1", "It is full in a week")
                .service("webshop")
                .touching("db-1")
                .plan(plan(tonight()))
                .answers(ANSWERS)
                .criticality(Criticality.LOW)
                .assignedTo(Assignment.to("ops", "ivo"));
    }

    TicketRef incident() {
        return desk(Actor.agent("mia").inGroup("office"))
                .incidents()
                .log(LogIncident.titled("Checkout is down")
                        .configurationItem("db-1")
                        .requester("mia")
                        .build())
                .ref();
    }

    RaiseChange.Builder emergency() {
        return RaiseChange.emergency("Restart db-1", "The shop is down", incident())
                .touching("db-1")
                .plan(plan(Slot.of(now(), Duration.ofHours(2))))
                .answers(ANSWERS)
                .criticality(Criticality.LOW)
                .assignedTo(Assignment.to("ops", "ivo"));
    }

    /** A normal change that is handed in. */
    TicketId submitted() {
        return mia().submit(mia().raise(newDisk().build()).id()).id();
    }

    TicketId submittedElsewhere() {
        Slot later = Slot.of(now().plus(Duration.ofDays(1)), Duration.ofHours(1));
        return mia().submit(mia().raise(newDisk().plan(plan(later)).build()).id())
                .id();
    }

    /** A normal change that is put to the vote. */
    TicketId voting() {
        return voting(submitted());
    }

    TicketId voting(TicketId id) {
        cho().accept(id);
        return cho().assessed(id, Assessment.of(Criticality.LOW, "cheap")).id();
    }

    /** A normal change that two of the board have agreed to. */
    TicketId scheduled() {
        TicketId id = voting();
        as("ann").vote(id, CastVote.approve());
        assertThat(as("bob").vote(id, CastVote.approve()).state()).isEqualTo(ChangeState.SCHEDULED);
        return id;
    }

    TicketId implementing() {
        TicketId id = scheduled();
        untilTonight();
        return ivo().begin(id).id();
    }

    TicketId reviewing(Outcome outcome) {
        TicketId id = implementing();
        clock.tick(Duration.ofHours(1));
        return outcome == Outcome.BACKED_OUT
                ? ivo().backOut(id, done(outcome)).id()
                : ivo().complete(id, done(outcome)).id();
    }

    TicketId emergencyVoting() {
        Change change = mia().submit(mia().raise(emergency().build()).id());
        assertThat(change.state()).isEqualTo(ChangeState.ASSESSING);
        return cho().assessed(change.id(), Assessment.of(Criticality.LOW, "")).id();
    }

    TicketId emergencyFirst() {
        return cho().implementFirst(emergencyVoting(), "every minute counts").id();
    }

    void untilTonight() {
        Duration left = Duration.between(now(), tonight().from());
        if (!left.isNegative()) {
            clock.tick(left.plusMinutes(10));
        }
    }

    Implementation done(Outcome outcome) {
        return new Implementation(
                now().minus(Duration.ofMinutes(30)), now(), outcome, List.of(TaskResult.done("plug")), "as planned");
    }

    ChangeTemplate template() {
        return ChangeTemplate.of("disk", plan(tonight()), ANSWERS).approvedBy("cho");
    }

    RaiseChange fromTemplate() {
        return RaiseChange.standard("disk", tonight(), "It is full in a week")
                .touching("db-1")
                .criticality(Criticality.LOW)
                .assignedTo(Assignment.to("ops", "ivo"))
                .build();
    }

    Optional<String> last(TicketId id) {
        return events.stream()
                .filter(event -> event.ticket().id().equals(id))
                .reduce((one, other) -> other)
                .map(event -> event.entry().action());
    }

    static Actor manager() {
        return Actor.changeManager("cho").with(Role.AGENT).inGroup("ops");
    }

    @Override
    public void close() {
        itsm.close();
    }
}
