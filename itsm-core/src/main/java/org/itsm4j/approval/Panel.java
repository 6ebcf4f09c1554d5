package org.itsm4j.approval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Who votes in a stage, and what is enough. Immutable; the methods return a new one. It is checked with the policy it is put
 * into.
 *
 * <pre>{@code Panel.of(Quorum.atLeast(2)).group("cab").role("cab", "security").must("security").vetoRole("security")}</pre>
 */
public final class Panel {
    private final Quorum quorum;
    private final List<Seating> seatings;
    private final List<String> musts;
    private final List<Invitee> vetoes;

    private Panel(Quorum quorum, List<Seating> seatings, List<String> musts, List<Invitee> vetoes) {
        this.quorum = quorum;
        this.seatings = List.copyOf(seatings);
        this.musts = List.copyOf(musts);
        this.vetoes = List.copyOf(vetoes);
    }

    /**
     * Somebody who is invited.
     *
     * @param invitee who
     * @param weight what each person behind it weighs, 1 to 1,000; 1 unless told
     */
    public record Seating(Invitee invitee, int weight) {
        /** Refuses null. */
        public Seating {
            Objects.requireNonNull(invitee, "invitee");
        }
    }

    /**
     * @param quorum how many must approve
     * @return a panel to which nobody is invited yet
     */
    public static Panel of(Quorum quorum) {
        return new Panel(Objects.requireNonNull(quorum, "quorum"), List.of(), List.of(), List.of());
    }

    private static <V> List<V> joined(List<V> values, V value) {
        List<V> more = new ArrayList<>(values);
        more.add(value);
        return more;
    }

    /**
     * @param name a person
     * @return this panel, with that person
     * @throws org.itsm4j.error.ConfigurationException if it is no name
     */
    public Panel person(String name) {
        return invite(Invitee.person(name), 1);
    }

    /**
     * @param name a group of the host
     * @return this panel, with everybody in it
     * @throws org.itsm4j.error.ConfigurationException if it is no name
     */
    public Panel group(String name) {
        return invite(Invitee.group(name), 1);
    }

    /**
     * @param board a board
     * @param role a role on it
     * @return this panel, with everybody who has that role
     * @throws org.itsm4j.error.ConfigurationException if one is no name
     */
    public Panel role(String board, String role) {
        return invite(Invitee.role(board, role), 1);
    }

    /**
     * @param invitee somebody
     * @param weight what each person behind it weighs, 1 to 1,000; only a {@link Quorum#weight} asks for it
     * @return this panel, with them
     */
    public Panel invite(Invitee invitee, int weight) {
        return new Panel(quorum, joined(seatings, new Seating(invitee, weight)), musts, vetoes);
    }

    /**
     * @param role a role that is invited: somebody who votes as that role must approve, whatever the quorum
     * @return this panel, with that rule
     */
    public Panel must(String role) {
        return new Panel(quorum, seatings, joined(musts, Objects.requireNonNull(role, "role")), vetoes);
    }

    /**
     * @param person a person who is invited by name: rejects alone, and at once
     * @return this panel, with that rule
     * @throws org.itsm4j.error.ConfigurationException if it is no name
     */
    public Panel vetoPerson(String person) {
        return veto(Invitee.person(Objects.requireNonNull(person, "person")));
    }

    /**
     * @param board a board
     * @param role a role on it that is invited: who votes as that role rejects alone, and at once
     * @return this panel, with that rule
     * @throws org.itsm4j.error.ConfigurationException if one is no name
     */
    public Panel vetoRole(String board, String role) {
        return veto(Invitee.role(board, role));
    }

    Panel veto(Invitee invitee) {
        return new Panel(quorum, seatings, musts, joined(vetoes, invitee));
    }

    /** @return how many must approve */
    public Quorum quorum() {
        return quorum;
    }

    /** @return who is invited, in the order given */
    public List<Seating> seatings() {
        return seatings;
    }

    /** @return the roles that must approve */
    public List<String> musts() {
        return musts;
    }

    /** @return the persons and roles that reject alone */
    public List<Invitee> vetoes() {
        return vetoes;
    }

    Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>();
        for (Seating each : seatings) {
            if (each.invitee() instanceof Invitee.BoardRole of) {
                roles.add(of.role());
            }
        }
        return roles;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Panel panel
                && panel.quorum.equals(quorum)
                && panel.seatings.equals(seatings)
                && panel.musts.equals(musts)
                && panel.vetoes.equals(vetoes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(quorum, seatings, musts, vetoes);
    }

    /** Counts only: names of people do not belong into logs. */
    @Override
    public String toString() {
        return "Panel[" + quorum + ", " + seatings.size() + " invited]";
    }
}
