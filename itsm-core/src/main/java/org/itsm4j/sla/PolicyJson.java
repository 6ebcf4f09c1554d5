package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itsm4j.error.Given;
import org.itsm4j.internal.JsonPart;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.internal.JsonWriter;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;

/** Writes and reads policies as JSON. What is as it is unless told is left out; what is written is always the same text. */
final class PolicyJson {
    static final List<String> KEYS = List.of(
            "name",
            "agreement",
            "group",
            "supplier",
            "order",
            "exempt",
            "kinds",
            "services",
            "priorities",
            "categories",
            "customers",
            "calendar",
            "pauseOn",
            "onTargetChange",
            "onCalendarChange",
            "onReopen",
            "supports",
            "targets");

    private PolicyJson() {}

    static SlaPolicies read(String json) {
        return builder(json).build();
    }

    /** What was checked before, when it was written. */
    static SlaPolicies readKept(String json) {
        return builder(json).unchecked();
    }

    private static SlaPolicies.Builder builder(String json) {
        JsonPart file = new JsonPart("", JsonReader.read(json)).only(List.of("version", "calendars", "policies"));
        JsonPart version = file.required("version");
        SlaPolicies.Builder builder = version.make(() -> SlaPolicies.version(version.whole()));
        new CalendarJson(file.list("calendars")).read().forEach(builder::calendar);
        List<JsonPart> policies = file.list("policies");
        if (policies.size() > SlaPolicies.MOST) {
            throw policies.get(SlaPolicies.MOST)
                    .refused("is one of " + policies.size() + " policies; allowed: " + SlaPolicies.MOST);
        }
        Set<String> names = new HashSet<>();
        policies.forEach(part -> {
            SlaPolicy policy = policy(part);
            if (!names.add(policy.name())) {
                throw part.required("name").refused("is there twice" + Given.got(policy.name()));
            }
            builder.policy(policy);
        });
        return builder;
    }

    static String write(SlaPolicies set) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("version", set.version());
        put(
                file,
                "calendars",
                set.calendars().values().stream().map(CalendarJson::write).toList());
        put(file, "policies", set.policies().stream().map(PolicyJson::write).toList());
        return JsonWriter.write(file);
    }

    static void put(Map<String, Object> object, String key, Collection<?> values) {
        if (!values.isEmpty()) {
            object.put(key, new ArrayList<>(values));
        }
    }

    static void put(Map<String, Object> object, String key, Object value, Object unlessTold) {
        if (!value.equals(unlessTold)) {
            object.put(key, value instanceof Enum<?> constant ? constant.name() : value);
        }
    }

    static List<String> sorted(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toList();
    }

    private static Map<String, Object> write(SlaPolicy policy) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", policy.name());
        put(object, "agreement", policy.agreement(), Agreement.SLA);
        put(object, ownerKey(policy.agreement()), policy.owner(), "");
        put(object, "order", policy.order(), 0);
        put(object, "exempt", policy.isExempt(), false);
        put(object, "kinds", sorted(policy.kinds()));
        put(object, "services", sorted(policy.services()));
        put(object, "priorities", sorted(policy.priorities()));
        put(object, "categories", sorted(policy.categories()));
        put(object, "customers", sorted(policy.customers()));
        put(object, "calendar", policy.calendar(), "");
        put(object, "pauseOn", policy.pausesUnlessUsual().stream().sorted().toList());
        put(object, "onTargetChange", policy.onTargetChange(), TargetChange.RETROACTIVE);
        put(object, "onCalendarChange", policy.onCalendarChange(), CalendarChange.SEGMENTED);
        put(object, "onReopen", policy.onReopen(), ReopenRule.RESUME_EXCLUDING_RESOLVED);
        policy.supports().ifPresent(name -> {
            Map<String, Object> supports = new LinkedHashMap<>();
            supports.put("policy", name);
            supports.put("stage", policy.stage());
            object.put("supports", supports);
        });
        put(object, "targets", policy.targets().stream().map(TargetJson::write).toList());
        return object;
    }

    private static String ownerKey(Agreement agreement) {
        return agreement == Agreement.OLA ? "group" : "supplier";
    }

    private static SlaPolicy policy(JsonPart part) {
        part.only(KEYS);
        JsonPart name = part.required("name");
        boolean exempt = part.optional("exempt").map(JsonPart::yes).orElse(false);
        SlaPolicy policy = name.make(() -> exempt ? SlaPolicy.exempt(name.text()) : SlaPolicy.named(name.text()));
        policy = agreed(part, policy);
        policy = part.with("order", policy, (made, each) -> made.order(each.whole()));
        policy = part.withEach("kinds", policy, (made, each) -> made.kind(each.one(TicketKind.class)));
        policy = part.withEach("services", policy, (made, each) -> made.service(each.text()));
        policy = part.withEach("priorities", policy, (made, each) -> made.priority(each.one(Priority.class)));
        policy = part.withEach("categories", policy, (made, each) -> made.category(each.text()));
        policy = part.withEach("customers", policy, (made, each) -> made.customer(each.text()));
        policy = part.with("calendar", policy, (made, each) -> made.calendar(each.text()));
        policy = part.withEach("pauseOn", policy, (made, each) -> made.pauseIn(each.text()));
        policy = part.with("onTargetChange", policy, (made, each) -> made.onTargetChange(each.one(TargetChange.class)));
        policy = part.with(
                "onCalendarChange", policy, (made, each) -> made.onCalendarChange(each.one(CalendarChange.class)));
        policy = part.with("onReopen", policy, (made, each) -> made.onReopen(each.one(ReopenRule.class)));
        policy = part.with("supports", policy, PolicyJson::supporting);
        return JsonPart.withAll(part.list("targets"), policy, (made, each) -> made.target(TargetJson.read(each)));
    }

    private static SlaPolicy agreed(JsonPart part, SlaPolicy policy) {
        Agreement agreement = part.optional("agreement")
                .map(each -> each.one(Agreement.class))
                .orElse(Agreement.SLA);
        for (Agreement other : List.of(Agreement.OLA, Agreement.UNDERPINNING_CONTRACT)) {
            part.optional(ownerKey(other)).filter(any -> other != agreement).ifPresent(each -> {
                throw each.refused("is there, and the agreement is " + agreement + "; allowed: only with " + other);
            });
        }
        if (agreement == Agreement.SLA) {
            return policy;
        }
        JsonPart owner = part.required(ownerKey(agreement));
        return owner.make(
                () -> agreement == Agreement.OLA ? policy.withGroup(owner.text()) : policy.withSupplier(owner.text()));
    }

    private static SlaPolicy supporting(SlaPolicy policy, JsonPart part) {
        part.only(List.of("policy", "stage"));
        JsonPart stage = part.required("stage");
        JsonPart supported = part.required("policy");
        return policy.supports(supported.text(), stage.whole());
    }
}
