/**
 * A command line over working-time calendars: cases in, due instants and explanations out. It shows how little it takes to
 * use them without the rest of the library.
 */
@NullMarked
package org.itsm4j.examples.sla;

import org.jspecify.annotations.NullMarked;
