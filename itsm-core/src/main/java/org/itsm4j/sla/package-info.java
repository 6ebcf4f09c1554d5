/**
 * Working time: calendars with hours, holidays and zones, and how much of it passes between two instants. Everything here
 * is an immutable value that knows no ticket and no clock.
 */
@NullMarked
package org.itsm4j.sla;

import org.jspecify.annotations.NullMarked;
