package org.itsm4j.lifecycle.internal;

import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.error.StoreException;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.lifecycle.StepContext;
import org.itsm4j.lifecycle.StepFailedException;
import org.itsm4j.lifecycle.StepHandler;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Ticket;

/** Runs handlers of the host during one command on one ticket. */
final class HandlerRun implements Move.Steps {
    private final Handlers handlers;
    private final Function<String, Optional<?>> facts;
    private final Effects effects;
    private final Optional<String> cause;

    /**
     * @param handlers what the host has registered
     * @param facts of the ticket
     * @param effects what handlers do to it
     */
    HandlerRun(Handlers handlers, Function<String, Optional<?>> facts, Effects effects) {
        this(handlers, facts, effects, Optional.empty());
    }

    private HandlerRun(
            Handlers handlers, Function<String, Optional<?>> facts, Effects effects, Optional<String> cause) {
        this.handlers = handlers;
        this.facts = facts;
        this.effects = effects;
        this.cause = cause;
    }

    /** The same for something that is tried until it is done, whatever else happens to the ticket between. */
    HandlerRun causedBy(String what) {
        return new HandlerRun(handlers, facts, effects, Optional.of(what));
    }

    /** What handlers see of the ticket, and do to it. */
    interface Effects {
        /** The ticket as the command leaves it, and the handlers so far. */
        Ticket<?> ticket();

        /** Takes changed custom fields. */
        void set(CustomValues changes);

        /** Takes what a handler writes down. */
        void note(String handler, Note note);
    }

    @Override
    public void run(String handler, String element) {
        StepHandler code = handlers.step(handler);
        Context context = new Context(handler, element);
        try {
            code.run(context);
        } catch (StoreException e) {
            throw e; // a lost race must stay one, so that it is told from a failure of the handler
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new StepFailedException(effects.ticket(), handler, element, e);
        } finally {
            context.over = true;
        }
    }

    private final class Context implements StepContext {
        private final String handler;
        private final String element;
        private volatile boolean over;

        private Context(String handler, String element) {
            this.handler = handler;
            this.element = element;
        }

        @Override
        public Ticket<?> ticket() {
            return effects.ticket();
        }

        @Override
        public Optional<?> fact(String name) {
            return facts.apply(name);
        }

        @Override
        public void note(Note note) {
            requireRunning();
            effects.note(handler, note);
        }

        @Override
        public <V> void set(CustomField<V> field, V value) {
            requireRunning();
            effects.set(CustomValues.of(field, value));
        }

        private void requireRunning() {
            if (over) {
                throw new IllegalStateException(
                        "The step " + handler + " at " + element + " is over; its context is valid during its run");
            }
        }

        @Override
        public String element() {
            return element;
        }

        @Override
        public String key() {
            Ticket<?> ticket = effects.ticket();
            return ticket.id() + ":" + handler + ":" + element + ":" + cause.orElse("" + (ticket.version() + 1));
        }
    }
}
