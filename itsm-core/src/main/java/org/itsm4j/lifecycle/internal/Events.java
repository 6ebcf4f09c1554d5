package org.itsm4j.lifecycle.internal;

import java.util.List;
import java.util.function.Consumer;
import org.itsm4j.spi.EventSink;
import org.itsm4j.spi.UnitOfWork;
import org.itsm4j.ticket.TicketEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the sink inside the transaction, and the listeners after it. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private final UnitOfWork unitOfWork;
    private final List<EventSink> sinks;
    private final List<Consumer<TicketEvent>> listeners;

    /**
     * @param unitOfWork the transaction
     * @param sinks told inside it
     * @param listeners told after its commit
     */
    public Events(UnitOfWork unitOfWork, List<EventSink> sinks, List<Consumer<TicketEvent>> listeners) {
        this.unitOfWork = unitOfWork;
        this.sinks = List.copyOf(sinks);
        this.listeners = List.copyOf(listeners);
    }

    boolean hasSinks() {
        return !sinks.isEmpty();
    }

    void happened(TicketEvent event) {
        sinks.forEach(sink -> sink.accept(event));
        if (!listeners.isEmpty()) {
            unitOfWork.afterCommit(() -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    private static void tell(Consumer<TicketEvent> listener, TicketEvent event) {
        try {
            listener.accept(event);
        } catch (Throwable e) {
            // the command is committed: a listener can no longer refuse it, and must not hide it from the others,
            // whatever it throws
            LOG.error("A listener failed on {} of {}", event.entry().action(), event.ticket(), e);
        }
    }
}
