package org.itsm4j.approval;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A voter of a panel: a person, once, however often invited.
 *
 * @param person who
 * @param weight the greatest weight they are invited with
 * @param roles their roles
 * @param vetoes whether they have a veto in person
 * @param conflicted whether they are in conflict
 */
record Seat(String person, int weight, Set<String> roles, boolean vetoes, boolean conflicted) {
    /** @return the seats of a panel by person, in the order of invitation */
    static Map<String, Seat> of(Panel panel, Roster roster, Set<String> conflicted) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        for (Panel.Seating seating : panel.seatings()) {
            for (String person : roster.persons(seating.invitee())) {
                weights.merge(person, seating.weight(), Math::max);
                Set<String> own = roles.computeIfAbsent(person, key -> new LinkedHashSet<>());
                if (seating.invitee() instanceof Invitee.BoardRole of) {
                    own.add(of.role());
                }
            }
        }
        Map<String, Seat> seats = new LinkedHashMap<>();
        weights.forEach((person, weight) -> seats.put(
                person,
                new Seat(
                        person,
                        weight,
                        roles.getOrDefault(person, Set.of()),
                        panel.vetoes().contains(Invitee.person(person)),
                        conflicted.contains(person))));
        return seats;
    }

    /** @return the roles that a vote of this seat speaks for */
    Collection<String> speaksFor(Vote vote) {
        return vote.role().<Collection<String>>map(List::of).orElse(roles);
    }

    /** @return whether a rejection by this vote rejects alone */
    boolean isVeto(Vote vote, Panel panel) {
        if (vetoes) {
            return true;
        }
        Set<String> vetoing = new HashSet<>();
        panel.vetoes().forEach(each -> {
            if (each instanceof Invitee.BoardRole of) {
                vetoing.add(of.role());
            }
        });
        return speaksFor(vote).stream().anyMatch(vetoing::contains);
    }
}
