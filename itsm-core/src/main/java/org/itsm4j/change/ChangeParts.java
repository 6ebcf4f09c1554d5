package org.itsm4j.change;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.itsm4j.change.calendar.CollisionKind;
import org.itsm4j.change.calendar.Slot;
import org.itsm4j.change.calendar.Waiver;
import org.itsm4j.internal.JsonPart;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.internal.JsonWriter;

/**
 * The parts of a change that nobody searches for, as texts: for stores, which keep each in a column. Each is JSON of less than
 * a million characters.
 *
 * @param subject where it comes from, what it touches, its risk, by what it may be done, when what happened
 * @param plan what is to be done
 * @param waivers the collisions that were allowed; empty if there are none
 * @param implementation how it was done
 * @param review the review after it
 */
public record ChangeParts(
        String subject,
        Optional<String> plan,
        Optional<String> waivers,
        Optional<String> implementation,
        Optional<String> review) {
    /** Refuses absent parts. */
    public ChangeParts {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(waivers, "waivers");
        Objects.requireNonNull(implementation, "implementation");
        Objects.requireNonNull(review, "review");
    }

    /**
     * @param change a change
     * @return its parts as texts
     */
    public static ChangeParts of(Change change) {
        Objects.requireNonNull(change, "change");
        return new ChangeParts(
                JsonWriter.write(subject(change)),
                change.plan().map(ChangeParts::plan).map(JsonWriter::write),
                change.waivers().isEmpty()
                        ? Optional.empty()
                        : Optional.of(JsonWriter.write(change.waivers().stream()
                                .map(ChangeParts::waiver)
                                .toList())),
                change.implementation().map(ChangeParts::implementation).map(JsonWriter::write),
                change.review().map(ChangeParts::review).map(JsonWriter::write));
    }

    /**
     * Puts the parts into a change that is read.
     *
     * @param builder the change, with all that has a column of its own
     * @param requester the person it is for
     * @param model how it is handled
     * @param service the service it is for
     * @return the builder
     * @throws org.itsm4j.error.ConfigurationException if a text is not what {@link #of} has written
     */
    public Change.Builder into(
            Change.Builder builder, Optional<String> requester, ChangeModel model, Optional<String> service) {
        JsonPart about = read(subject);
        readSubject(about, builder);
        return builder.origin(origin(about, requester, model))
                .scope(scope(about, service))
                .plan(plan.map(text -> plan(read(text))))
                .waivers(waivers.map(text -> new JsonPart("", Map.of("waivers", JsonReader.read(text)))
                                .list("waivers").stream()
                                        .map(ChangeParts::waiver)
                                        .toList())
                        .orElse(List.of()))
                .implementation(implementation.map(text -> implementation(read(text))))
                .review(review.map(text -> review(read(text))));
    }

    private static JsonPart read(String text) {
        return new JsonPart("", JsonReader.read(text));
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value =
                    keysAndValues[i + 1] instanceof Optional<?> optional ? optional.orElse(null) : keysAndValues[i + 1];
            if (value != null) {
                object.put(keysAndValues[i].toString(), plain(value));
            }
        }
        return object;
    }

    /** As JSON has it: instants, enums and long numbers are texts. */
    private static Object plain(Object value) {
        boolean plain =
                value instanceof Map || value instanceof List || value instanceof Boolean || value instanceof Integer;
        return plain ? value : value.toString();
    }

    private static Map<String, Object> subject(Change change) {
        ChangeOrigin origin = change.origin();
        ChangeTimes times = change.times();
        return object(
                "raisedBy",
                origin.raisedBy(),
                "reason",
                origin.reason(),
                "template",
                origin.template().map(TemplateRef::key),
                "templateVersion",
                origin.template().map(TemplateRef::version),
                "unauthorised",
                origin.unauthorised(),
                "configurationItems",
                List.copyOf(change.scope().configurationItems()),
                "answers",
                new TreeMap<>(change.answers()),
                "criticality",
                change.criticality(),
                "risk",
                change.risk().map(ChangeParts::risk),
                "authorisation",
                authorisation(change.authorisation()),
                "lockdown",
                change.lockdown(),
                "raisedAt",
                times.raisedAt(),
                "submittedAt",
                times.submittedAt(),
                "begunAt",
                times.begunAt(),
                "doneAt",
                times.doneAt(),
                "closedAt",
                times.closedAt());
    }

    private static ChangeOrigin origin(JsonPart subject, Optional<String> requester, ChangeModel model) {
        return new ChangeOrigin(
                requester,
                subject.required("raisedBy").text(),
                subject.required("reason").text(),
                model,
                subject.optional("template")
                        .map(key -> new TemplateRef(
                                key.text(), subject.required("templateVersion").whole())),
                subject.required("unauthorised").yes());
    }

    private static ChangeScope scope(JsonPart subject, Optional<String> service) {
        return new ChangeScope(
                service,
                new TreeSet<>(subject.texts("configurationItems").stream()
                        .map(JsonPart::text)
                        .toList()));
    }

    private static void readSubject(JsonPart subject, Change.Builder builder) {
        builder.answers(answers(subject))
                .criticality(subject.required("criticality").one(Criticality.class))
                .risk(subject.optional("risk").map(ChangeParts::risk))
                .authorisation(authorisation(subject.required("authorisation")))
                .lockdown(subject.optional("lockdown").map(JsonPart::text))
                .times(new ChangeTimes(
                        instant(subject.required("raisedAt")),
                        instant(subject, "submittedAt"),
                        instant(subject, "begunAt"),
                        instant(subject, "doneAt"),
                        instant(subject, "closedAt")));
    }

    private static SortedMap<String, String> answers(JsonPart part) {
        SortedMap<String, String> answers = new TreeMap<>();
        part.optional("answers")
                .ifPresent(
                        given -> given.members().forEach((question, choice) -> answers.put(question, choice.text())));
        return answers;
    }

    private static Instant instant(JsonPart part) {
        return part.make(() -> Instant.parse(part.text()));
    }

    private static Optional<Instant> instant(JsonPart part, String key) {
        return part.optional(key).map(ChangeParts::instant);
    }

    private static Map<String, Object> risk(Risk risk) {
        RiskInputs inputs = risk.inputs();
        return object(
                "score",
                risk.score(),
                "tier",
                risk.tier(),
                "modelVersion",
                risk.modelVersion(),
                "answers",
                new TreeMap<>(inputs.answers()),
                "criticality",
                inputs.criticality(),
                "impacted",
                inputs.impacted(),
                "done",
                inputs.past().done(),
                "successful",
                inputs.past().successful());
    }

    private static Risk risk(JsonPart part) {
        return new Risk(
                part.required("score").whole(),
                part.required("tier").one(RiskTier.class),
                part.required("modelVersion").whole(),
                new RiskInputs(
                        answers(part),
                        part.required("criticality").one(Criticality.class),
                        part.required("impacted").whole(),
                        new TrackRecord(number(part, "done"), number(part, "successful"))));
    }

    private static long number(JsonPart part, String key) {
        JsonPart member = part.required(key);
        return member.make(() -> Long.parseLong(member.text()));
    }

    private static Map<String, Object> authorisation(Authorisation authorisation) {
        return object(
                "round",
                authorisation.round(),
                "voting",
                authorisation.voting(),
                "preauthorisedBy",
                authorisation.preauthorisedBy(),
                "retrospect",
                authorisation
                        .retrospect()
                        .map(it -> object(
                                "reason",
                                it.reason(),
                                "deadline",
                                it.deadline(),
                                "ratified",
                                it.ratified(),
                                "declined",
                                it.declined())));
    }

    private static Authorisation authorisation(JsonPart part) {
        return new Authorisation(
                part.required("round").whole(),
                part.required("voting").yes(),
                part.optional("preauthorisedBy").map(JsonPart::text),
                part.optional("retrospect")
                        .map(it -> new Retrospect(
                                it.required("reason").text(),
                                instant(it.required("deadline")),
                                it.required("ratified").yes(),
                                it.required("declined").yes())));
    }

    private static Map<String, Object> plan(ChangePlan plan) {
        return object(
                "description",
                plan.description(),
                "implementation",
                plan.implementation(),
                "backOut",
                plan.backOut().text(),
                "backOutTested",
                plan.backOut().tested(),
                "testPlan",
                plan.testPlan(),
                "from",
                plan.window().from(),
                "to",
                plan.window().to());
    }

    private static ChangePlan plan(JsonPart part) {
        return new ChangePlan(
                part.required("description").text(),
                part.required("implementation").text(),
                new BackOut(
                        part.required("backOut").text(),
                        part.required("backOutTested").yes()),
                part.required("testPlan").text(),
                slot(part));
    }

    private static Slot slot(JsonPart part) {
        return new Slot(instant(part.required("from")), instant(part.required("to")));
    }

    private static Map<String, Object> waiver(Waiver waiver) {
        return object(
                "kind",
                waiver.kind(),
                "with",
                waiver.with(),
                "item",
                waiver.item(),
                "through",
                waiver.through(),
                "from",
                waiver.overlap().from(),
                "to",
                waiver.overlap().to(),
                "approver",
                waiver.approver(),
                "reason",
                waiver.reason(),
                "at",
                waiver.at(),
                "until",
                waiver.until());
    }

    private static Waiver waiver(JsonPart part) {
        Function<String, String> text = key -> part.required(key).text();
        return new Waiver(
                part.required("kind").one(CollisionKind.class),
                text.apply("with"),
                text.apply("item"),
                text.apply("through"),
                slot(part),
                text.apply("approver"),
                text.apply("reason"),
                instant(part.required("at")),
                instant(part.required("until")));
    }

    private static Map<String, Object> implementation(Implementation how) {
        return object(
                "from",
                how.from(),
                "to",
                how.to(),
                "outcome",
                how.outcome(),
                "results",
                how.results().stream()
                        .map(each -> object("task", each.task(), "status", each.status(), "note", each.note()))
                        .toList(),
                "note",
                how.note());
    }

    private static Implementation implementation(JsonPart part) {
        return new Implementation(
                instant(part.required("from")),
                instant(part.required("to")),
                part.required("outcome").one(Outcome.class),
                part.list("results").stream()
                        .map(each -> new TaskResult(
                                each.required("task").text(),
                                each.required("status").one(TaskResult.Status.class),
                                each.required("note").text()))
                        .toList(),
                part.required("note").text());
    }

    private static Map<String, Object> review(Review review) {
        return object(
                "objectivesMet",
                review.objectivesMet(),
                "text",
                review.text(),
                "lessons",
                review.lessons(),
                "followUps",
                review.followUps().stream()
                        .map(each -> object("text", each.text(), "owner", each.owner()))
                        .toList(),
                "incidents",
                review.incidents());
    }

    private static Review review(JsonPart part) {
        return new Review(
                part.required("objectivesMet").yes(),
                part.required("text").text(),
                part.list("lessons").stream().map(JsonPart::text).toList(),
                part.list("followUps").stream()
                        .map(each -> new FollowUp(
                                each.required("text").text(),
                                each.optional("owner").map(JsonPart::text)))
                        .toList(),
                part.required("incidents").whole());
    }

    /** Lengths, not contents. */
    @Override
    public String toString() {
        return "ChangeParts[" + subject.length() + " characters and more]";
    }
}
