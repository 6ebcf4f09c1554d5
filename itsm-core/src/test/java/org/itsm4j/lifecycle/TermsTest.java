package org.itsm4j.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.itsm4j.incident.IncidentContract;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static final Fact SITE = new Fact("site", String.class, "where it is");

    @Test
    void areSaidOneByOne() {
        Terms plain = Terms.of(IncidentContract.get());
        Terms terms = plain.steps(Set.of("orderPart"))
                .calendars(Set.of("support"))
                .approvals(Set.of("security"))
                .facts(List.of(SITE));
        assertThat(terms.steps()).containsExactly("orderPart");
        assertThat(terms.calendars()).containsExactly("support");
        assertThat(terms.approvals()).containsExactly("security");
        assertThat(terms.facts())
                .startsWith(plain.facts().toArray(Fact[]::new))
                .endsWith(SITE)
                .hasSize(plain.facts().size() + 1);
        assertThat(plain).isEqualTo(Terms.of(IncidentContract.get()));
    }
}
