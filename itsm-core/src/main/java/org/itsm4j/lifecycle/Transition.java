package org.itsm4j.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Labels;

/**
 * A row of a contract.
 *
 * @param from the state it starts in; empty for the action that creates the ticket
 * @param action what is done
 * @param to the state it ends in
 * @param moves whether the workflow's token moves; actions such as a note leave it where it is
 * @param who the roles that may do it
 * @param requires the data it needs, in words; the command's own type says exactly
 * @param onlyIf what must be true of the ticket besides its state; all of it
 * @param effect what it does, in a few words
 * @param data what a timer of a diagram says with it, if it is one that the system can give
 * @param <S> the states
 * @param <A> the actions
 */
public record Transition<S extends Enum<S>, A extends Enum<A>>(
        Optional<S> from,
        A action,
        S to,
        boolean moves,
        Set<Role> who,
        List<String> requires,
        List<Precondition> onlyIf,
        String effect,
        List<Datum> data) {

    /** Copies the collections. */
    public Transition {
        who = Set.copyOf(Objects.requireNonNull(who, "who"));
        requires = List.copyOf(Objects.requireNonNull(requires, "requires"));
        onlyIf = List.copyOf(Objects.requireNonNull(onlyIf, "onlyIf"));
        data = List.copyOf(Objects.requireNonNull(data, "data"));
    }

    /** @return whether a timer of a diagram can give it: the system may, and can say all that it requires */
    public boolean isForTimers() {
        return moves && from.isPresent() && who.contains(Role.SYSTEM) && (requires.isEmpty() || !data.isEmpty());
    }

    /**
     * Compares what a timer of a diagram says with the action with {@link #data()}.
     *
     * @param given what it says, by the names of the data
     * @return what is missing, wrong or beyond, each in words without repeating a value; empty if all is in order
     */
    public List<String> wrong(Map<String, String> given) {
        List<String> wrong = new ArrayList<>();
        for (Datum datum : data) {
            String value = given.get(datum.name());
            if (value != null) {
                datum.wrong(value).ifPresent(why -> wrong.add(datum.name() + " " + why));
            } else if (datum.isRequired()) {
                wrong.add(datum.name() + " is missing");
            }
        }
        Set<String> known = data.stream().map(Datum::name).collect(Collectors.toSet());
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> wrong.add(name + " is not of this action"));
        return wrong;
    }

    @Override
    public String toString() {
        return from.map(Enum::name).orElse("-") + " " + Labels.of(action) + " " + to;
    }
}
