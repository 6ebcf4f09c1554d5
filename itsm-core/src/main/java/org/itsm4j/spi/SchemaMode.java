package org.itsm4j.spi;

/** What a store does about its tables when it starts. */
public enum SchemaMode {
    /** Nothing; the first command meets whatever is there. */
    NONE,
    /** Looks, and refuses to start if something is missing, older or newer. The default. */
    VALIDATE,
    /** Creates what is missing, then looks. For tests, demos and hosts without migrations of their own. */
    CREATE
}
