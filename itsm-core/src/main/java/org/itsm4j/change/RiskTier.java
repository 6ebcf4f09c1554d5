package org.itsm4j.change;

/** How much may go wrong; decides who has to agree, and whether the change is reviewed. */
public enum RiskTier {
    /** Little. */
    LOW,
    /** Enough to look at it again afterwards. */
    MEDIUM,
    /** Much. */
    HIGH
}
