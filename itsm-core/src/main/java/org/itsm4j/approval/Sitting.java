package org.itsm4j.approval;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A panel while it is asked: its seats and the votes that stand. Serves one count. */
final class Sitting {
    private final Ballot ballot;
    private final ApprovalStage stage;
    private final boolean escalated;
    private final Panel panel;
    private final Instant startedAt;
    private final Map<String, Seat> seats;
    private final Set<String> excused;
    private final Map<String, Vote> standing = new HashMap<>();

    Sitting(Ballot ballot, ApprovalStage stage, boolean escalated, Instant startedAt, Presence presence) {
        this.ballot = ballot;
        this.stage = stage;
        this.escalated = escalated;
        this.startedAt = startedAt;
        panel = stage.panel(escalated);
        seats = Seat.of(panel, ballot.roster(), ballot.conflicted());
        excused = excused(presence);
    }

    /** Who is away is looked at when the panel is first asked, so that nobody is made absent to turn a vote that runs. */
    private Set<String> excused(Presence presence) {
        Set<String> away = new LinkedHashSet<>();
        ApprovalPolicy policy = ballot.policy();
        if (!policy.excusesAbsent()) {
            return away;
        }
        for (Seat seat : seats.values()) {
            boolean delegated = policy.delegationDepth() > 0 && presence.hasDelegate(seat.person(), startedAt);
            if (!isRecused(seat) && presence.isAway(seat.person(), startedAt) && !delegated) {
                away.add(seat.person());
            }
        }
        long voters = seats.values().stream().filter(seat -> !isRecused(seat)).count();
        return away.size() == voters ? new LinkedHashSet<>() : away;
    }

    private boolean isRecused(Seat seat) {
        return seat.conflicted() && !ballot.policy().countsConflicted();
    }

    ApprovalStage stage() {
        return stage;
    }

    boolean isEscalated() {
        return escalated;
    }

    Instant startedAt() {
        return startedAt;
    }

    Optional<Instant> deadline() {
        return stage.timeout().map(startedAt::plus);
    }

    int size() {
        return seats.size();
    }

    /** @return why the vote is none of this panel, apart from stage, content and time */
    Optional<Refusal> refusal(Vote vote, Instant at, Delegates delegates) {
        Optional<Seat> seat = Optional.ofNullable(seats.get(vote.principal().person()));
        if (seat.isEmpty()) {
            return Optional.of(Refusal.NOT_A_VOTER);
        }
        if (vote.role().filter(role -> !seat.get().roles().contains(role)).isPresent()) {
            return Optional.of(Refusal.NOT_IN_ROLE);
        }
        return delegated(vote, at, delegates)
                .or(() -> conflict(vote))
                .or(() -> standing(vote))
                .or(() -> countedElsewhere(vote));
    }

    private static Optional<Refusal> delegated(Vote vote, Instant at, Delegates delegates) {
        return vote.isByDelegate()
                ? delegates.refusal(vote.principal().person(), vote.actor().person(), at)
                : Optional.empty();
    }

    private Optional<Refusal> conflict(Vote vote) {
        if (ballot.policy().countsConflicted() || vote.choice() != Choice.APPROVE) {
            return Optional.empty();
        }
        if (ballot.isConflicted(vote.actor())) {
            return Optional.of(Refusal.CONFLICTED_ACTOR);
        }
        return ballot.isConflicted(vote.principal()) ? Optional.of(Refusal.CONFLICTED_PRINCIPAL) : Optional.empty();
    }

    private Optional<Refusal> standing(Vote vote) {
        Optional<Vote> before =
                Optional.ofNullable(standing.get(vote.principal().person()));
        if (before.filter(vote::repeats).isPresent()) {
            return Optional.of(Refusal.SAME_VOTE);
        }
        return before.filter(own -> vote.isByDelegate() && !own.isByDelegate()).map(own -> Refusal.PRINCIPAL_HAS_VOTED);
    }

    private Optional<Refusal> countedElsewhere(Vote vote) {
        boolean counted = !ballot.policy().delegatesAddUp()
                && standing.values().stream()
                        .anyMatch(other ->
                                other.actor().person().equals(vote.actor().person())
                                        && !other.principal()
                                                .person()
                                                .equals(vote.principal().person()));
        return counted ? Optional.of(Refusal.ALREADY_COUNTED) : Optional.empty();
    }

    void take(Vote vote) {
        standing.put(vote.principal().person(), vote);
    }

    boolean isVetoed() {
        return standing.values().stream()
                .filter(vote -> vote.choice() == Choice.REJECT)
                .anyMatch(vote -> seat(vote).isVeto(vote, panel));
    }

    private Seat seat(Vote vote) {
        Seat seat = seats.get(vote.principal().person());
        if (seat == null) {
            throw new IllegalStateException("A vote without a seat was taken");
        }
        return seat;
    }

    /** @return whether it is approved if all who have not voted approve */
    boolean canBeMet() {
        return best().isMet();
    }

    Turnout best() {
        return turnout(true);
    }

    boolean isMet() {
        return turnout().isMet();
    }

    Turnout turnout() {
        return turnout(false);
    }

    /** @param hopeful whether to count those who have not voted as approving: no other completion gives more */
    private Turnout turnout(boolean hopeful) {
        int voters = 0;
        int approvals = 0;
        int weight = 0;
        boolean clean = false;
        Set<String> roles = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        Set<String> recused = new LinkedHashSet<>();
        Set<String> canReject = new LinkedHashSet<>();
        for (Seat seat : seats.values()) {
            Optional<Vote> vote = Optional.ofNullable(standing.get(seat.person()));
            boolean silent = vote.isEmpty();
            if (silent && canVeto(seat)) {
                canReject.add(seat.person());
            }
            if (isRecused(seat)) {
                recused.add(seat.person());
                continue;
            }
            if (silent && !hopeful) {
                missing.add(seat.person());
                voters += excused.contains(seat.person()) ? 0 : 1;
                continue;
            }
            voters++;
            if (silent || vote.get().choice() == Choice.APPROVE) {
                approvals++;
                weight += seat.weight();
                roles.addAll(vote.map(seat::speaksFor).orElse(seat.roles()));
                clean |= vote.map(it -> !ballot.isConflicted(it.actor()) && !ballot.isConflicted(it.principal()))
                        .orElse(!seat.conflicted());
            }
        }
        Set<String> musts = new LinkedHashSet<>(panel.musts());
        musts.removeAll(roles);
        Set<String> away = new LinkedHashSet<>(excused);
        away.retainAll(missing);
        return new Turnout(
                voters,
                approvals,
                panel.quorum().needed(voters),
                panel.quorum() instanceof Quorum.Weight ? weight : approvals,
                missing,
                away,
                recused,
                musts,
                !clean,
                canReject);
    }

    private boolean canVeto(Seat seat) {
        return panel.vetoes().stream()
                .anyMatch(each -> each instanceof Invitee.BoardRole of
                        ? seat.roles().contains(of.role())
                        : seat.vetoes() && each.equals(Invitee.person(seat.person())));
    }
}
