/**
 * Flowable, locked down and lean: it runs what was compiled of a checked diagram, in the transaction of the ticket. Begin with
 * {@link org.itsm4j.bpmn.internal.engine.RunningWorkflow}, then {@code LeanEngine} with its commands, {@code DiagramCompiler} for
 * what is deployed, {@code LeanConfiguration} for what is switched off. Not API, may change at any time.
 */
@NullMarked
package org.itsm4j.bpmn.internal.engine;

import org.jspecify.annotations.NullMarked;
