package org.itsm4j.lifecycle.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itsm4j.sla.internal.Reaction;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.FieldChange;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A command in the making: its moment, what to write on the timeline and beside the ticket, what follows in the same
 * transaction.
 */
public final class Step {
    private final Instant now;
    private final List<Runnable> writes = new ArrayList<>();
    private final List<Runnable> followers = new ArrayList<>();
    private final List<FieldChange> changes = new ArrayList<>();
    private CustomValues custom = CustomValues.none();
    private String text = "";
    private Visibility visibility = Visibility.INTERNAL;
    private Optional<TicketRef> about = Optional.empty();
    private Optional<String> way = Optional.empty();
    private @Nullable Reaction aboutClocks;

    Step(Instant now) {
        this.now = now;
    }

    /** @return the moment of the command */
    public Instant now() {
        return now;
    }

    /**
     * @param words what to write on the timeline; internal
     * @return this step
     */
    public Step say(String words) {
        text = words;
        return this;
    }

    /**
     * @param who who may read the entry
     * @return this step
     */
    public Step visible(Visibility who) {
        visibility = who;
        return this;
    }

    /**
     * @param ticket another ticket the entry is about
     * @return this step
     */
    public Step about(TicketRef ticket) {
        about = Optional.of(ticket);
        return this;
    }

    /**
     * @param words which way to go, for the diagram to read as the fact {@code way}
     * @return this step
     */
    public Step way(Optional<String> words) {
        way = words;
        return this;
    }

    /** Says what a command that is about clocks itself makes of them: then they do not react to it once more. */
    void aboutClocks(Reaction reaction) {
        aboutClocks = reaction;
    }

    Optional<Reaction> aboutClocks() {
        return Optional.ofNullable(aboutClocks);
    }

    /**
     * Notes what changes beside the ticket's own fields; internal, whoever reads the entry.
     *
     * @param change what changes
     */
    public void change(FieldChange change) {
        changes.add(change);
    }

    /**
     * Says what to write beside the ticket once that is written, which keeps out whoever else has read it; before what follows. A
     * decision writes nothing itself, as it may be asked twice.
     *
     * @param how what to write
     */
    public void write(Runnable how) {
        writes.add(how);
    }

    /**
     * @param follower what to do after the ticket is written, in the same transaction
     * @return this step
     */
    public Step then(Runnable follower) {
        followers.add(follower);
        return this;
    }

    /** Takes changed custom fields of the ticket. */
    void set(CustomValues changes) {
        custom = custom.changedBy(changes);
    }

    CustomValues custom() {
        return custom;
    }

    String text() {
        return text;
    }

    Visibility visibility() {
        return visibility;
    }

    Optional<TicketRef> about() {
        return about;
    }

    Optional<String> way() {
        return way;
    }

    List<FieldChange> changes() {
        return changes;
    }

    /** Writes what is beside the ticket. */
    void write() {
        writes.forEach(Runnable::run);
    }

    /** Does what follows; says whether there was anything. */
    boolean follow() {
        followers.forEach(Runnable::run);
        return !followers.isEmpty();
    }
}
