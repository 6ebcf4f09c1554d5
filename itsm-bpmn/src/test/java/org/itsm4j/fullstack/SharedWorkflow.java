package org.itsm4j.fullstack;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.lifecycle.Terms;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.spi.WorkingTime;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketRef;

/**
 * One engine for many tests: starting one takes longer than a test. It works for whichever library was opened last, as
 * tests run one after the other.
 */
final class SharedWorkflow implements Workflow {
    private final FlowableWorkflow engine;
    private volatile Host host;
    private boolean open;

    SharedWorkflow(FlowableWorkflow engine) {
        this.engine = engine;
    }

    @Override
    public synchronized void open(Host newest) {
        host = newest;
        if (!open) {
            engine.open(new Newest());
            open = true;
        }
    }

    int runDueTimers() {
        return engine.runDueTimers();
    }

    @Override
    public Arrival start(Move move) {
        return engine.start(move);
    }

    @Override
    public Arrival move(Place from, Move move) {
        return engine.move(from, move);
    }

    @Override
    public Set<String> offers(Contract<?, ?> contract, Place place) {
        return engine.offers(contract, place);
    }

    @Override
    public void askAgain(TicketRef ticket, Place place) {
        engine.askAgain(ticket, place);
    }

    @Override
    public List<TaskPlan> tasks(Contract<?, ?> contract, Place place, Set<String> done) {
        return engine.tasks(contract, place, done);
    }

    /** The engine outlives each library that uses it. */
    @Override
    public void close() {
        // see stop()
    }

    void stop() {
        engine.close();
    }

    private final class Newest implements Host {
        @Override
        public UnitOfWork unitOfWork() {
            return host.unitOfWork();
        }

        @Override
        public Clock clock() {
            return new Clock() {
                @Override
                public Instant instant() {
                    return host.clock().instant();
                }

                @Override
                public ZoneId getZone() {
                    return host.clock().getZone();
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return host.clock().withZone(zone);
                }
            };
        }

        @Override
        public List<Terms> terms() {
            return host.terms();
        }

        @Override
        public boolean timerFired(
                Tenant tenant, TicketRef ticket, String action, Optional<String> timer, Map<String, String> data) {
            return host.timerFired(tenant, ticket, action, timer, data);
        }

        @Override
        public boolean stepsDue(Tenant tenant, TicketRef ticket, String stageId, String timer, List<String> handlers) {
            return host.stepsDue(tenant, ticket, stageId, timer, handlers);
        }

        @Override
        public boolean migrate(
                Tenant tenant, TicketRef ticket, Place from, String words, Function<Move, Arrival> change) {
            return host.migrate(tenant, ticket, from, words, change);
        }

        @Override
        public WorkingTime workingTime() {
            return host.workingTime();
        }

        @Override
        public int runDueWork() {
            return host.runDueWork();
        }
    }
}
