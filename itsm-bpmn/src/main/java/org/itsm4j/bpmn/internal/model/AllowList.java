package org.itsm4j.bpmn.internal.model;

import static org.itsm4j.bpmn.internal.model.Vocabulary.BPMN;
import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;
import static org.itsm4j.bpmn.internal.model.Vocabulary.folded;
import static org.itsm4j.bpmn.internal.model.Vocabulary.vendor;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.AllowedElements.Entry;
import org.itsm4j.bpmn.internal.model.AllowedElements.Text;

/**
 * Refuses every element, attribute and expression that is not in the table of {@link AllowedElements}. Names are compared
 * with their namespace, so that no prefix hides what Flowable would read under {@code flowable:}, {@code activiti:} or
 * {@code camunda:} alike. What is refused is looked into all the same: a file may hide a second thing under a first.
 */
public final class AllowList {
    private static final Entry NOTHING = new Entry(Set.of(), Set.of(), Set.of(), Text.NONE);

    /** The rule that speaks of an element that is refused, where it has one of its own. */
    private static final Map<String, Rule> ELEMENTS = Map.ofEntries(
            Map.entry("scriptTask", Rule.SCRIPT_TASK),
            Map.entry("script", Rule.SCRIPT_TASK),
            Map.entry("executionListener", Rule.LISTENER),
            Map.entry("taskListener", Rule.LISTENER),
            Map.entry("eventListener", Rule.LISTENER),
            Map.entry("field", Rule.FIELD),
            Map.entry("dataObject", Rule.DATA_OBJECT),
            Map.entry("dataObjectReference", Rule.DATA_OBJECT),
            Map.entry("dataStore", Rule.DATA_OBJECT),
            Map.entry("dataStoreReference", Rule.DATA_OBJECT),
            Map.entry("property", Rule.DATA_OBJECT),
            Map.entry("itemDefinition", Rule.DATA_OBJECT),
            Map.entry("callActivity", Rule.CALL_ACTIVITY),
            Map.entry("transaction", Rule.SUB_PROCESS),
            Map.entry("adHocSubProcess", Rule.SUB_PROCESS),
            Map.entry("compensateEventDefinition", Rule.COMPENSATION),
            Map.entry("error", Rule.UNCAUGHT_ERROR),
            Map.entry("errorEventDefinition", Rule.UNCAUGHT_ERROR),
            Map.entry("message", Rule.EVENT_DEFINITION),
            Map.entry("signal", Rule.EVENT_DEFINITION),
            Map.entry("escalation", Rule.EVENT_DEFINITION),
            Map.entry("standardLoopCharacteristics", Rule.MULTI_INSTANCE),
            Map.entry("loopDataInputRef", Rule.MULTI_INSTANCE),
            Map.entry("completionCondition", Rule.MULTI_INSTANCE),
            Map.entry("potentialStarter", Rule.STARTER),
            Map.entry("sendTask", Rule.SERVICE_TASK_TYPE),
            Map.entry("businessRuleTask", Rule.SERVICE_TASK_TYPE),
            Map.entry("connector", Rule.SERVICE_TASK_TYPE));

    private static final Map<String, Rule> ATTRIBUTES = Map.ofEntries(
            Map.entry("class", Rule.CLASS),
            Map.entry("className", Rule.CLASS),
            Map.entry("expression", Rule.EXPRESSION),
            Map.entry("resultVariable", Rule.EXPRESSION),
            Map.entry("resultVariableName", Rule.EXPRESSION),
            Map.entry("skipExpression", Rule.SKIP_EXPRESSION),
            Map.entry("type", Rule.SERVICE_TASK_TYPE),
            Map.entry("operationRef", Rule.SERVICE_TASK_TYPE),
            Map.entry("candidateStarterUsers", Rule.STARTER),
            Map.entry("candidateStarterGroups", Rule.STARTER),
            Map.entry("isForCompensation", Rule.COMPENSATION),
            Map.entry("async", Rule.ASYNCHRONOUS),
            Map.entry("asyncBefore", Rule.ASYNCHRONOUS),
            Map.entry("asyncAfter", Rule.ASYNCHRONOUS),
            Map.entry("asyncLeave", Rule.ASYNCHRONOUS),
            Map.entry("delegateExpression", Rule.STEP),
            Map.entry("collection", Rule.MULTI_INSTANCE),
            Map.entry("elementVariable", Rule.MULTI_INSTANCE));

    private static final Set<QName> UNREAD = Set.of(bpmn("definitions"), bpmn("process"), bpmn("collaboration"));

    /** What an engine would heed, and nobody does here; {@code Markers} speaks of those of user tasks. */
    private static final Set<QName> UNHEEDED = Set.of(
            vendor("formFieldValidation"), vendor("initiator"), vendor("isStartableInTasklist"), vendor("jobPriority"));

    private static final Set<QName> LANGUAGE =
            Set.of(new QName(XMLConstants.XML_NS_URI, "lang"), new QName(XMLConstants.XML_NS_URI, "space"));

    /** Values that the reader of the element judges. */
    private static final Set<QName> JUDGED = Set.of(vendor("delegateExpression"));

    private final Findings findings;

    private AllowList(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param root a file
     * @param findings where to put what is not allowed
     */
    public static void check(Markup root, Findings findings) {
        if (!root.is(bpmn("definitions"))) {
            throw new Findings.Unreadable(
                    Rule.NOT_BPMN, root.line(), root.label() + " is not BPMN 2.0: <definitions> is expected");
        }
        new AllowList(findings).element(root);
        UnreadParts.check(root, findings);
    }

    private void element(Markup element) {
        QName name = folded(element.name());
        Entry entry = AllowedElements.all().getOrDefault(name, NOTHING);
        attributes(element, entry);
        text(element, entry);
        for (Markup child : element.children()) {
            child(element, child, entry);
            documentation(element, child);
            element(child);
        }
    }

    /** An engine evaluates the documentation of a task when it makes the task; that of a process never. */
    private void documentation(Markup element, Markup child) {
        if (child.is(bpmn("documentation"))
                && !UNREAD.contains(element.name())
                && Names.holdsExpression(child.text())) {
            findings.error(Rule.EXPRESSION, element, () -> "an expression in the documentation of " + element.label());
        }
    }

    private void child(Markup element, Markup child, Entry entry) {
        if (entry.children().contains(folded(child.name())) || isEmptyExtension(child, entry)) {
            return;
        }
        if (isForeign(child.name())) {
            findings.error(
                    Rule.FOREIGN_ELEMENT,
                    child,
                    () -> "a foreign element, " + shown(child.name()) + ", in " + element.label());
            return;
        }
        String local = child.name().getLocalPart();
        Rule rule =
                ELEMENTS.getOrDefault(local, local.endsWith("EventDefinition") ? Rule.EVENT_DEFINITION : Rule.ELEMENT);
        findings.error(
                rule,
                child,
                () -> child.label() + " is not allowed in " + element.label() + called(element, child) + "; allowed: "
                        + locals(entry.children()));
    }

    /** Editors leave it behind where they took something out. */
    private static boolean isEmptyExtension(Markup child, Entry entry) {
        return entry != NOTHING
                && child.is(bpmn("extensionElements"))
                && child.children().isEmpty();
    }

    private static String called(Markup parent, Markup child) {
        String called = child.attribute("calledElement");
        if (called.isEmpty()) {
            return "";
        }
        boolean itself = called.equals(parent.attribute("id"));
        return itself
                ? ": a recursion, the calledElement is this very process"
                : ": the calledElement " + Quote.of(called) + " is not ours";
    }

    /** Neither BPMN, its interchange and ours, nor what Flowable reads. */
    private static boolean isForeign(QName name) {
        return !folded(name).equals(vendor(name.getLocalPart()))
                && !name.getNamespaceURI().equals(BPMN)
                && !AllowedElements.namespaces().contains(name.getNamespaceURI());
    }

    private void attributes(Markup element, Entry entry) {
        if (element.attributes().size() > 1) {
            twice(element);
        }
        element.attributes().forEach((name, value) -> {
            boolean allowed = isAllowed(element, name, value, entry);
            Rule rule = rule(name);
            boolean known = entry != NOTHING || rule != Rule.ATTRIBUTE;
            if (!allowed && known) { // of an element that is refused itself, only what has a rule of its own
                findings.error(
                        rule,
                        element,
                        () -> "the attribute " + shown(name) + " of " + element.label() + " is not allowed; allowed: "
                                + locals(entry.attributes()));
            }
            if (allowed && UNHEEDED.contains(folded(name)) && !element.is(bpmn("userTask"))) {
                findings.warning(
                        Rule.NO_EFFECT,
                        element,
                        "the attribute " + shown(name) + " of " + element.label() + " has no effect here");
            }
            if (Names.holdsExpression(value) && !(allowed && JUDGED.contains(folded(name)))) {
                boolean isName = name.getLocalPart().equals("name");
                findings.error(
                        isName ? Rule.EXPRESSION_IN_NAME : Rule.EXPRESSION,
                        element,
                        () -> isName
                                ? "an expression in the name of " + element.label()
                                : "an expression in the attribute " + shown(name) + " of " + element.label());
            }
        });
    }

    private void twice(Markup element) {
        Set<QName> seen = new HashSet<>();
        element.attributes().keySet().stream()
                .filter(name -> !seen.add(folded(name)))
                .forEach(name -> findings.error(
                        Rule.ATTRIBUTE,
                        element,
                        () -> "the attribute " + shown(name) + " of " + element.label()
                                + " is there twice, under namespaces that mean the same"));
    }

    /** A marker has no language: whoever reads it takes all its attributes. */
    private static boolean isAllowed(Markup element, QName name, String value, Entry entry) {
        return entry.attributes().contains(folded(name))
                || value.equals("false") && entry.off().contains(folded(name))
                || LANGUAGE.contains(name) && Marker.of(element.name()).isEmpty();
    }

    /** Of the schema's own attributes no engine makes anything. */
    private static Rule rule(QName attribute) {
        return attribute.getNamespaceURI().equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
                ? Rule.ATTRIBUTE
                : ATTRIBUTES.getOrDefault(attribute.getLocalPart(), Rule.ATTRIBUTE);
    }

    private void text(Markup element, Entry entry) {
        if (entry.text() == Text.NONE && !element.text().isEmpty()) {
            findings.error(Rule.TEXT, element, () -> "text in " + element.label() + " is not allowed");
        }
        if (entry.text() != Text.ANY && Names.holdsExpression(element.text())) {
            findings.error(
                    Rule.EXPRESSION, element, () -> "an expression, not of the allowed grammar, in " + element.label());
        }
    }

    private static String shown(QName name) {
        return (name.getNamespaceURI().isEmpty() ? "" : "{" + Quote.of(name.getNamespaceURI()) + "}")
                + Quote.of(name.getLocalPart());
    }

    private static Set<String> locals(Set<QName> names) {
        return names.stream().map(QName::getLocalPart).collect(Collectors.toCollection(TreeSet::new));
    }
}
