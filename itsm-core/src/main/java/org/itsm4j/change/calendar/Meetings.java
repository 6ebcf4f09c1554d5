package org.itsm4j.change.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.ticket.Limits;

/** How a change would meet others if they were done at the same time. Serves one change. */
final class Meetings {
    private final PlannedChange change;
    private final CollisionRules rules;
    /** By what the other change touches. */
    private final Map<String, Set<Meeting>> byItem = new HashMap<>();

    /**
     * @param kind how
     * @param item through what of the change
     * @param through through what of the other one
     */
    record Meeting(CollisionKind kind, String item, String through) {}

    Meetings(PlannedChange change, CollisionRules rules, ImpactAnalysis impact) {
        this.change = change;
        this.rules = rules;
        Set<String> items = change.configurationItems();
        items.forEach(item -> add(new Meeting(CollisionKind.SAME_ITEM, item, item)));
        if (items.isEmpty()) {
            return;
        }
        List<ImpactAnalysis.Relative> relatives =
                Objects.requireNonNull(impact.relatives(items), "ImpactAnalysis.relatives");
        Limits.require("ImpactAnalysis", "relatives", relatives.size(), ImpactAnalysis.MOST);
        for (ImpactAnalysis.Relative each : relatives) {
            if (!items.contains(each.of())) {
                throw new InvalidInputException(
                        "ImpactAnalysis", "relatives", "relatives of what was asked about, got one of something else");
            }
            // an item that is its own relative is the same item, and nothing else
            if (!each.of().equals(each.configurationItem())) {
                add(new Meeting(CollisionKind.of(each.kinship()), each.of(), each.configurationItem()));
            }
        }
    }

    private void add(Meeting meeting) {
        if (rules.severity(meeting.kind()).isPresent()) {
            byItem.computeIfAbsent(meeting.through(), any -> new LinkedHashSet<>())
                    .add(meeting);
        }
    }

    /** What the other change must touch to meet this one. */
    Set<String> items() {
        return byItem.keySet();
    }

    /** In no particular order; none with itself. */
    List<Meeting> with(PlannedChange other) {
        if (other.ticket().equals(change.ticket())) {
            return List.of();
        }
        List<Meeting> meetings = new ArrayList<>();
        for (String item : other.configurationItems()) {
            meetings.addAll(byItem.getOrDefault(item, Set.of()));
        }
        if (rules.severity(CollisionKind.ASSIGNEE).isPresent()) {
            for (String assignee : other.assignees()) {
                if (change.assignees().contains(assignee)) {
                    meetings.add(new Meeting(CollisionKind.ASSIGNEE, assignee, ""));
                }
            }
        }
        return meetings;
    }
}
