package org.itsm4j.approval;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One stage of an approval: a panel that decides before the next one is asked. Immutable; the methods return a new one. It is
 * checked with the policy it is put into.
 *
 * <pre>{@code
 * ApprovalStage.named("cab", Panel.of(Quorum.percent(60)).group("cab"))
 *         .escalateAfter(Duration.ofDays(2), Panel.of(Quorum.any()).person("ciro"))
 * }</pre>
 */
public final class ApprovalStage {
    private final String name;
    private final Panel panel;
    private final boolean optional;
    private final Optional<Duration> timeout;
    private final Optional<Panel> escalation;

    private ApprovalStage(
            String name, Panel panel, boolean optional, Optional<Duration> timeout, Optional<Panel> escalation) {
        this.name = Objects.requireNonNull(name, "name");
        this.panel = Objects.requireNonNull(panel, "panel");
        this.optional = optional;
        this.timeout = timeout;
        this.escalation = escalation;
    }

    /**
     * @param name what it is called: 1 to 100 letters, digits, {@code _}, {@code .} and {@code -}; once in a policy
     * @param panel who decides
     * @return a stage that waits as long as it takes
     */
    public static ApprovalStage named(String name, Panel panel) {
        return new ApprovalStage(name, panel, false, Optional.empty(), Optional.empty());
    }

    /**
     * @return this stage, such that {@link Roster#skip} may leave it out, with a reason that every explanation shows; no other
     *     stage can be left out
     */
    public ApprovalStage optional() {
        return new ApprovalStage(name, panel, true, timeout, escalation);
    }

    /**
     * @param after how long the stage may take, 1 second to 366 days; a vote at that instant is late
     * @return this stage, rejected when it is not decided by then
     */
    public ApprovalStage rejectAfter(Duration after) {
        return new ApprovalStage(
                name, panel, optional, Optional.of(Objects.requireNonNull(after, "after")), Optional.empty());
    }

    /**
     * @param after how long the panel may take, 1 second to 366 days; a vote at that instant is late
     * @param to who decides in its place from then on, by rules of its own, with no vote of the first panel counted. It has as
     *     long again; then the stage is rejected
     * @return this stage, escalated once when it is not decided by then
     */
    public ApprovalStage escalateAfter(Duration after, Panel to) {
        return new ApprovalStage(
                name,
                panel,
                optional,
                Optional.of(Objects.requireNonNull(after, "after")),
                Optional.of(Objects.requireNonNull(to, "to")));
    }

    /** @return what it is called */
    public String name() {
        return name;
    }

    /** @return who decides */
    public Panel panel() {
        return panel;
    }

    /** @return whether a roster may leave it out */
    public boolean isOptional() {
        return optional;
    }

    /** @return how long a panel may take; empty for as long as it takes */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** @return who decides when the first panel has not; empty where that is a rejection */
    public Optional<Panel> escalation() {
        return escalation;
    }

    Panel panel(boolean escalated) {
        return escalated ? escalation.orElseThrow() : panel;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApprovalStage stage
                && stage.name.equals(name)
                && stage.panel.equals(panel)
                && stage.optional == optional
                && stage.timeout.equals(timeout)
                && stage.escalation.equals(escalation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, panel, optional, timeout, escalation);
    }

    @Override
    public String toString() {
        return "ApprovalStage[" + name + "]";
    }
}
