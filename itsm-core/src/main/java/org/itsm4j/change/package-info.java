/**
 * Changes: what is added, changed or taken away on purpose, and who has agreed to it. {@link org.itsm4j.change.Changes} is
 * the door for staff, {@link org.itsm4j.change.OwnChanges} the one for requesters, {@link org.itsm4j.change.ChangeContract} the law.
 */
@NullMarked
package org.itsm4j.change;

import org.jspecify.annotations.NullMarked;
