package org.itsm4j.bpmn.internal.model;

/**
 * One thing that was found in a diagram.
 *
 * @param rule the rule that it breaks
 * @param error whether the diagram is refused for it; else it is a warning
 * @param element the id of the element, or its name if it has none; empty if it is about the whole file
 * @param line the line of the file, from 1
 * @param what what is there and what the rule says of it
 */
public record Found(Rule rule, boolean error, String element, int line, String what) {}
