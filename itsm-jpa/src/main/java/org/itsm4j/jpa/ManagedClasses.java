package org.itsm4j.jpa;

import java.util.List;

/** What the persistence provider must know. */
final class ManagedClasses {
    static final List<Class<?>> ALL = List.of(
            TicketRow.class,
            IncidentRow.class,
            ChangeRow.class,
            ProblemRow.class,
            TimelineRow.class,
            LinkRow.class,
            TaskRow.class,
            CustomRow.class,
            ClockRow.class,
            PoliciesRow.class,
            ApprovalRow.class,
            VoteRow.class,
            DelegationRow.class,
            AbsenceRow.class,
            CascadeRow.class,
            ClassificationColumns.class,
            HoldColumns.class,
            ResolutionColumns.class,
            MajorColumns.class,
            MilestoneColumns.class,
            KnownErrorColumns.class,
            ProblemMilestoneColumns.class);

    private ManagedClasses() {}
}
