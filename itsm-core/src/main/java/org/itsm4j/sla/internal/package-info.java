/**
 * How clocks are kept and react to commands. Public for the compiler only: no API.
 */
@NullMarked
package org.itsm4j.sla.internal;

import org.jspecify.annotations.NullMarked;
