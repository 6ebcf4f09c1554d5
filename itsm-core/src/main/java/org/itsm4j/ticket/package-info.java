/**
 * What all tickets share: identity, priority, assignment, hold, timeline, links and the language of searches. Values
 * only; the rules of a practice are in its own package.
 */
@NullMarked
package org.itsm4j.ticket;

import org.jspecify.annotations.NullMarked;
