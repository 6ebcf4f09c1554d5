package org.itsm4j;

import java.util.List;
import java.util.Set;
import org.itsm4j.lifecycle.Arrival;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.TaskPlan;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketRef;

/** A workflow that does as another; tests change what they need. */
public class ForwardingWorkflow implements Workflow {
    private final Workflow other;

    public ForwardingWorkflow(Workflow other) {
        this.other = other;
    }

    @Override
    public void open(Host host) {
        other.open(host);
    }

    @Override
    public Arrival start(Move move) {
        return other.start(move);
    }

    @Override
    public Arrival move(Place from, Move move) {
        return other.move(from, move);
    }

    @Override
    public Set<String> offers(Contract<?, ?> contract, Place place) {
        return other.offers(contract, place);
    }

    @Override
    public List<TaskPlan> tasks(Contract<?, ?> contract, Place place, Set<String> done) {
        return other.tasks(contract, place, done);
    }

    @Override
    public void askAgain(TicketRef ticket, Place place) {
        other.askAgain(ticket, place);
    }

    @Override
    public void close() {
        other.close();
    }
}
