package org.itsm4j.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.itsm4j.Itsm;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.AfterEach;

/** What the parts of {@link ProblemSuite} share: a clock, a tenant nobody else has, and the scenes on it. */
abstract class ProblemBehaviour {
    final SettableClock clock = SettableClock.at("2026-03-02T09:00:00Z");
    final Tenant tenant = IncidentBehaviour.aTenant();
    private final List<Itsm> opened = new ArrayList<>();

    /** The suite this is a part of. */
    abstract ProblemSuite suite();

    ProblemScene scene() {
        return scene(builder -> builder);
    }

    ProblemScene scene(UnaryOperator<Itsm.Builder> setUp) {
        Itsm itsm = setUp.apply(suite().itsm().clock(clock).field(TicketKind.PROBLEM, ProblemScene.FIELD))
                .build();
        opened.add(itsm);
        return new ProblemScene(itsm, tenant);
    }

    /** Lets everything happen that the clock says is due. */
    void whatIsDueHappens(ProblemScene scene) {
        suite().runDueTimers(scene.itsm());
    }

    @AfterEach
    void close() {
        opened.forEach(Itsm::close);
    }
}
