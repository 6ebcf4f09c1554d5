/**
 * What can go wrong: the root of all errors of itsm4j and those that belong to no practice.
 * Errors carry ids, names and counts as fields, never the contents of a ticket.
 */
@NullMarked
package org.itsm4j.error;

import org.jspecify.annotations.NullMarked;
