package org.itsm4j.problem;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.internal.JsonWriter;
import org.itsm4j.ticket.Limits;

/** Analyses as JSON: an object with the technique, and the parts under the names of the record components. */
final class AnalysisJson {
    private static final String SUBJECT = "RootCauseAnalysis";
    private static final String TECHNIQUE = "technique";
    private static final String EVIDENCE = "evidence";

    private AnalysisJson() {}

    static String write(RootCauseAnalysis analysis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(TECHNIQUE, analysis.technique().name());
        if (analysis instanceof FiveWhys whys) {
            json.put("whys", each(whys.whys(), AnalysisJson::why));
        } else if (analysis instanceof Fishbone bone) {
            json.put("effect", bone.effect());
            json.put("branches", each(bone.branches(), AnalysisJson::branch));
        } else if (analysis instanceof IsIsNot table) {
            json.put("rows", each(table.rows(), AnalysisJson::row));
        } else if (analysis instanceof EventSequence sequence) {
            json.put("events", each(sequence.events(), AnalysisJson::event));
        } else if (analysis instanceof FaultTree tree) {
            json.put("top", node(tree.top()));
        }
        return JsonWriter.write(json);
    }

    private static <E> List<Object> each(List<E> items, Function<E, Object> write) {
        return items.stream().map(write).toList();
    }

    private static Map<String, Object> object(String name, String text) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(name, text);
        return json;
    }

    private static Object why(FiveWhys.Why why) {
        Map<String, Object> json = object("why", why.why());
        json.put("because", why.because());
        why.evidence().ifPresent(text -> json.put(EVIDENCE, text));
        if (why.root()) {
            json.put("root", true);
        }
        if (!why.next().isEmpty()) {
            json.put("next", each(why.next(), AnalysisJson::why));
        }
        return json;
    }

    private static Object branch(Fishbone.Branch branch) {
        Map<String, Object> json = object("name", branch.name());
        json.put("causes", each(branch.causes(), cause -> {
            Map<String, Object> one = object("text", cause.text());
            one.put("score", cause.score());
            cause.evidence().ifPresent(text -> one.put(EVIDENCE, text));
            return one;
        }));
        return json;
    }

    private static Object row(IsIsNot.Row row) {
        Map<String, Object> json = object("question", row.question());
        json.put("is", row.is());
        json.put("isNot", row.isNot());
        row.distinction().ifPresent(text -> json.put("distinction", text));
        return json;
    }

    private static Object event(EventSequence.Event event) {
        Map<String, Object> json = object("at", event.at().toString());
        json.put("text", event.text());
        event.evidence().ifPresent(text -> json.put(EVIDENCE, text));
        return json;
    }

    private static Object node(FaultTree.Node node) {
        Map<String, Object> json = object("text", node.text());
        node.evidence().ifPresent(text -> json.put(EVIDENCE, text));
        node.gate().ifPresent(gate -> json.put("gate", gate.name()));
        if (!node.causes().isEmpty()) {
            json.put("causes", each(node.causes(), AnalysisJson::node));
        }
        return json;
    }

    static RootCauseAnalysis read(String text) {
        try {
            Map<?, ?> json = map(JsonReader.read(text), "json");
            return switch (constant(RcaTechnique.class, json, TECHNIQUE)) {
                case FIVE_WHYS -> new FiveWhys(items(json, "whys", AnalysisJson::readWhy));
                case FISHBONE -> new Fishbone(text(json, "effect"), items(json, "branches", AnalysisJson::readBranch));
                case KEPNER_TREGOE -> new IsIsNot(items(json, "rows", AnalysisJson::readRow));
                case TIMELINE -> new EventSequence(items(json, "events", AnalysisJson::readEvent));
                case FAULT_TREE -> new FaultTree(readNode(map(json.get("top"), "top")));
            };
        } catch (ConfigurationException e) {
            throw new InvalidInputException(SUBJECT, "json", e.getMessage());
        }
    }

    private static FiveWhys.Why readWhy(Map<?, ?> json) {
        return new FiveWhys.Why(
                text(json, "why"),
                text(json, "because"),
                optional(json, EVIDENCE),
                Boolean.TRUE.equals(json.get("root")),
                json.containsKey("next") ? items(json, "next", AnalysisJson::readWhy) : List.of());
    }

    private static Fishbone.Branch readBranch(Map<?, ?> json) {
        return new Fishbone.Branch(
                text(json, "name"),
                items(
                        json,
                        "causes",
                        cause -> new Fishbone.Cause(text(cause, "text"), score(cause), optional(cause, EVIDENCE))));
    }

    private static int score(Map<?, ?> json) {
        try {
            return json.get("score") instanceof BigDecimal number ? number.intValueExact() : refused("score");
        } catch (ArithmeticException e) {
            return refused("score");
        }
    }

    private static IsIsNot.Row readRow(Map<?, ?> json) {
        return new IsIsNot.Row(
                text(json, "question"), text(json, "is"), text(json, "isNot"), optional(json, "distinction"));
    }

    private static EventSequence.Event readEvent(Map<?, ?> json) {
        try {
            return new EventSequence.Event(
                    Instant.parse(text(json, "at")), text(json, "text"), optional(json, EVIDENCE));
        } catch (DateTimeParseException e) {
            return refused("at");
        }
    }

    private static FaultTree.Node readNode(Map<?, ?> json) {
        return new FaultTree.Node(
                text(json, "text"),
                optional(json, EVIDENCE),
                json.containsKey("gate") ? Optional.of(constant(FaultTree.Gate.class, json, "gate")) : Optional.empty(),
                json.containsKey("causes") ? items(json, "causes", AnalysisJson::readNode) : List.of());
    }

    private static <E> List<E> items(Map<?, ?> json, String name, Function<Map<?, ?>, E> read) {
        List<?> list = json.get(name) instanceof List<?> found ? found : refused(name);
        Limits.require(SUBJECT, name, list.size(), RootCauseAnalysis.NODES);
        return list.stream().map(item -> read.apply(map(item, name))).toList();
    }

    private static Map<?, ?> map(Object value, String name) {
        return value instanceof Map<?, ?> found ? found : refused(name);
    }

    private static String text(Map<?, ?> json, String name) {
        return json.get(name) instanceof String found ? found : refused(name);
    }

    private static Optional<String> optional(Map<?, ?> json, String name) {
        return json.containsKey(name) ? Optional.of(text(json, name)) : Optional.empty();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Map<?, ?> json, String name) {
        String word = text(json, name);
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(word)) {
                return each;
            }
        }
        return refused(name);
    }

    private static <X> X refused(String name) {
        throw new InvalidInputException(SUBJECT, name, "is missing, or not of its type");
    }
}
