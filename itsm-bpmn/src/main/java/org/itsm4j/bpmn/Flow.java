package org.itsm4j.bpmn;

import java.util.Optional;

/** An arrow of a diagram. Its name is for people. */
record Flow(
        String id,
        String name,
        String from,
        String to,
        Optional<String> text,
        Optional<Condition> condition,
        int line) {}
