package org.itsm4j.approval;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.itsm4j.internal.Findings;
import org.itsm4j.internal.JsonReader;

/** Checks a policy when it is defined. What depends on who is in a group is checked when a {@link Ballot} is made. */
final class ApprovalCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int HEAVIEST = 1_000;

    private final ApprovalPolicy policy;
    private final Findings findings = new Findings("This approval policy is refused");

    ApprovalCheck(ApprovalPolicy policy) {
        this.policy = policy;
    }

    /** @throws org.itsm4j.error.ConfigurationException with all that is wrong, in numbered lines */
    void require() {
        checkName("The policy", policy.name());
        int count = policy.stages().size();
        if (count < 1 || count > ApprovalPolicy.STAGES) {
            findings.add("The policy has " + count + " stages; allowed: 1 to " + ApprovalPolicy.STAGES);
        }
        if (policy.delegationDepth() < 0 || policy.delegationDepth() > ApprovalPolicy.DEEPEST) {
            findings.add("The delegation depth is " + policy.delegationDepth() + "; allowed: 0 to "
                    + ApprovalPolicy.DEEPEST);
        }
        if (count > 0 && policy.stages().stream().allMatch(ApprovalStage::isOptional)) {
            findings.add("Every stage is optional; allowed: at least one that is not");
        }
        Set<String> names = new HashSet<>();
        for (ApprovalStage stage : policy.stages()) {
            String where = "The stage " + Findings.shown(stage.name());
            checkName(where, stage.name());
            if (!names.add(stage.name())) {
                findings.add(where + " is there twice; allowed: once");
            }
            check(where, stage.panel());
            stage.escalation()
                    .ifPresent(panel -> check("The escalation of stage " + Findings.shown(stage.name()), panel));
            stage.timeout()
                    .filter(after -> after.compareTo(SHORTEST) < 0 || after.compareTo(LONGEST) > 0)
                    .ifPresent(after -> findings.add(
                            where + " has a timeout of " + after + "; allowed: " + SHORTEST + " to " + LONGEST));
        }
        if (policy.toJson().length() > JsonReader.LONGEST) {
            findings.add("As a file the policy has " + policy.toJson().length() + " characters; allowed: "
                    + JsonReader.LONGEST);
        }
        findings.require();
    }

    private void checkName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            findings.add(what + " is called by " + name.length()
                    + " characters; allowed: 1 to 100 letters, digits, _, . and -");
        }
    }

    private void check(String where, Panel panel) {
        List<Panel.Seating> seatings = panel.seatings();
        if (seatings.isEmpty() || seatings.size() > ApprovalPolicy.VOTERS) {
            findings.add(where + " invites " + seatings.size() + "; allowed: 1 to " + ApprovalPolicy.VOTERS);
        }
        Set<Invitee> invited = new HashSet<>();
        for (Panel.Seating each : seatings) {
            if (!invited.add(each.invitee())) {
                findings.add(where + " invites " + shown(each.invitee()) + " twice; allowed: once");
            }
            if (each.weight() < 1 || each.weight() > HEAVIEST) {
                findings.add(where + " gives " + shown(each.invitee()) + " a weight of " + each.weight()
                        + "; allowed: 1 to " + HEAVIEST);
            } else if (each.weight() != 1 && !(panel.quorum() instanceof Quorum.Weight)) {
                findings.add(where + " gives " + shown(each.invitee())
                        + " a weight, and does not decide by weight; allowed: both or neither");
            }
        }
        checkQuorum(where, panel);
        Set<String> roles = panel.roles();
        Set<String> musts = new HashSet<>();
        for (String role : panel.musts()) {
            if (!roles.contains(role)) {
                findings.add(where + " must have the approval of the role " + Findings.shown(role)
                        + ", which is not invited; allowed: a role that is");
            }
            if (!musts.add(role)) {
                findings.add(
                        where + " says twice that the role " + Findings.shown(role) + " must approve; allowed: once");
            }
        }
        Set<Invitee> vetoes = new HashSet<>();
        for (Invitee each : panel.vetoes()) {
            if (!invited.contains(each)) {
                findings.add(where + " gives a veto to " + shown(each) + ", who is not invited; allowed: who is");
            }
            if (!vetoes.add(each)) {
                findings.add(where + " gives a veto to " + shown(each) + " twice; allowed: once");
            }
        }
    }

    private void checkQuorum(String where, Panel panel) {
        boolean counted = panel.seatings().stream().allMatch(each -> each.invitee() instanceof Invitee.Person);
        if (panel.quorum() instanceof Quorum.AtLeast rule) {
            int most = counted ? panel.seatings().size() : ApprovalPolicy.VOTERS;
            if (rule.count() < 1 || rule.count() > most) {
                findings.add(where + " asks for " + rule.count() + " approvals; allowed: 1 to " + most);
            }
        } else if (panel.quorum() instanceof Quorum.Percent rule) {
            if (rule.share() < 1 || rule.share() > 100) {
                findings.add(where + " asks for " + rule.share() + " percent; allowed: 1 to 100");
            }
        } else if (panel.quorum() instanceof Quorum.Weight rule) {
            long most =
                    panel.seatings().stream().mapToLong(Panel.Seating::weight).sum();
            if (!counted) {
                most = (long) ApprovalPolicy.VOTERS * HEAVIEST;
            }
            if (rule.threshold() < 1 || rule.threshold() > most) {
                findings.add(where + " asks for a weight of " + rule.threshold() + "; allowed: 1 to " + most);
            }
        }
    }

    static String shown(Invitee invitee) {
        if (invitee instanceof Invitee.Person it) {
            return "the person " + Findings.shown(it.name());
        } else if (invitee instanceof Invitee.Group it) {
            return "the group " + Findings.shown(it.name());
        }
        Invitee.BoardRole it = (Invitee.BoardRole) invitee;
        return "the role " + Findings.shown(it.role()) + " of board " + Findings.shown(it.board());
    }
}
