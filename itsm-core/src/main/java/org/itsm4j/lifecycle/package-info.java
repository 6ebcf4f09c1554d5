/**
 * The law of a ticket's life and who carries it out: the {@link org.itsm4j.lifecycle.Contract} is a table of states,
 * actions, roles and required data; a {@link org.itsm4j.lifecycle.Workflow} moves tickets within it.
 */
@NullMarked
package org.itsm4j.lifecycle;

import org.jspecify.annotations.NullMarked;
