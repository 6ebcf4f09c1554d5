package org.itsm4j.sla;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;

/** What policies look at. */
enum Dimension {
    KIND("kind", Stream.of(TicketKind.values()).map(Enum::name).toList(), SlaPolicy::kinds),
    SERVICE("service", List.of(), SlaPolicy::services),
    PRIORITY("priority", Stream.of(Priority.values()).map(Enum::name).toList(), SlaPolicy::priorities),
    CATEGORY("category", List.of(), SlaPolicy::categories),
    CUSTOMER("customer", List.of(), SlaPolicy::customers);

    private final String word;
    private final List<String> all;
    private final Function<SlaPolicy, Collection<?>> condition;

    Dimension(String word, List<String> all, Function<SlaPolicy, Collection<?>> condition) {
        this.word = word;
        this.all = all;
        this.condition = condition;
    }

    String word() {
        return word;
    }

    /** @return all values there are; none if names are free, and a ticket may be without one */
    List<String> all() {
        return all;
    }

    /** @return the values that a policy is for; none for all */
    List<String> condition(SlaPolicy policy) {
        return condition.apply(policy).stream().map(Object::toString).toList();
    }
}
