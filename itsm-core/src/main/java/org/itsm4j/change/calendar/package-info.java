/**
 * The change calendar: when changes may be done, when they may not, and what they would collide with. All of it is computed
 * from values; nothing here reads a clock or a database.
 */
@NullMarked
package org.itsm4j.change.calendar;

import org.jspecify.annotations.NullMarked;
