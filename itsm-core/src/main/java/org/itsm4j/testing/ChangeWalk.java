package org.itsm4j.testing;

import java.time.Duration;
import java.time.LocalDateTime;
import org.itsm4j.Itsm;
import org.itsm4j.approval.ApprovalPolicy;
import org.itsm4j.approval.ApprovalStage;
import org.itsm4j.approval.Quorum;
import org.itsm4j.change.ChangeSettings;
import org.itsm4j.change.ChangeTemplate;
import org.itsm4j.change.RiskTier;
import org.itsm4j.change.calendar.ChangeCalendar;
import org.itsm4j.change.calendar.Freeze;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Timing;

/**
 * Random commands on changes by random people, held against a model of its own after each: state, version, votes and rounds, slots
 * and what is in their way, outcome; what is allowed, and what is refused and how; the problems they fix and the incidents that
 * wait for them; and each timeline's chain at the end. The same seed takes the same walk.
 *
 * <pre>{@code
 * ChangeWalk.over(itsm, clock).seed(42).commands(10_000).run();
 * }</pre>
 */
public final class ChangeWalk extends Walk {
    static final Duration VOTE = Duration.ofDays(4);
    static final Duration RETROSPECT = Duration.ofDays(2);
    static final String TEMPLATE = "disk";
    static final String TEMPLATE_BY = "chi";
    static final int TEMPLATE_PERCENT = 60;
    static final int TEMPLATE_SAMPLE = 5;
    static final String FREEZE = "sundays";

    private ChangeWalk(Itsm itsm, SettableClock clock) {
        super(itsm, clock);
    }

    /**
     * @param itsm where to walk, with the standard settings, and {@link #settings()} for changes
     * @param clock its clock; the walk moves it
     * @return a walk of 10,000 commands
     */
    public static ChangeWalk over(Itsm itsm, SettableClock clock) {
        return new ChangeWalk(itsm, clock);
    }

    /** @return what a walk over changes needs: a board of three of whom two must agree, a template, and no change on Sundays */
    public static ChangeSettings settings() {
        ApprovalPolicy board = ApprovalPolicy.named("board")
                .stage(ApprovalStage.named("board", ChangeScene.board(Quorum.atLeast(2)))
                        .rejectAfter(VOTE))
                .build();
        Timing sundays = Timing.every("FREQ=WEEKLY;BYDAY=SU", LocalDateTime.parse("2026-03-01T00:00:00"), "UTC")
                .lasting(Duration.ofDays(1))
                .build();
        Slot any = ChangeScene.A_NIGHT;
        return ChangeSettings.builder()
                .approval(RiskTier.LOW, board)
                .approval(RiskTier.MEDIUM, board)
                .approval(RiskTier.HIGH, board)
                .template(ChangeTemplate.of(TEMPLATE, ChangeScene.plan(any), ChangeScene.ANSWERS)
                        .approvedBy(TEMPLATE_BY)
                        .losingBelow(TEMPLATE_PERCENT, TEMPLATE_SAMPLE))
                .calendar(ChangeCalendar.named("walk")
                        .freeze(Freeze.hard(FREEZE, sundays).exempting("emergency"))
                        .build())
                .retrospectiveWithin(RETROSPECT)
                .sampleEvery(1_000_000)
                .build();
    }

    /**
     * @param count how many steps; nearly each is a command
     * @return this walk
     */
    public ChangeWalk commands(int count) {
        commands = count;
        return this;
    }

    /**
     * @param number says where the walk goes
     * @return this walk
     */
    public ChangeWalk seed(long number) {
        seed = number;
        return this;
    }

    /**
     * @param how lets timers fire that are due, and returns when they have; {@code itsm.runDueWork()} unless told
     * @return this walk
     */
    public ChangeWalk dueTimers(Runnable how) {
        dueTimers = how;
        return this;
    }

    @Override
    StaffWalker<?> walker(Ground ground) {
        return new ChangeWalker(ground);
    }
}
