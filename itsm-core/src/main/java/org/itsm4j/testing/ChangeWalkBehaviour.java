package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.itsm4j.Itsm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random walks of changes. {@code -Ditsm4j.walk.seed=7} takes another one; {@code -Pslow -Ditsm4j.walk.commands=100000} takes a
 * long one.
 */
abstract class ChangeWalkBehaviour {
    /** The suite this is a part of. */
    abstract ChangeSuite suite();

    /** The vote in retrospect must be over before the change is done: {@code ChangeSuite} goes there on purpose. */
    private static final String RARE = "IMPLEMENTING putToVote";

    @Test
    void randomCommandsDoWhatTheRulesSay() {
        Walk.Report report = walk(suite().walkCommands(), Long.getLong("itsm4j.walk.seed", 2026));
        assertThat(report.done())
                .as("a walk that is refused everything tests nothing")
                .isPositive();
        assertThat(report.refused()).isPositive();
    }

    @Tag("slow")
    @Test
    void longRandomWalk() {
        Walk.Report report = walk(
                Integer.getInteger("itsm4j.walk.commands", 20 * suite().walkCommands()),
                Long.getLong("itsm4j.walk.seed", new Random().nextInt(1_000_000)));
        assertThat(report.rows())
                .as("the walk gets everywhere")
                .extracting(row -> row.substring(0, row.lastIndexOf(' ')))
                .containsAll(WalkedChange.TABLE.all().stream()
                        .filter(row -> !RARE.equals(row))
                        .toList());
    }

    private Walk.Report walk(int commands, long seed) {
        SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");
        try (Itsm itsm =
                suite().itsm().clock(clock).changes(ChangeWalk.settings()).build()) {
            return ChangeWalk.over(itsm, clock)
                    .commands(commands)
                    .seed(seed)
                    .dueTimers(() -> suite().runDueTimers(itsm))
                    .run();
        }
    }
}
