package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.change.ChangeParts;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.TemplateRef;
import org.itsm4j.change.calendar.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A change as a row: what is searched for in columns, the rest as texts, so that a change costs one statement. Not cached
 * between transactions: other nodes change it.
 */
@Entity(name = "ItsmChange")
@Table(name = "itsm_change")
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class ChangeRow extends TicketRow {
    @Column(name = "summary")
    private String summary;

    /** 1 or 0, as the state says. A number, because one of the providers sends a Boolean as a number to H2. */
    @Column(name = "is_open")
    private int open;

    @Column(name = "model")
    private String model;

    @Column(name = "risk_tier")
    private @Nullable String risk;

    @Column(name = "outcome")
    private @Nullable String outcome;

    @Column(name = "service")
    private @Nullable String service;

    @Column(name = "template_ref")
    private @Nullable String template;

    /** 1 or 0. */
    @Column(name = "is_locked_down")
    private int lockedDown;

    @Column(name = "window_from")
    private @Nullable Long windowFrom;

    @Column(name = "window_to")
    private @Nullable Long windowTo;

    @Column(name = "raised_at")
    private long raisedAt;

    @Column(name = "closed_at")
    private @Nullable Long closedAt;

    @Column(name = "decide_at")
    private @Nullable Long decideAt;

    @Column(name = "timer_at")
    private @Nullable Long timerAt;

    @Column(name = "subject_json")
    private String subject;

    @Column(name = "plan_json")
    private @Nullable String plan;

    @Column(name = "waivers_json")
    private @Nullable String waivers;

    @Column(name = "implementation_json")
    private @Nullable String implementation;

    @Column(name = "review_json")
    private @Nullable String review;

    ChangeRow() {}

    void write(Change change) {
        writeShared(change);
        open = change.state().isOpen() ? 1 : 0;
        summary = change.summary();
        model = change.model().name();
        risk = change.risk().map(it -> it.tier().name()).orElse(null);
        outcome = change.outcome().map(Enum::name).orElse(null);
        service = change.scope().service().orElse(null);
        template = change.origin().template().map(TemplateRef::toString).orElse(null);
        lockedDown = change.lockdown().isPresent() ? 1 : 0;
        windowFrom = Micros.of(change.window().map(Slot::from));
        windowTo = Micros.of(change.window().map(Slot::to));
        raisedAt = Micros.of(change.times().raisedAt());
        closedAt = Micros.of(change.times().closedAt());
        decideAt = Micros.of(change.decideAt());
        timerAt = Micros.of(change.timerAt());
        ChangeParts parts = ChangeParts.of(change);
        subject = parts.subject();
        plan = parts.plan().orElse(null);
        waivers = parts.waivers().orElse(null);
        implementation = parts.implementation().orElse(null);
        review = parts.review().orElse(null);
    }

    Change read() {
        Change.Builder builder = Change.builder()
                .id(id())
                .number(number())
                .tenant(tenant())
                .state(ChangeState.valueOf(state()))
                .place(place())
                .serviceLevels(serviceLevels())
                .head(head())
                .summary(summary)
                .assignment(assignment())
                .decideAt(Micros.optional(decideAt))
                .timerAt(Micros.optional(timerAt))
                .custom(custom());
        return new ChangeParts(
                        subject,
                        Optional.ofNullable(plan),
                        Optional.ofNullable(waivers),
                        Optional.ofNullable(implementation),
                        Optional.ofNullable(review))
                .into(builder, requester(), ChangeModel.valueOf(model), Optional.ofNullable(service))
                .build();
    }
}
