/**
 * Where days come from: public holidays of countries, and iCalendar files. Reads nothing but what it is handed and what is
 * in the jars; there is no access to the network.
 */
@NullMarked
package org.itsm4j.calendars;

import org.jspecify.annotations.NullMarked;
