package org.itsm4j.bpmn.internal.engine;

import java.util.function.BiConsumer;

/**
 * Somebody who wants to know which arrows of a diagram tickets take.
 *
 * @param file the diagram; a version is that diagram if its file is the same
 * @param told of the id of the arrow and the action, which is empty for a timer that only rings; after the commit
 */
public record Watcher(byte[] file, BiConsumer<String, String> told) {}
