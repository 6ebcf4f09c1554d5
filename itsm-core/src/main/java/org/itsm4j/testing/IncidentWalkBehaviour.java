package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.itsm4j.Itsm;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Transition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random walks. {@code -Ditsm4j.walk.seed=7} takes another one; {@code -Pslow -Ditsm4j.walk.commands=1000000
 * -Ditsm4j.walk.threads=4} takes a long one.
 */
abstract class IncidentWalkBehaviour extends IncidentBehaviour {
    @Test
    void randomCommandsDoWhatTheContractSays() {
        IncidentWalk.Report report = walk(suite().walkCommands(), 1, Long.getLong("itsm4j.walk.seed", 2026));
        assertThat(report.done())
                .as("a walk that is refused everything tests nothing")
                .isPositive();
        assertThat(report.refused()).isPositive();
        if (suite().walkCommands() >= 10_000) {
            List<String> rows = IncidentContract.get().transitions().stream()
                    .filter(row -> !IncidentScene.NOT_PLAIN.contains(row.action()))
                    .map(Transition::toString)
                    .toList();
            assertThat(report.rows())
                    .as("the walk gets nearly everywhere")
                    .filteredOn(rows::contains)
                    .hasSizeGreaterThan(rows.size() * 9 / 10);
        }
    }

    @Test
    void threadsThatFightOverTheSameIncidentsLoseNothing() {
        IncidentWalk.Report report = walk(suite().walkCommands() / 5, 4, Long.getLong("itsm4j.walk.seed", 2026));
        assertThat(report.won()).isPositive();
        assertThat(report.lost()).isPositive();
    }

    @Tag("slow")
    @Test
    void longRandomWalk() {
        walk(
                Integer.getInteger("itsm4j.walk.commands", 20 * suite().walkCommands()),
                Integer.getInteger("itsm4j.walk.threads", 4),
                Long.getLong("itsm4j.walk.seed", new Random().nextInt(1_000_000)));
    }

    private IncidentWalk.Report walk(int commands, int threads, long seed) {
        Itsm itsm = scene().itsm();
        return IncidentWalk.over(itsm, clock)
                .commands(commands)
                .threads(threads)
                .seed(seed)
                .dueTimers(() -> suite().runDueTimers(itsm))
                .run();
    }
}
