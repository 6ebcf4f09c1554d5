package org.itsm4j.sla;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.internal.JsonPart;
import org.itsm4j.ticket.Priority;

/** Targets as JSON. */
final class TargetJson {
    static final List<String> KEYS =
            List.of("metric", "start", "stop", "since", "cancelledBy", "resetBy", "within", "thresholds");
    private static final String OTHERWISE = "otherwise";
    private static final List<String> PROMISED = Stream.concat(
                    Stream.of(Priority.values()).map(Priority::name), Stream.of(OTHERWISE))
            .toList();
    /** The targets whose start and stop need not be told. */
    private static final Map<String, SlaTarget> KNOWN = Stream.of(
                    SlaTarget.response(), SlaTarget.resolution(), SlaTarget.fulfilment())
            .collect(Collectors.toUnmodifiableMap(SlaTarget::metric, target -> target));

    private TargetJson() {}

    static Map<String, Object> write(SlaTarget target) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("metric", target.metric());
        Optional<SlaTarget> known = Optional.ofNullable(KNOWN.get(target.metric()));
        PolicyJson.put(
                object,
                "start",
                target.start().name(),
                known.map(each -> each.start().name()).orElse(""));
        PolicyJson.put(
                object,
                "stop",
                target.stop().name(),
                known.map(each -> each.stop().name()).orElse(""));
        PolicyJson.put(object, "since", target.since(), Since.EVENT);
        PolicyJson.put(object, "cancelledBy", PolicyJson.sorted(target.cancelledBy()));
        PolicyJson.put(object, "resetBy", PolicyJson.sorted(target.resetBy()));
        Map<String, String> within = new LinkedHashMap<>();
        target.byPriority().forEach((priority, promise) -> within.put(priority.name(), promise.text()));
        target.otherwise().ifPresent(promise -> within.put(OTHERWISE, promise.text()));
        PolicyJson.put(object, "within", within, Map.of());
        PolicyJson.put(
                object,
                "thresholds",
                target.thresholds().stream().map(TargetJson::write).toList());
        return object;
    }

    private static Map<String, Object> write(Threshold threshold) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", threshold.label());
        PolicyJson.put(
                object,
                "do",
                threshold.escalations().stream().map(EscalationJson::write).toList());
        return object;
    }

    static SlaTarget read(JsonPart part) {
        part.only(KEYS);
        String metric = part.required("metric").text();
        Optional<SlaTarget> known = Optional.ofNullable(KNOWN.get(metric));
        SlaEvent start = known.isPresent() && part.optional("start").isEmpty()
                ? known.get().start()
                : event(part.required("start"));
        SlaEvent stop = known.isPresent() && part.optional("stop").isEmpty()
                ? known.get().stop()
                : event(part.required("stop"));
        SlaTarget target = part.make(() -> SlaTarget.custom(metric, start, stop));
        target = part.with("since", target, (made, each) -> made.since(each.one(Since.class)));
        target = part.withEach("cancelledBy", target, (made, each) -> made.cancelledBy(event(each)));
        target = part.withEach("resetBy", target, (made, each) -> made.resetBy(event(each)));
        target = part.with("within", target, TargetJson::promising);
        return JsonPart.withAll(part.list("thresholds"), target, (made, each) -> made.threshold(threshold(each)));
    }

    private static SlaEvent event(JsonPart part) {
        return part.make(() -> new SlaEvent(part.text()));
    }

    private static SlaTarget promising(SlaTarget target, JsonPart within) {
        within.only(PROMISED);
        SlaTarget promising = within.with(OTHERWISE, target, (made, each) -> made.promise(Promise.of(each.text())));
        for (Priority priority : Priority.values()) {
            promising = within.with(
                    priority.name(), promising, (made, each) -> made.promise(priority, Promise.of(each.text())));
        }
        return promising;
    }

    private static Threshold threshold(JsonPart part) {
        part.only(List.of("at", "do"));
        JsonPart at = part.required("at");
        List<Escalation> escalations =
                part.list("do").stream().map(EscalationJson::read).toList();
        return at.make(() -> new Threshold(at.text(), escalations));
    }
}
