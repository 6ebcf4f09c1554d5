package org.itsm4j.bpmn.internal.model;

import static org.itsm4j.bpmn.internal.model.Vocabulary.BPMN;
import static org.itsm4j.bpmn.internal.model.Vocabulary.BPMN_DI;
import static org.itsm4j.bpmn.internal.model.Vocabulary.ITSM;
import static org.itsm4j.bpmn.internal.model.Vocabulary.bpmn;
import static org.itsm4j.bpmn.internal.model.Vocabulary.folded;
import static org.itsm4j.bpmn.internal.model.Vocabulary.vendor;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.xml.namespace.QName;
import org.itsm4j.bpmn.internal.Quote;

/**
 * Holds what {@link ModelReader} makes nothing of, but people see, to the rules of what it reads: ids, names, values of
 * markers, and references. A lane with the id of a task, or a pool whose name reads backwards, would tell them of another
 * process than the one that runs.
 */
final class UnreadParts {
    private static final QName ID = new QName("id");

    private final Findings findings;
    /** What the other looks at. */
    private final Set<Markup> read = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<String> ids = new HashSet<>();
    private final Set<String> processes = new HashSet<>();

    private UnreadParts(Findings findings) {
        this.findings = findings;
    }

    static void check(Markup root, Findings findings) {
        UnreadParts parts = new UnreadParts(findings);
        root.children(bpmn("process")).forEach(it -> parts.processes.add(it.attribute("id")));
        root.children(bpmn("process")).stream().limit(1).forEach(parts::read);
        parts.names(root, root);
        parts.ids.remove("");
        parts.references(root);
    }

    private void read(Markup owner) {
        mark(owner);
        owner.children().stream().filter(ModelReader::isRead).forEach(child -> {
            if (child.is(bpmn("subProcess"))) {
                read(child);
            } else {
                mark(child);
            }
        });
    }

    private void mark(Markup element) {
        read.add(element);
        ids.add(element.attribute("id"));
    }

    /**
     * @param element what to look at, and into
     * @param owner the element of BPMN that it belongs to
     */
    private void names(Markup element, Markup owner) {
        String namespace = element.name().getNamespaceURI();
        if (!read.contains(element)) {
            if (namespace.equals(BPMN) && element.attributes().containsKey(ID)) {
                id(element);
            }
            if (!namespace.equals(ITSM)) {
                Names.name(element, findings);
            }
            if (element.is(bpmn("categoryValue"))) {
                Names.name(element, "value", findings);
            }
        }
        element.attributes().forEach((name, value) -> value(element, name, value, owner));
        if (element.is(bpmn("text")) && !Names.readsAsItIs(element.text())) {
            // pictures leave them out
            findings.warning(Rule.BIDI_CONTROL, owner, "the text of " + owner.label() + Names.HOLDS_CONTROLS);
        }
        boolean owns = namespace.equals(BPMN) && !element.is(bpmn("extensionElements")) && !element.is(bpmn("text"));
        element.children().forEach(child -> names(child, owns ? element : owner));
    }

    private void id(Markup element) {
        Names.id(element, "id", findings)
                .filter(id -> !ids.add(id))
                .ifPresent(id -> findings.error(
                        Rule.DUPLICATE_ID,
                        element,
                        "the id of " + element.label() + " is that of another element: " + Quote.of(id)));
    }

    private void value(Markup element, QName name, String value, Markup owner) {
        boolean marks =
                element.name().getNamespaceURI().equals(ITSM) || folded(name).equals(vendor(name.getLocalPart()));
        if (marks && !Names.readsAsItIs(value)) {
            boolean own = element.name().getNamespaceURI().equals(BPMN);
            findings.error(
                    Rule.BIDI_CONTROL,
                    own ? element : owner,
                    "the " + Quote.of(name.getLocalPart()) + " of " + element.label()
                            + (own ? "" : " of " + owner.label()) + Names.HOLDS_CONTROLS);
        }
    }

    private void references(Markup element) {
        for (Markup child : element.children()) {
            if (child.is(bpmn("flowNodeRef")) && !ids.contains(child.text())) {
                dangling(element, "flowNodeRef", child.text());
            }
            references(child);
        }
        if (element.is(bpmn("association"))) {
            reference(element, "sourceRef", ids);
            reference(element, "targetRef", ids);
        } else if (element.is(bpmn("participant"))
                && !element.attribute("processRef").isEmpty()) {
            reference(element, "processRef", processes);
        } else if (element.is(bpmn("group"))) {
            drawn(element, "categoryValueRef");
        } else if (element.name().getNamespaceURI().equals(BPMN_DI)) {
            drawn(element, "bpmnElement");
        }
    }

    private void reference(Markup element, String attribute, Set<String> known) {
        if (!known.contains(element.attribute(attribute))) {
            dangling(element, attribute, element.attribute(attribute));
        }
    }

    private void dangling(Markup element, String reference, String to) {
        findings.error(
                Rule.DANGLING_REFERENCE,
                element,
                () -> "the " + reference + " of " + element.label()
                        + (to.isEmpty() ? " leads nowhere" : " leads to " + Quote.of(to) + ", which is not there"));
    }

    /** Whatever was deleted may have left its picture behind; nothing comes of it. */
    private void drawn(Markup element, String attribute) {
        String to = element.attribute(attribute);
        if (!to.isEmpty() && !ids.contains(to)) {
            findings.warning(
                    Rule.NO_EFFECT,
                    element,
                    "the " + attribute + " of " + element.label() + " leads to " + Quote.of(to)
                            + ", which is not there");
        }
    }
}
