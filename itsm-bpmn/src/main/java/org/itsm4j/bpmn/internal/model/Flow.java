package org.itsm4j.bpmn.internal.model;

import java.util.Optional;
import org.itsm4j.bpmn.internal.condition.Condition;

/** A flow of a diagram. Its name is for people. */
public record Flow(
        String id,
        String name,
        String from,
        String to,
        Optional<String> text,
        Optional<Condition> condition,
        int line) {}
