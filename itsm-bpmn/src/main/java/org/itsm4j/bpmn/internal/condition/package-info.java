/**
 * The language of conditions: parsed, tested against facts, simplified, and tried on all facts that make a difference.
 * Begin with {@link org.itsm4j.bpmn.internal.condition.ConditionParser}, which has the grammar, then {@link
 * org.itsm4j.bpmn.internal.condition.Condition}; {@link org.itsm4j.bpmn.internal.condition.Cases} is how something is proved.
 * Not API, may change at any time.
 */
@NullMarked
package org.itsm4j.bpmn.internal.condition;

import org.jspecify.annotations.NullMarked;
