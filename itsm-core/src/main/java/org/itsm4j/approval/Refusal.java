package org.itsm4j.approval;

/** Why a vote counts nothing: it is refused when it is given, and void if it is found among the votes all the same. */
public enum Refusal {
    /** It is on another content than the one that is put to the vote now. */
    STALE_CONTENT("staleContent", "it is on another content than the present one; allowed: a vote on the present one"),
    /** All is decided. */
    DECIDED("decided", "the approval is decided; allowed: no more votes"),
    /** The time was over, and the approval rejected by that. */
    TIMED_OUT("timedOut", "the approval was rejected because its time was over; allowed: no more votes"),
    /** There is no such stage. */
    UNKNOWN_STAGE("unknownStage", "there is no such stage; allowed: the stage that is asked now"),
    /** The stage is decided or skipped. */
    STAGE_DECIDED("stageDecided", "the stage is decided or skipped; allowed: the stage that is asked now"),
    /** Stages before it are not decided. */
    STAGE_NOT_ASKED("stageNotAsked", "the stage is not asked yet; allowed: the stage that is asked now"),
    /** The principal has no vote in the stage, or none since it was escalated. */
    NOT_A_VOTER(
            "notAVoter",
            "the principal is no voter of the stage as it stands; allowed: voters, and who votes for them"),
    /** The principal does not have the role. */
    NOT_IN_ROLE("notInRole", "the principal does not have that role in the stage; allowed: their own roles, or none"),
    /** The principal has given no delegation that leads to the actor. */
    NO_DELEGATION("noDelegation", "the principal has let nobody vote that leads to the actor; allowed: a delegate"),
    /** There is a delegation, at another time. */
    DELEGATION_NOT_VALID(
            "delegationNotValid", "the delegation is not valid at that time; allowed: from its start to its end"),
    /** The delegations lead back to the principal, and not to the actor. */
    DELEGATION_LOOP(
            "delegationLoop", "the delegations go round in a loop that the actor is not on; allowed: a delegate"),
    /** Too many delegations lie between. */
    DELEGATION_TOO_DEEP("delegationTooDeep", "it was passed on too often; allowed: as often as the policy says"),
    /** The only way leads over a delegation of somebody in conflict. */
    DELEGATION_BY_CONFLICTED(
            "delegationByConflicted",
            "it was passed on by somebody in conflict; allowed: delegates whom others have named"),
    /** The actor is in conflict and approves. */
    CONFLICTED_ACTOR("conflictedActor", "the actor is in conflict and cannot approve; allowed: to reject, to abstain"),
    /** The principal is in conflict, and nobody can approve for them. */
    CONFLICTED_PRINCIPAL(
            "conflictedPrincipal",
            "the principal is in conflict, and nobody approves for them; allowed: to reject, to abstain"),
    /** The principal has voted; a delegate does not change that. */
    PRINCIPAL_HAS_VOTED(
            "principalHasVoted", "the principal has voted in person; allowed: the principal alone changes that"),
    /** The actor counts for somebody else in this stage. */
    ALREADY_COUNTED(
            "alreadyCounted",
            "the actor counts for another voter in this stage; allowed: once, or the policy's delegatesAddUp"),
    /** The same vote stands. */
    SAME_VOTE("sameVote", "the same vote stands already; allowed: another choice or role");

    private final String rule;
    private final String text;

    Refusal(String rule, String text) {
        this.rule = rule;
        this.text = text;
    }

    /** @return its short name, for programs; stable */
    public String rule() {
        return rule;
    }

    /** @return for people: what is true, and what would be allowed */
    public String text() {
        return text;
    }

    /** @return what is true, without what would be allowed */
    String reason() {
        return text.substring(0, text.indexOf(';'));
    }
}
