package org.itsm4j.approval;

/** What a vote says. Only an approval helps; who abstains is heard, counts among the voters and has not approved. */
public enum Choice {
    /** Yes. */
    APPROVE,
    /** No. */
    REJECT,
    /** Neither; the vote is used up, and approves nothing. */
    ABSTAIN
}
