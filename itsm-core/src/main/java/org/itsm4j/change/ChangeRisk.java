package org.itsm4j.change;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.itsm4j.change.calendar.ImpactAnalysis;
import org.itsm4j.ticket.Condition;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Operator;

/** What is put into the score of a change's risk, beside the answers: what it hits, and how those like it have gone. */
final class ChangeRisk {
    private final ChangeDesk desk;

    ChangeRisk(ChangeDesk desk) {
        this.desk = desk;
    }

    /** With its risk as it is reckoned now. */
    Change reckoned(Change change, Criticality criticality) {
        ChangeSettings rules = desk.settings(change.tenant());
        RiskInputs inputs = new RiskInputs(change.answers(), criticality, impacted(change, rules), past(change));
        return change.toBuilder()
                .criticality(criticality)
                .risk(Optional.of(rules.risk().assess(inputs)))
                .build();
    }

    /** How many other configuration items are hit if it goes wrong. */
    private static int impacted(Change change, ChangeSettings rules) {
        Set<String> items = change.scope().configurationItems();
        if (items.isEmpty()) {
            return 0;
        }
        List<ImpactAnalysis.Relative> relatives =
                Objects.requireNonNull(rules.impact().relatives(items), "ImpactAnalysis.relatives");
        Limits.require("ImpactAnalysis", "relatives", relatives.size(), ImpactAnalysis.MOST);
        Set<String> hit = relatives.stream()
                .map(ImpactAnalysis.Relative::configurationItem)
                .collect(Collectors.toCollection(TreeSet::new));
        hit.removeAll(items);
        return hit.size();
    }

    /** How those from the same version of a template, or of the same model, have gone. */
    TrackRecord past(Change change) {
        ChangeField by = change.origin().template().isPresent() ? ChangeField.TEMPLATE : ChangeField.MODEL;
        Object value = change.origin().template().<Object>map(Object::toString).orElse(change.model());
        Map<Object, Long> counts = desk.pipeline()
                .tickets()
                .count(
                        change.tenant(),
                        ChangeField.OUTCOME,
                        List.of(
                                new Condition<>(ChangeField.STATE, Operator.EQUALS, List.of(ChangeState.CLOSED)),
                                new Condition<>(by, Operator.EQUALS, List.of(value))));
        long done = counts.values().stream().mapToLong(Long::longValue).sum();
        long successful = counts.entrySet().stream()
                .filter(entry -> ((Outcome) entry.getKey()).isSuccess())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new TrackRecord(done, successful);
    }

    /** By the questions of today; a score of an earlier version cannot be explained by them. */
    List<String> explain(Change change) {
        RiskModel model = desk.settings(change.tenant()).risk();
        return change.risk()
                .filter(risk -> risk.modelVersion() == model.version())
                .map(risk -> model.explain(risk.inputs()))
                .orElse(List.of());
    }
}
