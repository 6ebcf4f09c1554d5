package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Handling;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Merge;
import org.itsm4j.incident.Origin;
import org.itsm4j.ticket.TicketId;
import org.jspecify.annotations.Nullable;

/** An incident as a row. Not cached between transactions: other nodes change it. */
@Entity(name = "ItsmIncident")
@Table(name = "itsm_incident")
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class IncidentRow extends TicketRow {
    @Column(name = "summary")
    private String summary;

    @Column(name = "description")
    private String description;

    /**
     * 1 or 0, as the state says; a column of its own, so that an index can lead to open ones in order. A number, because one
     * of the providers sends a Boolean as a number to H2.
     */
    @Column(name = "is_open")
    private int open;

    @Column(name = "source")
    private @Nullable String source;

    @Column(name = "correlation_key")
    private @Nullable String correlationKey;

    @Embedded
    private ClassificationColumns classification;

    @Column(name = "previous_group")
    private @Nullable String previousGroup;

    @Column(name = "hops")
    private int hops;

    @Column(name = "bounces")
    private int bounces;

    @Embedded
    private @Nullable HoldColumns hold;

    @Embedded
    private @Nullable ResolutionColumns resolution;

    @Column(name = "cancel_reason")
    private @Nullable String cancelReason;

    @Embedded
    private MajorColumns major;

    /** As text: EclipseLink binds an absent UUID as an absent text, which PostgreSQL refuses for a UUID column. */
    @Column(name = "merged_into")
    private @Nullable String mergedInto;

    @Column(name = "merged_from_state")
    private @Nullable String mergedFromState;

    @Embedded
    private MilestoneColumns milestones;

    @Column(name = "timer_at")
    private @Nullable Long timerAt;

    IncidentRow() {}

    void write(Incident incident) {
        writeShared(incident);
        open = incident.state().isOpen() ? 1 : 0;
        summary = incident.summary();
        description = incident.description();
        source = incident.origin().source().orElse(null);
        correlationKey = incident.origin().correlationKey().orElse(null);
        classification = new ClassificationColumns(incident.classification());
        previousGroup = incident.handling().previousGroup().orElse(null);
        hops = incident.handling().hops();
        bounces = incident.handling().bounces();
        hold = incident.hold().map(HoldColumns::new).orElse(null);
        resolution = incident.resolution().map(ResolutionColumns::new).orElse(null);
        cancelReason = incident.cancelReason().map(CancelReason::name).orElse(null);
        major = new MajorColumns(incident.major());
        mergedInto = incident.merge().map(merge -> merge.into().toString()).orElse(null);
        mergedFromState = incident.merge().map(merge -> merge.before().name()).orElse(null);
        milestones = new MilestoneColumns(incident.milestones());
        timerAt = Micros.of(incident.timerAt());
    }

    Incident read() {
        return Incident.builder()
                .id(id())
                .number(number())
                .tenant(tenant())
                .state(IncidentState.valueOf(state()))
                .place(place())
                .serviceLevels(serviceLevels())
                .head(head())
                .summary(summary)
                .description(description)
                .origin(new Origin(requester(), Optional.ofNullable(source), Optional.ofNullable(correlationKey)))
                .classification(classification.read())
                .handling(new Handling(assignment(), Optional.ofNullable(previousGroup), hops, bounces))
                .hold(Optional.ofNullable(hold).map(HoldColumns::read))
                .resolution(Optional.ofNullable(resolution).map(ResolutionColumns::read))
                .cancelReason(Optional.ofNullable(cancelReason).map(CancelReason::valueOf))
                .major(major.read())
                .merge(merge())
                .milestones(milestones.read())
                .timerAt(Micros.optional(timerAt))
                .custom(custom())
                .build();
    }

    private Optional<Merge> merge() {
        return mergedInto == null || mergedFromState == null
                ? Optional.empty()
                : Optional.of(new Merge(TicketId.of(mergedInto), IncidentState.valueOf(mergedFromState)));
    }
}
