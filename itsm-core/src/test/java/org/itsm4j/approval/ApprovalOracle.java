package org.itsm4j.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides by the definition, slowly: whether a stage can still be approved is found by trying everything that those who have
 * not voted could do. Shares no code with the library beyond its data.
 */
final class ApprovalOracle {
    /** What was found. */
    record Verdict(String outcome, String stage, Instant at, List<Boolean> counted) {}

    private final Ballot ballot;
    private final Presence presence;
    private final ApprovalPolicy policy;

    private Instant clock;
    private int index = -1;
    private boolean escalated;
    private Instant asked = Instant.MIN;
    private Map<String, Vote> given = new HashMap<>();
    private Set<String> excused = Set.of();
    private String outcome = "PENDING";
    private Instant end = Instant.MIN;

    ApprovalOracle(Ballot ballot, Presence presence) {
        this.ballot = ballot;
        this.presence = presence;
        policy = ballot.policy();
        clock = ballot.openedAt();
    }

    Verdict decide(List<Vote> votes, Instant now) {
        nextStage();
        List<Boolean> counted = new ArrayList<>();
        for (Vote vote : votes) {
            Instant before = clock;
            List<Object> place = place();
            pass(vote.at());
            boolean taken = isTaken(vote);
            counted.add(taken);
            if (!taken && place.equals(place())) {
                clock = before;
            } else if (!taken) {
                startOver(votes, counted);
            } else {
                given.put(vote.principal().person(), vote);
                look();
            }
        }
        pass(now);
        String at = outcome.equals("APPROVED") ? "" : policy.stages().get(index).name();
        return new Verdict(outcome, at, end, counted);
    }

    private List<Object> place() {
        return List.of(index, escalated, asked, outcome);
    }

    /** A void vote changes nothing: all is as after those that have counted so far. */
    private void startOver(List<Vote> votes, List<Boolean> counted) {
        clock = ballot.openedAt();
        index = -1;
        outcome = "PENDING";
        end = Instant.MIN;
        nextStage();
        for (int i = 0; i < counted.size(); i++) {
            if (counted.get(i)) {
                pass(votes.get(i).at());
                given.put(votes.get(i).principal().person(), votes.get(i));
                look();
            }
        }
    }

    /** @return whether each panel could be approved at all, by any votes */
    boolean isOpenable() {
        for (ApprovalStage stage : policy.stages()) {
            if (ballot.roster().skipped().containsKey(stage.name())) {
                continue;
            }
            index = policy.stages().indexOf(stage);
            escalated = false;
            if (!someCompletionApproves()) {
                return false;
            }
            escalated = true;
            if (stage.escalation().isPresent() && !someCompletionApproves()) {
                return false;
            }
        }
        return true;
    }

    private void nextStage() {
        do {
            index++;
            if (index == policy.stages().size()) {
                outcome = "APPROVED";
                end = clock;
                return;
            }
        } while (ballot.roster()
                .skipped()
                .containsKey(policy.stages().get(index).name()));
        ask(false);
    }

    private void ask(boolean again) {
        escalated = again;
        asked = clock;
        given = new HashMap<>();
        excused = new HashSet<>();
        if (policy.excusesAbsent()) {
            Set<String> countable = new HashSet<>(persons());
            countable.removeIf(this::recused);
            for (String person : countable) {
                boolean away = false;
                for (Absence each : presence.absences()) {
                    away |= each.person().equals(person)
                            && each.startsAt().compareTo(asked) <= 0
                            && each.endsAt().compareTo(asked) > 0;
                }
                boolean hasDelegate = false;
                for (Delegation each : presence.delegations()) {
                    hasDelegate |= policy.delegationDepth() > 0 && each.from().equals(person) && valid(each, asked);
                }
                if (away && !hasDelegate) {
                    excused.add(person);
                }
            }
            if (excused.containsAll(countable)) {
                excused = Set.of();
            }
        }
        look();
    }

    private static boolean valid(Delegation each, Instant at) {
        return each.startsAt().compareTo(at) <= 0 && each.endsAt().compareTo(at) > 0;
    }

    private Panel panel() {
        ApprovalStage stage = policy.stages().get(index);
        return escalated ? stage.escalation().orElseThrow() : stage.panel();
    }

    /** Who votes in a panel, as what and with how much weight. */
    private record Members(Set<String> persons, Map<String, Set<String>> roles, Map<String, Integer> weights) {}

    private final Map<Panel, Members> known = new IdentityHashMap<>();

    private Members members() {
        return known.computeIfAbsent(panel(), panel -> {
            Set<String> all = new TreeSet<>();
            for (Panel.Seating each : panel.seatings()) {
                all.addAll(behind(each.invitee()));
            }
            Map<String, Set<String>> roles = new HashMap<>();
            Map<String, Integer> weights = new HashMap<>();
            for (String person : all) {
                roles.put(person, roles(panel, person));
                weights.put(person, weight(panel, person));
            }
            return new Members(all, roles, weights);
        });
    }

    private Set<String> persons() {
        return members().persons();
    }

    private Set<String> roles(String person) {
        return members().roles().get(person);
    }

    private int weight(String person) {
        return members().weights().get(person);
    }

    private Set<String> behind(Invitee invitee) {
        return invitee instanceof Invitee.Person one
                ? Set.of(one.name())
                : ballot.roster().members().get(invitee);
    }

    private Set<String> roles(Panel panel, String person) {
        Set<String> roles = new TreeSet<>();
        for (Panel.Seating each : panel.seatings()) {
            if (each.invitee() instanceof Invitee.BoardRole it && behind(it).contains(person)) {
                roles.add(it.role());
            }
        }
        return roles;
    }

    private int weight(Panel panel, String person) {
        int weight = 0;
        for (Panel.Seating each : panel.seatings()) {
            if (behind(each.invitee()).contains(person)) {
                weight = Math.max(weight, each.weight());
            }
        }
        return weight;
    }

    private boolean conflicted(String person) {
        return ballot.conflicted().contains(person);
    }

    private boolean recused(String person) {
        return conflicted(person) && !policy.countsConflicted();
    }

    private void pass(Instant to) {
        while (outcome.equals("PENDING")) {
            ApprovalStage stage = policy.stages().get(index);
            if (stage.timeout().isEmpty() || asked.plus(stage.timeout().get()).compareTo(to) > 0) {
                break;
            }
            clock = asked.plus(stage.timeout().get());
            if (stage.escalation().isPresent() && !escalated) {
                ask(true);
            } else {
                outcome = "REJECTED";
                end = clock;
            }
        }
        clock = clock.compareTo(to) < 0 ? to : clock;
    }

    private boolean isTaken(Vote vote) {
        if (!outcome.equals("PENDING")
                || !vote.content().equals(ballot.content())
                || !vote.stage().equals(policy.stages().get(index).name())) {
            return false;
        }
        String principal = vote.principal().person();
        String actor = vote.actor().person();
        if (!persons().contains(principal)
                || vote.role().isPresent()
                        && !roles(principal).contains(vote.role().get())) {
            return false;
        }
        boolean self = principal.equals(actor);
        if (!self && !reaches(principal, actor, policy.delegationDepth(), Set.of(principal))) {
            return false;
        }
        if (vote.choice() == Choice.APPROVE && (recused(principal) || recused(actor))) {
            return false;
        }
        Vote before = given.get(principal);
        if (before != null) {
            boolean inPerson = before.actor().person().equals(principal);
            boolean same = before.actor().person().equals(actor)
                    && before.choice() == vote.choice()
                    && before.role().equals(vote.role());
            if (same || inPerson && !self) {
                return false;
            }
        }
        for (Map.Entry<String, Vote> other : given.entrySet()) {
            if (!policy.delegatesAddUp()
                    && !other.getKey().equals(principal)
                    && other.getValue().actor().person().equals(actor)) {
                return false;
            }
        }
        return true;
    }

    /** Every way, one by one. */
    private boolean reaches(String from, String to, int left, Set<String> passed) {
        for (Delegation each : presence.delegations()) {
            if (left > 0 && each.from().equals(from) && valid(each, clock) && !passed.contains(each.to())) {
                Set<String> more = new HashSet<>(passed);
                more.add(each.to());
                if (each.to().equals(to) || !conflicted(each.to()) && reaches(each.to(), to, left - 1, more)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void look() {
        if (vetoed()) {
            outcome = "REJECTED";
            end = clock;
        } else if (approves(given)) {
            nextStage();
        } else if (!someCompletionApproves()) {
            outcome = "REJECTED";
            end = clock;
        }
    }

    private Set<String> speaksFor(Vote vote) {
        return vote.role().map(Set::of).orElse(roles(vote.principal().person()));
    }

    private boolean vetoed() {
        for (Vote vote : given.values()) {
            for (Invitee veto : panel().vetoes()) {
                boolean has = veto instanceof Invitee.BoardRole role
                        ? speaksFor(vote).contains(role.role())
                        : ((Invitee.Person) veto).name().equals(vote.principal().person());
                if (vote.choice() == Choice.REJECT && has) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean approves(Map<String, Vote> votes) {
        long all = 0;
        long yes = 0;
        long weight = 0;
        boolean clean = false;
        Set<String> asRoles = new HashSet<>();
        for (String person : persons()) {
            Optional<Vote> vote = Optional.ofNullable(votes.get(person));
            if (recused(person)) {
                continue;
            }
            if (vote.isPresent() || !excused.contains(person)) {
                all++;
            }
            if (vote.isPresent() && vote.get().choice() == Choice.APPROVE) {
                yes++;
                weight += weight(person);
                asRoles.addAll(speaksFor(vote.get()));
                clean |= !conflicted(person) && !conflicted(vote.get().actor().person());
            }
        }
        Quorum quorum = panel().quorum();
        boolean enough;
        if (quorum instanceof Quorum.AtLeast rule) {
            enough = yes >= rule.count();
        } else if (quorum instanceof Quorum.Percent rule) {
            enough = 100 * yes >= rule.share() * all;
        } else if (quorum instanceof Quorum.Weight rule) {
            enough = weight >= rule.threshold();
        } else {
            enough = quorum instanceof Quorum.All ? yes == all : yes > 0;
        }
        return enough && clean && asRoles.containsAll(panel().musts());
    }

    private final Map<Panel, Map<String, List<Vote>>> possible = new IdentityHashMap<>();

    private List<Vote> options(String person) {
        return possible.computeIfAbsent(panel(), panel -> new HashMap<>()).computeIfAbsent(person, who -> {
            List<Vote> options = new ArrayList<>();
            if (!recused(person)) {
                Vote yes = Vote.by(Voter.of(person), "any", Choice.APPROVE, ballot.content(), ballot.openedAt());
                options.add(yes);
                if (roles(person).size() > 1) {
                    roles(person).forEach(role -> options.add(yes.as(role)));
                }
            }
            options.add(Vote.by(Voter.of(person), "any", Choice.REJECT, ballot.content(), ballot.openedAt()));
            return options;
        });
    }

    /**
     * Tries for each who has not voted: yes, yes as each single role of several, no, and silence, which is another thing than no
     * for the excused alone.
     */
    private boolean someCompletionApproves() {
        List<String> silent = new ArrayList<>(persons());
        silent.removeAll(given.keySet());
        return completes(silent, new HashMap<>(given));
    }

    private boolean completes(List<String> silent, Map<String, Vote> votes) {
        if (silent.isEmpty()) {
            return approves(votes);
        }
        String person = silent.get(0);
        List<String> rest = silent.subList(1, silent.size());
        for (Vote option : options(person)) {
            votes.put(person, option);
            if (completes(rest, votes)) {
                return true;
            }
        }
        votes.remove(person);
        return excused.contains(person) && completes(rest, votes);
    }
}
