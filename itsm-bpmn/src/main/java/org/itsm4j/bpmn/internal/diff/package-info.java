/**
 * What is different between two diagrams, by what they do. Begin with {@link org.itsm4j.bpmn.internal.diff.Differences}: it
 * asks a class for each respect, stages, transitions, paths, steps, timers, tasks and appearance, and each tells its changes
 * in words. Not API, may change at any time.
 */
@NullMarked
package org.itsm4j.bpmn.internal.diff;

import org.jspecify.annotations.NullMarked;
