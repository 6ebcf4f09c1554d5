/**
 * Problems: the causes of incidents, from the first suspicion to a fix that has proved itself. {@link
 * org.itsm4j.problem.Problems} is the door, {@link org.itsm4j.problem.ProblemContract} the law.
 */
@NullMarked
package org.itsm4j.problem;

import org.jspecify.annotations.NullMarked;
