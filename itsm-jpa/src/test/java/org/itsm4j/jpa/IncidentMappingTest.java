package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.spi.SchemaMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentMappingTest {
    @Test
    void everyFieldHasAnAttributeOfItsOwn() {
        Set<String> attributes = new TreeSet<>();
        for (IncidentField field : IncidentField.values()) {
            assertThat(attributes.add(new IncidentMapping().attribute(field)))
                    .as("%s", field)
                    .isTrue();
        }
    }

    /** Enums are stored by name, so one that pages are sorted by must have names in the order of its constants. */
    @ParameterizedTest
    @EnumSource(IncidentField.class)
    void sortableEnumsSortByName(IncidentField field) {
        if (field.isSortable() && field.type().isEnum()) {
            assertThat(Arrays.stream(field.type().getEnumConstants()).map(Object::toString))
                    .isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // a class that is no ticket stands for one of a later release
    void refusesTicketsItHasNoTablesFor() {
        try (TestDatabase database = TestDatabase.h2();
                var factory = Provider.HIBERNATE.over(database.dataSource())) {
            JpaStore store =
                    JpaStore.builder(factory).schemaMode(SchemaMode.NONE).build();
            assertThatThrownBy(() -> store.tickets((Class) Object.class, (Class) IncidentField.class))
                    .isInstanceOf(ConfigurationException.class);
        }
    }
}
