package org.itsm4j.bpmn.internal.model;

import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;
import static org.itsm4j.bpmn.internal.model.Vocabulary.folded;
import static org.itsm4j.bpmn.internal.model.Vocabulary.vendor;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.itsm4j.bpmn.internal.Quote;

/** What the extension elements and vendor attributes of an element say. */
public final class Markers {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}");
    private static final Pattern RETRY = Pattern.compile("R(\\d{1,2})/(P.{1,20})");
    /** What modellers write and only they read, or what says that nothing is different. */
    private static final Set<String> EDITORS = Set.of(
            "modelerTemplate",
            "modelerTemplateVersion",
            "modelerTemplateIcon",
            "diagramRelationId",
            "async",
            "asyncBefore");

    private static final QName RETRIES = vendor("failedJobRetryTimeCycle");
    private static final int MOST_TRIES = 20;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final Markup element;
    private final Findings findings;
    private final List<Markup> extensions;

    Markers(Markup element, Findings findings) {
        this.element = element;
        this.findings = findings;
        extensions = element.children(bpmn("extensionElements")).stream()
                .flatMap(it -> it.children().stream())
                .toList();
        fit();
    }

    /**
     * @param element an element of a diagram
     * @return what its markers say, as far as they can be read; what is wrong with them is told where the diagram is checked
     */
    public static Markers of(Markup element) {
        return new Markers(element, new Findings());
    }

    private void fit() {
        List<Marker> fitting = Marker.on(element.name().getLocalPart());
        for (Markup marker : extensions) {
            String local = marker.name().getLocalPart();
            boolean ours = marker.name().getNamespaceURI().equals(Vocabulary.ITSM);
            if (ours && Marker.of(marker.name()).filter(fitting::contains).isEmpty()) {
                findings.error(
                        Rule.MARKER,
                        marker,
                        "the marker <itsm:" + Quote.of(local) + "> says nothing on " + element.label() + "; fitting: "
                                + fitting.stream().map(Marker::local).sorted().toList());
            }
            if (!ours
                    && folded(marker.name()).equals(RETRIES)
                    && extensions.stream()
                                    .filter(it -> folded(it.name()).equals(folded(marker.name())))
                                    .count()
                            > 1) {
                findings.error(Rule.RETRY, marker, element.label() + " has two retry policies");
            }
            if (folded(marker.name()).equals(RETRIES) && !element.is(bpmn("serviceTask"))) {
                findings.warning(Rule.NO_EFFECT, marker, "only steps are tried again, not " + element.label());
            }
            if (ours && extensions.stream().filter(it -> it.is(marker.name())).count() > 1) {
                findings.error(Rule.MARKER, marker, element.label() + " has <itsm:" + Quote.of(local) + "> twice");
            }
        }
        element.attributes().keySet().stream()
                .map(Vocabulary::folded)
                .filter(it -> it.equals(vendor(it.getLocalPart())) && isUnread(it.getLocalPart()))
                .forEach(it -> findings.warning(
                        Rule.NO_EFFECT,
                        element,
                        "the attribute " + it.getLocalPart() + " of " + element.label() + " has no effect here"));
    }

    /** A user task is a stage, or, in a sub-process, a task: markers of the other kind would not be read. */
    void misplaced(Set<Marker> strangers, boolean inside) {
        strangers.stream()
                .sorted()
                .flatMap(it -> find(it).stream())
                .forEach(marker -> findings.error(
                        Rule.MARKER,
                        marker,
                        "the marker <itsm:" + marker.name().getLocalPart() + "> says nothing on " + element.label()
                                + (inside ? ", a task in a stage" : ", which is a stage")));
    }

    private boolean isUnread(String attribute) {
        return element.is(bpmn("userTask"))
                && !EDITORS.contains(attribute)
                && (!attribute.equals("candidateGroups") || find(Marker.STAGE).isPresent());
    }

    Optional<String> state() {
        return find(Marker.STAGE).flatMap(it -> required(it, "state"));
    }

    Optional<String> approval() {
        return find(Marker.APPROVAL).flatMap(it -> required(it, "name"));
    }

    /** @return the group that does a task */
    public Optional<String> group() {
        return find(Marker.TASK)
                .map(it -> it.attribute("group"))
                .or(() -> vendorAttribute("candidateGroups"))
                .filter(it -> !it.isEmpty());
    }

    Optional<Markup> timer() {
        return find(Marker.TIMER);
    }

    /** @return the handler a step names; empty text if it names none that could be one */
    public String handler() {
        Optional<String> written = vendorAttribute("delegateExpression");
        Optional<String> marked = find(Marker.STEP)
                .filter(it -> written.isEmpty() || !it.attribute("handler").isEmpty())
                .flatMap(it -> required(it, "handler"));
        Optional<String> reference =
                written.map(REFERENCE::matcher).filter(Matcher::matches).map(it -> it.group(1));
        if (written.isPresent() && reference.isEmpty()) {
            findings.error(
                    Rule.EXPRESSION,
                    element,
                    "the delegateExpression of " + element.label()
                            + " is an expression that is not of the allowed grammar");
        }
        if (marked.isPresent() && reference.isPresent() && !marked.equals(reference)) {
            findings.error(Rule.STEP, element, element.label() + " names two steps");
        }
        Optional<String> handler = marked.or(() -> reference);
        if (handler.isEmpty() && written.isEmpty() && find(Marker.STEP).isEmpty()) {
            findings.error(Rule.STEP, element, element.label() + " names no step");
        }
        return handler.orElse("");
    }

    /** @return how a step in the background is tried again; empty for one that runs in the command's transaction */
    public Optional<Node.Retry> background() {
        boolean async = isOn("async") | isOn("asyncBefore"); // both are to be read
        Optional<String> marked =
                find(Marker.STEP).map(it -> it.attribute("retry")).filter(it -> !it.isEmpty());
        Optional<String> written = extensions.stream()
                .filter(it -> folded(it.name()).equals(RETRIES))
                .map(Markup::text)
                .findFirst();
        if (marked.isPresent() && written.isPresent()) {
            findings.error(Rule.RETRY, element, element.label() + " has two retry policies");
        }
        Optional<Node.Retry> read = marked.or(() -> written).flatMap(this::retry);
        if (!async && (marked.isPresent() || written.isPresent())) {
            findings.warning(
                    Rule.NO_EFFECT,
                    element,
                    element.label() + " is not tried again: it runs in the transaction of the command, not in the"
                            + " background");
        }
        return async ? Optional.of(read.orElse(Node.Retry.STANDARD)) : Optional.empty();
    }

    private boolean isOn(String attribute) {
        Optional<String> value = vendorAttribute(attribute);
        value.filter(it -> !it.equals("true") && !it.equals("false"))
                .ifPresent(it -> findings.error(
                        Rule.ATTRIBUTE,
                        element,
                        "the attribute " + attribute + " of " + element.label() + " is true or false, not "
                                + Quote.of(it)));
        return value.equals(Optional.of("true"));
    }

    private Optional<Node.Retry> retry(String text) {
        Matcher matcher = RETRY.matcher(text);
        if (matcher.matches()) {
            int tries = Integer.parseInt(matcher.group(1));
            try {
                Duration pause = Duration.parse(matcher.group(2));
                if (tries >= 1
                        && tries <= MOST_TRIES
                        && pause.compareTo(SHORTEST_PAUSE) >= 0
                        && pause.compareTo(LONGEST_PAUSE) <= 0) {
                    return Optional.of(new Node.Retry(tries, pause));
                }
            } catch (DateTimeParseException e) {
                findings.error(
                        Rule.RETRY, element, "the pause of the retry policy of " + element.label() + " is no duration");
                return Optional.empty();
            }
        }
        findings.error(
                Rule.RETRY, element, "the retry policy of " + element.label() + " is out of range: " + Quote.of(text));
        return Optional.empty();
    }

    private Optional<Markup> find(Marker marker) {
        return extensions.stream().filter(it -> it.is(marker.qName())).findFirst();
    }

    private Optional<String> vendorAttribute(String local) {
        return element.attributes().entrySet().stream()
                .filter(it -> folded(it.getKey()).equals(vendor(local)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Optional<String> required(Markup marker, String attribute) {
        String value = marker.attribute(attribute);
        if (value.isEmpty()) {
            findings.error(Rule.MARKER, marker, marker.label() + " needs the attribute " + attribute);
        }
        return Optional.of(value).filter(it -> !it.isEmpty());
    }
}
