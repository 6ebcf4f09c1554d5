package org.itsm4j.incident;

/** How service was restored. */
public enum ResolutionCode {
    /** The fault is gone. */
    FIXED,
    /** Work goes on by another way. */
    WORKAROUND,
    /** It came back by itself, or with a restart. */
    RECOVERED,
    /** It was how to use it. */
    ADVICE,
    /** It could not be seen again. */
    NOT_REPRODUCIBLE,
    /** Its parent was resolved. */
    WITH_PARENT
}
