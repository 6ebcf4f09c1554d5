/**
 * The way in: {@link org.itsm4j.Itsm} is built once, {@code itsm.as(actor)} opens the {@link org.itsm4j.Desk} of one
 * actor, and the practices hang on that.
 */
@NullMarked
package org.itsm4j;

import org.jspecify.annotations.NullMarked;
