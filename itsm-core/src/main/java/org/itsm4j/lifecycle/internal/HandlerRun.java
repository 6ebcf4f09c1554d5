package org.itsm4j.lifecycle.internal;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.itsm4j.error.StoreException;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.StepContext;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.lifecycle.StepHandler;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Ticket;

/** Runs handlers of the host during one command on one ticket. */
final class HandlerRun implements Move.Steps {
    private final Handlers handlers;
    private final Ticket<?> ticket;
    private final Function<String, Optional<?>> facts;
    private final BiConsumer<String, Note> notes;

    /**
     * @param handlers what the host has registered
     * @param ticket as the command leaves it
     * @param facts of that ticket
     * @param notes takes what a handler writes down
     */
    HandlerRun(
            Handlers handlers, Ticket<?> ticket, Function<String, Optional<?>> facts, BiConsumer<String, Note> notes) {
        this.handlers = handlers;
        this.ticket = ticket;
        this.facts = facts;
        this.notes = notes;
    }

    @Override
    public void run(String handler, String element) {
        StepHandler code = handlers.step(handler);
        try {
            code.run(new Context(handler, element));
        } catch (StoreException e) {
            throw e; // a lost race must stay one, so that it is told from a failure of the handler
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new StepFailedException(ticket, handler, element, e);
        }
    }

    private final class Context implements StepContext {
        private final String handler;
        private final String element;

        private Context(String handler, String element) {
            this.handler = handler;
            this.element = element;
        }

        @Override
        public Ticket<?> ticket() {
            return ticket;
        }

        @Override
        public Optional<?> fact(String name) {
            return facts.apply(name);
        }

        @Override
        public void note(Note note) {
            notes.accept(handler, note);
        }

        @Override
        public String element() {
            return element;
        }

        @Override
        public String key() {
            return ticket.id() + ":" + handler + ":" + element + ":" + (ticket.version() + 1);
        }
    }
}
