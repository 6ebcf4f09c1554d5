/**
 * Proves that a diagram hangs together and keeps the law of its lifecycle. Begin with {@link
 * org.itsm4j.bpmn.internal.check.WholeCheck}, which reads a file and asks the others: the shape first, then, if there is a
 * graph to walk, the law. Not API, may change at any time.
 */
@NullMarked
package org.itsm4j.bpmn.internal.check;

import org.jspecify.annotations.NullMarked;
