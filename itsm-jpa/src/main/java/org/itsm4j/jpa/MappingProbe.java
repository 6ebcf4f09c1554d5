package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itsm4j.approval.Absence;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.approval.Choice;
import org.itsm4j.approval.Delegation;
import org.itsm4j.approval.Vote;
import org.itsm4j.approval.Voter;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.change.ChangeOrigin;
import org.itsm4j.change.ChangeScope;
import org.itsm4j.change.ChangeTimes;
import org.itsm4j.incident.Classification;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Milestones;
import org.itsm4j.incident.Origin;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemMilestones;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemTopic;
import org.itsm4j.security.Tenant;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.spi.ApprovalRecord;
import org.itsm4j.spi.CascadeRecord;
import org.itsm4j.spi.ClockRecord;
import org.itsm4j.spi.Link;
import org.itsm4j.spi.VoteRecord;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TimelineEntry;
import org.itsm4j.ticket.Urgency;
import org.itsm4j.ticket.Visibility;

/** A row of every table, of a tenant that nobody is, to see in which tables the persistence unit puts them. */
final class MappingProbe {
    private final Tenant tenant = new Tenant("itsm4j-start-" + UUID.randomUUID());
    /** By the table's name without its prefix. */
    private final Map<String, Object> rows = new LinkedHashMap<>();

    MappingProbe() {
        Incident incident = incident();
        IncidentRow row = new IncidentRow();
        new IncidentMapping().write(incident, row);
        rows.put("incident", row);
        ProblemRow problem = new ProblemRow();
        new ProblemMapping().write(problem(), problem);
        rows.put("problem", problem);
        ChangeRow change = new ChangeRow();
        new ChangeMapping().write(change(), change);
        rows.put("change", change);
        rows.put("timeline", new TimelineRow(tenant, incident.ref(), entry()));
        rows.put("link", new LinkRow(tenant, new Link(incident.ref(), Link.WATCHED_BY, "probe")));
        rows.put("task", new TaskRow(tenant, task(incident)));
        rows.put(
                "custom",
                new CustomRow(
                        tenant.name(),
                        incident.ref().kind().name(),
                        incident.id().value(),
                        "probe",
                        "probe"));
        rows.put("clock", new ClockRow(tenant, clock(incident)));
        rows.put("policies", new PoliciesRow(tenant, 1, ""));
        rows.put("approval", new ApprovalRow(tenant, approval(incident)));
        rows.put("vote", new VoteRow(tenant, vote(incident)));
        rows.put(
                "delegation",
                new DelegationRow(tenant, new Delegation("probe", "other", Instant.EPOCH, Instant.EPOCH)));
        rows.put("absence", new AbsenceRow(tenant, new Absence("probe", Instant.EPOCH, Instant.EPOCH)));
        CascadeProgress progress = new CascadeProgress(incident.ref(), "probe", Instant.EPOCH, 0, 0, 0);
        rows.put("cascade", new CascadeRow(tenant, new CascadeRecord(progress, Optional.empty())));
    }

    private Incident incident() {
        return Incident.builder()
                .id(new TicketId(UUID.randomUUID()))
                .number(TicketNumber.of(TicketKind.INCIDENT, 1))
                .tenant(tenant)
                .place(new Place(new Stage("probe", "probe"), Optional.empty(), "probe"))
                .summary("probe")
                .origin(new Origin(Optional.empty(), Optional.empty(), Optional.empty()))
                .classification(new Classification(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Impact.LOW,
                        Urgency.LOW,
                        Priority.P5,
                        1,
                        Optional.empty()))
                .milestones(new Milestones(
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0))
                .build();
    }

    private Problem problem() {
        return Problem.builder()
                .id(new TicketId(UUID.randomUUID()))
                .number(TicketNumber.of(TicketKind.PROBLEM, 1))
                .tenant(tenant)
                .place(new Place(new Stage("probe", "probe"), Optional.empty(), "probe"))
                .summary("probe")
                .source(ProblemSource.REACTIVE)
                .topic(new ProblemTopic(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .milestones(new ProblemMilestones(
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0))
                .build();
    }

    private Change change() {
        return Change.builder()
                .id(new TicketId(UUID.randomUUID()))
                .number(TicketNumber.of(TicketKind.CHANGE, 1))
                .tenant(tenant)
                .place(new Place(new Stage("probe", "probe"), Optional.empty(), "probe"))
                .summary("probe")
                .origin(new ChangeOrigin(
                        Optional.empty(), "probe", "probe", ChangeModel.NORMAL, Optional.empty(), false))
                .scope(ChangeScope.touching(List.of()))
                .times(new ChangeTimes(
                        Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .build();
    }

    private static TimelineEntry entry() {
        return new TimelineEntry(
                1,
                Instant.EPOCH,
                "probe",
                true,
                "probe",
                Visibility.INTERNAL,
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    private static Task task(Incident incident) {
        return new Task(
                incident.ref(),
                "probe",
                "probe",
                Optional.empty(),
                Optional.empty(),
                TaskState.OPEN,
                Instant.EPOCH,
                Optional.empty(),
                1);
    }

    private static ClockRecord clock(Incident incident) {
        return new ClockRecord(
                incident.ref(),
                "probe",
                1,
                true,
                1,
                "probe",
                Optional.empty(),
                Optional.empty(),
                ClockStatus.CANCELLED,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "");
    }

    private static ApprovalRecord approval(Incident incident) {
        return new ApprovalRecord(
                incident.ref(),
                1,
                "probe",
                "",
                "",
                Instant.EPOCH,
                ApprovalOutcome.PENDING,
                Optional.empty(),
                Optional.empty());
    }

    private static VoteRecord vote(Incident incident) {
        return new VoteRecord(
                incident.ref(),
                1,
                1,
                Vote.by(Voter.of("probe"), "probe", Choice.ABSTAIN, Chain.sha256(new byte[0]), Instant.EPOCH));
    }

    Iterable<String> tables() {
        return rows.keySet();
    }

    String tenant() {
        return tenant.name();
    }

    Class<?> entity(String table) {
        return rows.get(table).getClass();
    }

    void write(EntityManager manager) {
        rows.values().forEach(manager::persist);
        manager.flush();
    }

    void remove(EntityManager manager) {
        rows.values().forEach(manager::remove);
        manager.flush();
    }
}
