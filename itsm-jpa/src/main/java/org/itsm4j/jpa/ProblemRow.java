package org.itsm4j.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;
import org.itsm4j.problem.Fix;
import org.itsm4j.problem.HeldProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemCancelReason;
import org.itsm4j.problem.ProblemCancellation;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.problem.ProblemTopic;
import org.itsm4j.problem.RcaTechnique;
import org.itsm4j.problem.RiskAcceptance;
import org.itsm4j.problem.RootCauseAnalysis;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketId;
import org.jspecify.annotations.Nullable;

/** A problem as a row. Not cached between transactions: other nodes change it. */
@Entity(name = "ItsmProblem")
@Table(name = "itsm_problem")
@Cacheable(false)
@SuppressWarnings("NullAway.Init")
class ProblemRow extends TicketRow {
    @Column(name = "summary")
    private String summary;

    @Column(name = "description")
    private String description;

    /** 1 or 0, as the state says; a column of its own, so that an index can lead to open ones in order. */
    @Column(name = "is_open")
    private int open;

    @Column(name = "source")
    private String source;

    @Column(name = "service")
    private @Nullable String service;

    @Column(name = "configuration_item")
    private @Nullable String configurationItem;

    @Column(name = "category")
    private @Nullable String category;

    @Column(name = "priority")
    private @Nullable String priority;

    @Column(name = "technique")
    private @Nullable String technique;

    /** As JSON. */
    @Column(name = "analysis")
    private @Nullable String analysis;

    @Embedded
    private @Nullable KnownErrorColumns knownError;

    @Column(name = "fix_decision")
    private @Nullable String fixDecision;

    @Column(name = "fix_text")
    private @Nullable String fixText;

    @Column(name = "fix_verification")
    private @Nullable String fixVerification;

    @Column(name = "risk_justification")
    private @Nullable String riskJustification;

    @Column(name = "risk_review_at")
    private @Nullable Long riskReviewAt;

    @Column(name = "risk_approver")
    private @Nullable String riskApprover;

    @Column(name = "cancel_reason")
    private @Nullable String cancelReason;

    /** As text, for the same reason as an incident's {@code merged_into}. */
    @Column(name = "duplicate_of")
    private @Nullable String duplicateOf;

    @Embedded
    private @Nullable HoldColumns hold;

    @Column(name = "held_from_state")
    private @Nullable String heldFromState;

    @Embedded
    private ProblemMilestoneColumns milestones;

    @Column(name = "timer_at")
    private @Nullable Long timerAt;

    ProblemRow() {}

    void write(Problem problem) {
        writeShared(problem);
        open = problem.state().isOpen() ? 1 : 0;
        summary = problem.summary();
        description = problem.description();
        source = problem.source().name();
        service = problem.topic().service().orElse(null);
        configurationItem = problem.topic().configurationItem().orElse(null);
        category = problem.topic().category().map(Category::path).orElse(null);
        priority = problem.topic().priority().map(Priority::name).orElse(null);
        technique = problem.technique().map(RcaTechnique::name).orElse(null);
        analysis = problem.analysis().map(RootCauseAnalysis::toJson).orElse(null);
        knownError = problem.knownError().map(KnownErrorColumns::new).orElse(null);
        fixDecision = problem.fixDecision().orElse(null);
        fixText = problem.fix().map(Fix::text).orElse(null);
        fixVerification = problem.fix().map(Fix::verification).orElse(null);
        riskJustification = problem.risk().map(RiskAcceptance::justification).orElse(null);
        riskReviewAt = Micros.of(problem.risk().map(RiskAcceptance::reviewAt));
        riskApprover = problem.risk().map(RiskAcceptance::approver).orElse(null);
        cancelReason = problem.cancellation().map(why -> why.reason().name()).orElse(null);
        duplicateOf = problem.cancellation()
                .flatMap(ProblemCancellation::duplicateOf)
                .map(TicketId::toString)
                .orElse(null);
        hold = problem.held().map(held -> new HoldColumns(held.hold())).orElse(null);
        heldFromState = problem.held().map(held -> held.before().name()).orElse(null);
        milestones = new ProblemMilestoneColumns(problem.milestones());
        timerAt = Micros.of(problem.timerAt());
    }

    Problem read() {
        return Problem.builder()
                .id(id())
                .number(number())
                .tenant(tenant())
                .state(ProblemState.valueOf(state()))
                .place(place())
                .serviceLevels(serviceLevels())
                .head(head())
                .summary(summary)
                .description(description)
                .source(ProblemSource.valueOf(source))
                .reporter(requester())
                .topic(new ProblemTopic(
                        Optional.ofNullable(service),
                        Optional.ofNullable(configurationItem),
                        Optional.ofNullable(category).map(Category::of),
                        Optional.ofNullable(priority).map(Priority::valueOf)))
                .owner(assignment())
                .technique(Optional.ofNullable(technique).map(RcaTechnique::valueOf))
                .analysis(Optional.ofNullable(analysis).map(RootCauseAnalysis::parse))
                .knownError(Optional.ofNullable(knownError).map(KnownErrorColumns::read))
                .fixDecision(Optional.ofNullable(fixDecision))
                .fix(fix())
                .risk(risk())
                .cancellation(Optional.ofNullable(cancelReason)
                        .map(ProblemCancelReason::valueOf)
                        .map(reason -> new ProblemCancellation(
                                reason, Optional.ofNullable(duplicateOf).map(TicketId::of))))
                .held(held())
                .milestones(milestones.read())
                .timerAt(Micros.optional(timerAt))
                .custom(custom())
                .build();
    }

    private Optional<Fix> fix() {
        return fixText == null || fixVerification == null
                ? Optional.empty()
                : Optional.of(new Fix(fixText, fixVerification));
    }

    private Optional<RiskAcceptance> risk() {
        return riskJustification == null || riskReviewAt == null || riskApprover == null
                ? Optional.empty()
                : Optional.of(new RiskAcceptance(riskJustification, Micros.instant(riskReviewAt), riskApprover));
    }

    private Optional<HeldProblem> held() {
        return hold == null || heldFromState == null
                ? Optional.empty()
                : Optional.of(new HeldProblem(hold.read(), ProblemState.valueOf(heldFromState)));
    }
}
