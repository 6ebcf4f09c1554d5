package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.problem.ProblemField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemMappingTest {
    @Test
    void everyFieldHasAnAttributeOfItsOwn() {
        Set<String> attributes = new TreeSet<>();
        for (ProblemField field : ProblemField.values()) {
            assertThat(attributes.add(new ProblemMapping().attribute(field)))
                    .as("%s", field)
                    .isTrue();
        }
    }

    /** Enums are stored by name, so one that pages are sorted by must have names in the order of its constants. */
    @ParameterizedTest
    @EnumSource(ProblemField.class)
    void sortableEnumsSortByName(ProblemField field) {
        if (field.isSortable() && field.type().isEnum()) {
            assertThat(Arrays.stream(field.type().getEnumConstants()).map(Object::toString))
                    .isSortedAccordingTo(Comparator.naturalOrder());
        }
    }
}
