package org.itsm4j.bpmn.internal.diff;

import java.util.List;

/**
 * One thing that is different between two diagrams.
 *
 * @param kind the id of what it is
 * @param weight how much it matters
 * @param elements the ids of the elements it is about
 * @param sentence what is different, in words for people
 */
public record Change(String kind, Weight weight, List<String> elements, String sentence) {}
