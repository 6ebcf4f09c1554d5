/**
 * Service levels: what is promised, the calendars it is counted by, and the clocks of tickets. A clock is a list of events, and
 * every figure it gives is computed from them and can be explained.
 */
@NullMarked
package org.itsm4j.sla;

import org.jspecify.annotations.NullMarked;
