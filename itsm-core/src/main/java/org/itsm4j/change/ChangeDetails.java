package org.itsm4j.change;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.itsm4j.ticket.Chain;
import org.itsm4j.ticket.Limits;

/**
 * What is written on the timeline beside the fields that can be searched, so that an edit in the row does not go unseen.
 * Long texts are in the row already: of those the timeline has the digest.
 */
final class ChangeDetails {
    private final Map<String, String> details = new LinkedHashMap<>();

    private ChangeDetails() {}

    /** The details that a change has, by their labels. */
    static Map<String, String> of(Change change) {
        Optional<ChangePlan> plan = change.plan();
        return new ChangeDetails()
                .and("summary", Optional.of(change.summary()))
                .and("reason", Optional.of(change.origin().reason()))
                .and("raisedBy", Optional.of(change.origin().raisedBy()))
                .and(
                        "configurationItems",
                        Optional.of(String.join(", ", change.scope().configurationItems())))
                .and("description", plan.map(ChangePlan::description))
                .and("implementation", plan.map(ChangePlan::implementation))
                .and("backOut", plan.map(ChangePlan::backOut).map(BackOut::text))
                .and(
                        "backOutTested",
                        plan.map(each -> Boolean.toString(each.backOut().tested())))
                .and("testPlan", plan.map(ChangePlan::testPlan))
                .and(
                        "answers",
                        Optional.of(change.answers())
                                .filter(it -> !it.isEmpty())
                                .map(Object::toString))
                .and("criticality", Optional.of(change.criticality().name()))
                .and("riskScore", change.risk().map(risk -> Integer.toString(risk.score())))
                .and("riskInputs", change.risk().map(risk -> risk.inputs().toString()))
                .and(
                        "preauthorised",
                        Optional.of(Boolean.toString(change.authorisation().isPreauthorised())))
                .and(
                        "round",
                        Optional.of(Integer.toString(change.authorisation().round())))
                .and("content", content(change))
                .and("implementFirst", change.authorisation().retrospect().map(Retrospect::reason))
                .and(
                        "approveUntil",
                        change.authorisation()
                                .retrospect()
                                .map(it -> it.deadline().toString()))
                .and("lockdown", change.lockdown())
                .and("waivers", Optional.of(Integer.toString(change.waivers().size())))
                .and(
                        "results",
                        change.implementation()
                                .map(it -> Integer.toString(it.results().size())))
                .and("actual", change.implementation().map(it -> it.from() + " to " + it.to()))
                .and("note", change.implementation().map(Implementation::note))
                .and("objectivesMet", change.review().map(it -> Boolean.toString(it.objectivesMet())))
                .and("reviewText", change.review().map(Review::text))
                .and("incidents", change.review().map(it -> Integer.toString(it.incidents())))
                .details;
    }

    /** What the votes of this round are bound to. */
    private static Optional<String> content(Change change) {
        return change.plan()
                .filter(plan -> change.authorisation().voting())
                .map(plan -> ChangeContent.hash(change.authorisation().round(), plan, change.scope()));
    }

    private ChangeDetails and(String label, Optional<String> value) {
        value.filter(text -> !text.isEmpty()).ifPresent(text -> details.put(label, brief(text)));
        return this;
    }

    private static String brief(String text) {
        return text.length() <= Limits.NAME
                ? text
                : text.length() + " characters, sha-256 " + Chain.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
