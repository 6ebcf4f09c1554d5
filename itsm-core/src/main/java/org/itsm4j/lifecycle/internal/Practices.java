package org.itsm4j.lifecycle.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Ticket;
import org.itsm4j.ticket.TicketKind;

/** The practices there are, so that a ticket of one can be tied to a ticket of another. Filled once; thread-safe. */
public final class Practices {
    private final Map<TicketKind, TicketDesk<?, ?, ?, ?>> desks = new ConcurrentSkipListMap<>();
    private final List<Sequel> sequels = new CopyOnWriteArrayList<>();
    private final List<Awaited> awaited = new CopyOnWriteArrayList<>();
    private final Map<String, Followers> followers = new ConcurrentHashMap<>();

    void add(TicketDesk<?, ?, ?, ?> desk) {
        if (desks.putIfAbsent(desk.practice().kind(), desk) != null) {
            throw new IllegalStateException(
                    "There is a practice of " + desk.practice().kind() + " already");
        }
    }

    /** @param sequel what a practice does when a ticket of another has come into another state */
    public void add(Sequel sequel) {
        sequels.add(sequel);
    }

    /** @param one what a practice says to tickets that are about to wait for its own */
    public void add(Awaited one) {
        awaited.add(one);
    }

    /**
     * @param waiting a ticket that is about to wait
     * @param reference what for
     * @return what the practice whose ticket that is has to say; empty if it is none of those that are kept here
     * @throws org.itsm4j.ticket.RuleViolationException {@code waitsFor}, if that is over
     */
    public Optional<String> awaited(Ticket<?> waiting, Reference reference) {
        return awaited.stream()
                .flatMap(one -> one.awaited(waiting, reference).stream())
                .findFirst();
    }

    /** @param rule tickets that follow others by a rule */
    public void addRule(Followers rule) {
        if (followers.putIfAbsent(rule.rule(), rule) != null) {
            throw new IllegalStateException("There is a rule " + rule.rule() + " already");
        }
    }

    Followers followers(String rule) {
        Followers found = followers.get(rule);
        if (found == null) {
            throw new IllegalStateException("There is no rule " + rule + " by which tickets follow others");
        }
        return found;
    }

    /** Lets the practices do what follows from a command, if it has moved its ticket. */
    void moved(Session session, Ticket<?> before, Ticket<?> after, Cascade cascade) {
        if (before.state() != after.state()) {
            sequels.forEach(sequel -> sequel.moved(session, before, after, cascade));
        }
    }

    /** @return all of them, in the order of their kinds */
    public Collection<TicketDesk<?, ?, ?, ?>> all() {
        return desks.values();
    }

    /**
     * @param kind a kind of ticket
     * @return whether tickets of that kind are kept here
     */
    public boolean has(TicketKind kind) {
        return desks.containsKey(kind);
    }

    /**
     * @param kind a kind of ticket
     * @return the practice that has them
     * @throws InvalidInputException if there is none
     */
    public TicketDesk<?, ?, ?, ?> of(TicketKind kind) {
        TicketDesk<?, ?, ?, ?> desk = desks.get(kind);
        if (desk == null) {
            throw new InvalidInputException("TicketRef", "kind", "one of " + desks.keySet() + ", got " + kind.name());
        }
        return desk;
    }
}
