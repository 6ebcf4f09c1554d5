package org.itsm4j.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.itsm4j.incident.Classification;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.Urgency;
import org.jspecify.annotations.Nullable;

/** The columns of a {@link Classification}. */
@Embeddable
@SuppressWarnings("NullAway.Init")
class ClassificationColumns {
    @Column(name = "service")
    private @Nullable String service;

    @Column(name = "configuration_item")
    private @Nullable String configurationItem;

    @Column(name = "category")
    private @Nullable String category;

    @Column(name = "impact")
    private String impact;

    @Column(name = "urgency")
    private String urgency;

    @Column(name = "priority")
    private String priority;

    @Column(name = "matrix_version")
    private int matrixVersion;

    @Column(name = "override_reason")
    private @Nullable String overrideReason;

    ClassificationColumns() {}

    ClassificationColumns(Classification classification) {
        service = classification.service().orElse(null);
        configurationItem = classification.configurationItem().orElse(null);
        category = classification.category().map(Category::path).orElse(null);
        impact = classification.impact().name();
        urgency = classification.urgency().name();
        priority = classification.priority().name();
        matrixVersion = classification.matrixVersion();
        overrideReason = classification.overrideReason().orElse(null);
    }

    Classification read() {
        return new Classification(
                Optional.ofNullable(service),
                Optional.ofNullable(configurationItem),
                Optional.ofNullable(category).map(Category::of),
                Impact.valueOf(impact),
                Urgency.valueOf(urgency),
                Priority.valueOf(priority),
                matrixVersion,
                Optional.ofNullable(overrideReason));
    }
}
