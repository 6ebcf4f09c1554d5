package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.itsm4j.Itsm;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentAction;
import org.itsm4j.incident.Incidents;
import org.itsm4j.lifecycle.IllegalTransitionException;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.ConcurrentChangeException;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;

/**
 * A few incidents that all threads want: whoever wins, each command that took place has left one entry, and no other has.
 */
final class IncidentArena {
    private static final List<IncidentAction> MOVES = List.of(
            IncidentAction.START,
            IncidentAction.HOLD,
            IncidentAction.RESUME,
            IncidentAction.NOTE,
            IncidentAction.WATCH,
            IncidentAction.RECLASSIFY,
            IncidentAction.RESOLVE,
            IncidentAction.REOPEN);
    private final IncidentScene scene;
    private final List<TicketId> prizes = new ArrayList<>();
    private final List<AtomicLong> wins = new ArrayList<>();
    private final AtomicLong lost = new AtomicLong();

    IncidentArena(Itsm itsm, Tenant tenant) {
        scene = new IncidentScene(itsm, tenant);
    }

    private synchronized void open() {
        while (prizes.size() < 3) {
            prizes.add(scene.anIncident());
            wins.add(new AtomicLong());
        }
    }

    void fight(Random random) {
        open();
        int prize = random.nextInt(prizes.size());
        IncidentAction move = MOVES.get(random.nextInt(MOVES.size()));
        TicketId id = prizes.get(prize);
        Incidents door = random.nextBoolean()
                ? scene.ada()
                : scene.as(Cast.ADA).expecting(scene.ada().get(id).version()).incidents();
        try {
            scene.act(door, move, id);
            wins.get(prize).incrementAndGet();
        } catch (ConcurrentChangeException | IllegalTransitionException | RuleViolationException e) {
            lost.incrementAndGet();
        }
    }

    void check() {
        for (int i = 0; i < prizes.size(); i++) {
            Incident prize = scene.ada().get(prizes.get(i));
            long closings = prize.state() == org.itsm4j.incident.IncidentState.CLOSED ? 1 : 0;
            assertThat(prize.version())
                    .as("one entry for each command")
                    .isEqualTo(1 + wins.get(i).get() + closings);
            assertThat(scene.ada().verify(prize.id()).intact()).isTrue();
            assertThat(scene.ada().verify(prize.id()).entries()).isEqualTo(prize.version());
        }
    }

    long won() {
        return wins.stream().mapToLong(AtomicLong::get).sum();
    }

    long lost() {
        return lost.get();
    }
}
