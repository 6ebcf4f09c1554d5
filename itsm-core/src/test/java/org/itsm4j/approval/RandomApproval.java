package org.itsm4j.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Policies, rosters, votes, delegations and absences at random, for few people so that they meet. */
final class RandomApproval {
    private static final List<String> PEOPLE = List.of("p0", "p1", "p2", "p3", "p4", "p5");
    private static final List<String> DELEGATES = List.of("p0", "p1", "p2", "p3", "p4", "p5", "d0", "d1");

    private final Random random;

    RandomApproval(Random random) {
        this.random = random;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <V> V one(List<V> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Set<String> some(List<String> values, int percent) {
        Set<String> some = new HashSet<>();
        values.forEach(value -> {
            if (chance(percent)) {
                some.add(value);
            }
        });
        return some;
    }

    Roster roster() {
        return Roster.empty()
                .with(Invitee.group("g"), some(PEOPLE, 60))
                .with(Invitee.group("h"), some(PEOPLE, 40))
                .with(Invitee.role("b", "r"), some(PEOPLE, 40))
                .with(Invitee.role("b", "s"), some(PEOPLE, 40));
    }

    Panel panel(boolean vetoes) {
        List<Invitee> invitees = new ArrayList<>();
        some(PEOPLE, 25).forEach(person -> invitees.add(Invitee.person(person)));
        List.of(Invitee.group("g"), Invitee.group("h"), Invitee.role("b", "r"), Invitee.role("b", "s"))
                .forEach(invitee -> {
                    if (chance(40)) {
                        invitees.add(invitee);
                    }
                });
        if (invitees.isEmpty()) {
            invitees.add(Invitee.group("g"));
        }
        Quorum quorum = quorum();
        Panel panel = Panel.of(quorum);
        for (Invitee each : invitees) {
            panel = panel.invite(each, quorum instanceof Quorum.Weight ? 1 + random.nextInt(4) : 1);
        }
        for (Invitee each : invitees) {
            if (each instanceof Invitee.BoardRole role && chance(40)) {
                panel = panel.must(role.role());
            }
            if (vetoes && !(each instanceof Invitee.Group) && chance(20)) {
                panel = panel.veto(each);
            }
        }
        return panel;
    }

    private Quorum quorum() {
        return switch (random.nextInt(6)) {
            case 0 -> Quorum.all();
            case 1 -> Quorum.any();
            case 2 -> Quorum.atLeast(1 + random.nextInt(3));
            case 3 -> Quorum.weight(1 + random.nextInt(7));
            default -> Quorum.percent(1 + random.nextInt(100));
        };
    }

    ApprovalPolicy policy() {
        ApprovalPolicy.Builder builder = ApprovalPolicy.named("random").delegationDepth(random.nextInt(4));
        int stages = 1 + random.nextInt(3);
        for (int i = 0; i < stages; i++) {
            ApprovalStage stage = ApprovalStage.named("s" + i, panel(true));
            Duration after = Duration.ofMinutes(1 + random.nextInt(20));
            int kind = random.nextInt(4);
            stage = kind == 0 ? stage.rejectAfter(after) : kind == 1 ? stage.escalateAfter(after, panel(true)) : stage;
            builder.stage(i > 0 && chance(30) ? stage.optional() : stage);
        }
        return options(builder).unchecked();
    }

    ApprovalPolicy.Builder options(ApprovalPolicy.Builder builder) {
        if (chance(50)) {
            builder.excuseAbsent();
        }
        if (chance(40)) {
            builder.countConflicted();
        }
        if (chance(40)) {
            builder.delegatesAddUp();
        }
        return builder;
    }

    Ballot ballot(ApprovalPolicy policy) {
        Roster roster = roster();
        for (ApprovalStage stage : policy.stages()) {
            if (stage.isOptional() && chance(50)) {
                roster = roster.skip(stage.name(), "not needed");
            }
        }
        return new Ballot(policy, roster, Meeting.PLAN, some(PEOPLE, chance(50) ? 20 : 0), Meeting.NOON);
    }

    private Instant moment() {
        return Meeting.NOON.plusSeconds(60L * (random.nextInt(50) - 10));
    }

    Presence presence() {
        Presence presence = Presence.EVERYBODY;
        for (int i = random.nextInt(7); i > 0; i--) {
            String from = one(DELEGATES);
            String to = one(DELEGATES);
            if (!from.equals(to)) {
                Instant start = moment();
                presence = presence.with(new Delegation(from, to, start, start.plusSeconds(60L * random.nextInt(60))));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant start = moment();
            presence = presence.with(new Absence(one(PEOPLE), start, start.plusSeconds(60L * random.nextInt(60))));
        }
        return presence;
    }

    /** Votes of which about half count: mostly on what is asked, mostly for oneself or by a delegate there is. */
    List<Vote> votes(Ballot ballot, Presence presence) {
        List<Vote> votes = new ArrayList<>();
        Instant at = ballot.openedAt();
        for (int i = random.nextInt(14); i > 0; i--) {
            at = at.plusSeconds(chance(5) ? -60 : 30L * random.nextInt(8));
            String asked = ballot.decide(votes, presence, at).stage().orElse("s0");
            String stage = chance(5) ? "s" + random.nextInt(4) : asked;
            String principal = one(PEOPLE);
            String actor = principal;
            if (chance(30) && !presence.delegations().isEmpty()) {
                Delegation first = one(presence.delegations());
                principal = first.from();
                actor = chance(30) ? one(DELEGATES) : first.to();
            }
            Choice choice = chance(65) ? Choice.APPROVE : one(List.of(Choice.REJECT, Choice.ABSTAIN));
            String content = chance(4) ? Meeting.hash("before the edit") : ballot.content();
            Vote vote = Vote.by(new Voter(actor + "-" + random.nextInt(2), actor), stage, choice, content, at)
                    .on(Voter.of(principal));
            votes.add(chance(15) ? vote.as(one(List.of("r", "s"))) : vote);
        }
        return votes;
    }
}
