package org.itsm4j.sla;

/** With whom a service level is agreed. The three stand side by side on a ticket. */
public enum Agreement {
    /** Service level agreement: with the customer. */
    SLA,
    /** Operational level agreement: with a group of one's own; its clock runs while that group has the ticket. */
    OLA,
    /** Underpinning contract: with a supplier; its clock runs while the ticket waits for that supplier. */
    UNDERPINNING_CONTRACT
}
