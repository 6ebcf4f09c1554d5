/**
 * Lifecycles drawn as BPMN diagrams: {@link org.itsm4j.bpmn.Diagram} reads one, {@link org.itsm4j.bpmn.DiagramCheck} proves it,
 * {@link org.itsm4j.bpmn.FlowableWorkflow} runs it on an embedded Flowable engine, in the transaction of the ticket. A diagram
 * is data: it chooses among the steps that the contract of its lifecycle allows, and cannot run code.
 *
 * <p>This package is what users name; how it is done is in the packages below {@code internal}.
 */
@NullMarked
package org.itsm4j.bpmn;

import org.jspecify.annotations.NullMarked;
