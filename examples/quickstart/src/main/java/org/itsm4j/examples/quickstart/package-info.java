/** The tour: one incident told as a story, then an event log replayed through the whole stack. Start with {@link Tour}. */
@NullMarked
package org.itsm4j.examples.quickstart;

import org.jspecify.annotations.NullMarked;
