package org.itsm4j.approval;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.internal.JsonPart;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.internal.JsonWriter;

/** Writes and reads policies as JSON. What is as it is unless told is left out; what is written is always the same text. */
final class ApprovalJson {
    private static final List<String> POLICY =
            List.of("name", "excuseAbsent", "countConflicted", "delegatesAddUp", "delegationDepth", "stages");
    private static final List<String> PANEL = List.of("voters", "quorum", "must", "vetoes");
    private static final List<String> STAGE =
            List.of("name", "optional", "voters", "quorum", "must", "vetoes", "timeout", "escalateTo");
    private static final List<String> RULES = List.of("atLeast", "percent", "weight");

    private ApprovalJson() {}

    static String write(ApprovalPolicy policy) {
        return JsonWriter.write(object(policy));
    }

    static Map<String, Object> object(ApprovalPolicy policy) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", policy.name());
        flag(file, "excuseAbsent", policy.excusesAbsent());
        flag(file, "countConflicted", policy.countsConflicted());
        flag(file, "delegatesAddUp", policy.delegatesAddUp());
        if (policy.delegationDepth() != 2) {
            file.put("delegationDepth", policy.delegationDepth());
        }
        file.put("stages", policy.stages().stream().map(ApprovalJson::write).toList());
        return file;
    }

    private static void flag(Map<String, Object> object, String key, boolean yes) {
        if (yes) {
            object.put(key, true);
        }
    }

    private static Map<String, Object> write(ApprovalStage stage) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", stage.name());
        flag(object, "optional", stage.isOptional());
        put(object, stage.panel());
        stage.timeout().ifPresent(after -> object.put("timeout", after.toString()));
        stage.escalation().ifPresent(panel -> {
            Map<String, Object> to = new LinkedHashMap<>();
            put(to, panel);
            object.put("escalateTo", to);
        });
        return object;
    }

    private static void put(Map<String, Object> object, Panel panel) {
        object.put("voters", panel.seatings().stream().map(ApprovalJson::write).toList());
        object.put("quorum", write(panel.quorum()));
        if (!panel.musts().isEmpty()) {
            object.put("must", panel.musts());
        }
        if (!panel.vetoes().isEmpty()) {
            object.put(
                    "vetoes", panel.vetoes().stream().map(ApprovalJson::write).toList());
        }
    }

    private static Object write(Quorum quorum) {
        if (quorum instanceof Quorum.AtLeast rule) {
            return Map.of("atLeast", rule.count());
        } else if (quorum instanceof Quorum.Percent rule) {
            return Map.of("percent", rule.share());
        } else if (quorum instanceof Quorum.Weight rule) {
            return Map.of("weight", rule.threshold());
        }
        return quorum instanceof Quorum.All ? "ALL" : "ANY";
    }

    private static Map<String, Object> write(Panel.Seating seating) {
        Map<String, Object> object = write(seating.invitee());
        if (seating.weight() != 1) {
            object.put("weight", seating.weight());
        }
        return object;
    }

    static Map<String, Object> write(Invitee invitee) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (invitee instanceof Invitee.Person it) {
            object.put("person", it.name());
        } else if (invitee instanceof Invitee.Group it) {
            object.put("group", it.name());
        } else if (invitee instanceof Invitee.BoardRole it) {
            object.put("board", it.board());
            object.put("role", it.role());
        }
        return object;
    }

    static ApprovalPolicy.Builder policy(String json) {
        return policy(new JsonPart("", JsonReader.read(json)));
    }

    static ApprovalPolicy.Builder policy(JsonPart file) {
        file.only(POLICY);
        ApprovalPolicy.Builder builder =
                ApprovalPolicy.named(file.required("name").text());
        if (yes(file, "excuseAbsent")) {
            builder.excuseAbsent();
        }
        if (yes(file, "countConflicted")) {
            builder.countConflicted();
        }
        if (yes(file, "delegatesAddUp")) {
            builder.delegatesAddUp();
        }
        file.optional("delegationDepth").ifPresent(part -> builder.delegationDepth(part.whole()));
        file.list("stages").forEach(part -> builder.stage(stage(part)));
        return builder;
    }

    private static boolean yes(JsonPart part, String key) {
        return part.optional(key).map(JsonPart::yes).orElse(false);
    }

    private static ApprovalStage stage(JsonPart part) {
        part.only(STAGE);
        ApprovalStage stage = ApprovalStage.named(part.required("name").text(), panel(part));
        if (yes(part, "optional")) {
            stage = stage.optional();
        }
        if (part.optional("timeout").isEmpty()) {
            part.optional("escalateTo").ifPresent(to -> {
                throw to.refused("has no timeout; allowed: both, or a timeout alone");
            });
            return stage;
        }
        Duration after = duration(part.required("timeout"));
        ApprovalStage timed = stage;
        return part.optional("escalateTo")
                .map(to -> timed.escalateAfter(after, panel(to.only(PANEL))))
                .orElseGet(() -> timed.rejectAfter(after));
    }

    private static Duration duration(JsonPart part) {
        return part.make(() -> {
            try {
                return Duration.parse(part.text());
            } catch (DateTimeParseException e) {
                throw new ConfigurationException("A timeout is written like PT48H or P2D" + Given.got(part.text()), e);
            }
        });
    }

    private static Panel panel(JsonPart part) {
        Panel panel = Panel.of(quorum(part.required("quorum")));
        panel = JsonPart.withAll(
                part.list("voters"),
                panel,
                (made, each) -> made.invite(
                        invitee(each, List.of("person", "group", "board", "role", "weight")),
                        each.optional("weight").map(JsonPart::whole).orElse(1)));
        panel = part.withEach("must", panel, (made, each) -> made.must(each.text()));
        return JsonPart.withAll(
                part.list("vetoes"),
                panel,
                (made, each) -> made.veto(invitee(each, List.of("person", "board", "role"))));
    }

    private static Quorum quorum(JsonPart part) {
        if (part.isText()) {
            return switch (part.text()) {
                case "ALL" -> Quorum.all();
                case "ANY" -> Quorum.any();
                default -> throw part.refused("is not known; allowed: ALL, ANY, or one of " + RULES + " with a number");
            };
        }
        part.only(RULES);
        List<Map.Entry<String, JsonPart>> keys = new ArrayList<>(part.members().entrySet());
        if (keys.size() != 1) {
            throw part.refused("has " + keys.size() + " keys; allowed: one of " + RULES);
        }
        int number = keys.get(0).getValue().whole();
        return switch (keys.get(0).getKey()) {
            case "atLeast" -> Quorum.atLeast(number);
            case "percent" -> Quorum.percent(number);
            default -> Quorum.weight(number);
        };
    }

    static Invitee invitee(JsonPart part, List<String> allowed) {
        part.only(allowed);
        boolean person = part.optional("person").isPresent();
        boolean group = part.optional("group").isPresent();
        boolean role =
                part.optional("board").isPresent() || part.optional("role").isPresent();
        if ((person ? 1 : 0) + (group ? 1 : 0) + (role ? 1 : 0) != 1) {
            throw part.refused(
                    "names nobody, or more than one; allowed: a person, a group where it may be, or a board and a role");
        }
        return part.make(() -> person
                ? Invitee.person(part.required("person").text())
                : group
                        ? Invitee.group(part.required("group").text())
                        : Invitee.role(
                                part.required("board").text(),
                                part.required("role").text()));
    }
}
