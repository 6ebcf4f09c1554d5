/** JSON, for the library itself; not part of the public interface. */
@NullMarked
package org.itsm4j.ticket.internal;

import org.jspecify.annotations.NullMarked;
