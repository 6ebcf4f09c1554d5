package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.change.ChangeField;
import org.junit.jupiter.api.Test;

class ChangeMappingTest {
    @Test
    void everyFieldHasAnAttributeOfItsOwn() {
        Set<String> attributes = new TreeSet<>();
        for (ChangeField field : ChangeField.values()) {
            assertThat(attributes.add(new ChangeMapping().attribute(field)))
                    .as("%s", field)
                    .isTrue();
        }
    }
}
