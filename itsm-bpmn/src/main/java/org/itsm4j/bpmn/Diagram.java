package org.itsm4j.bpmn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.itsm4j.bpmn.internal.check.WholeCheck;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Source;
import org.itsm4j.bpmn.internal.picture.Picture;

/**
 * A BPMN 2.0 diagram of a lifecycle, read and found harmless. Immutable and thread-safe.
 *
 * <p>A user task is a stage at which a ticket waits; it says which state of the contract it means:
 *
 * <pre>{@code
 * <userTask id="vendorReview" name="Vendor review">
 *   <extensionElements><itsm:stage state="IN_PROGRESS"/></extensionElements>
 * </userTask>
 * }</pre>
 *
 * An end event says it the same way. A sub-process so marked is a stage with tasks in it. A flow out of a stage has a condition that names its action, such as {@code ${action
 * == 'resolve'}} or {@code ${action == 'resolve' and priority in ('P1', 'P2')}}; what else it may read are the facts of the
 * contract. An exclusive gateway chooses by such conditions and has a default flow. A boundary timer on a stage gives an
 * action as the system after a duration, and says which: {@code <itsm:timer action="close"/>}. A service task names code of
 * the host: {@code <itsm:step handler="orderPart"/>}. The namespace of the markers is {@code http://itsm4j.org/bpmn}. Whatever else
 * BPMN and engines know, scripts, listeners, classes, is refused.
 */
public final class Diagram {
    private static final Pattern LIFECYCLE = Pattern.compile("[a-zA-Z-]{1,40}");

    private final Source source;

    private Diagram(Source source) {
        this.source = source;
    }

    /**
     * Reads a diagram and finds it harmless. It is compared with its contract, and with the steps that the host has, by
     * {@link DiagramCheck}, and when {@link FlowableWorkflow} opens.
     *
     * @param bytes the file, in UTF-8; up to 1 MiB, 500 elements and 255 characters an id
     * @return the diagram
     * @throws DiagramRefusedException if it is not BPMN, has something that is not allowed, or does not hang together; it has
     *     all findings
     */
    public static Diagram of(byte[] bytes) {
        byte[] copy = bytes.clone();
        WholeCheck.Verdict verdict = WholeCheck.first().read(copy);
        if (verdict.model().isEmpty() || verdict.isRefused()) {
            throw new DiagramRefusedException(verdict.model().map(Model::id).orElse(""), Finding.of(verdict.found()));
        }
        return new Diagram(new Source(verdict.model().get(), copy));
    }

    /** Reads a diagram that passed the gate when it was deployed, whatever has become of the rules since. */
    static Diagram kept(byte[] bytes) {
        return new Diagram(Source.kept(bytes));
    }

    /** @return the diagram of incidents that comes with the library */
    public static Diagram incident() {
        return shipped("incident").orElseThrow();
    }

    /** @return the diagram of problems that comes with the library */
    public static Diagram problem() {
        return shipped("problem").orElseThrow();
    }

    /**
     * @param lifecycle the name of a contract, such as {@code incident}
     * @return its diagram that comes with the library; empty if there is none
     */
    public static Optional<Diagram> shipped(String lifecycle) {
        if (!LIFECYCLE.matcher(lifecycle).matches()) { // it becomes the name of a file
            return Optional.empty();
        }
        try (InputStream file = Diagram.class.getResourceAsStream(lifecycle + ".bpmn")) {
            return file == null ? Optional.empty() : Optional.of(of(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the id of its process, such as {@code itsm-incident} */
    public String id() {
        return source.model().id();
    }

    /** @return the name of its process, for people */
    public String name() {
        return source.model().name();
    }

    /** @return where a ticket can stand, in the order of the file; not the ends of what runs beside a stage */
    public List<Stage> stages() {
        return source.model().stands().stream()
                .map(stand -> new Stage(stand.id(), stand.name(), stand.state(), stand instanceof Node.End))
                .toList();
    }

    /** @return its flows, in the order of the file */
    public List<Flow> flows() {
        return source.model().flows().stream()
                .map(flow -> new Flow(flow.id(), flow.name(), flow.from(), flow.to(), flow.text()))
                .toList();
    }

    /** @return the file as it was given, with its picture */
    public byte[] bytes() {
        return source.file().clone();
    }

    /**
     * Draws it as SVG.
     *
     * @return see {@link #toSvg(Overlay)}
     * @throws org.itsm4j.error.ConfigurationException if its file does not say where elements lie
     */
    public String toSvg() {
        return toSvg(Overlay.none());
    }

    /**
     * Draws it as SVG, where its modeller put shapes and flows (diagram interchange); what has no place there is left out.
     * The text is an SVG document that stands alone, and fits into an HTML page as it is, several on one page too: it has no
     * ids, scripts, handlers or references to other files. Shapes and flows have classes, and their id as {@code data-id}.
     * The same diagram and overlay give the same text.
     *
     * @param overlay what to tell besides the diagram
     * @return the SVG element, without an XML declaration
     * @throws IllegalArgumentException if the overlay names what the diagram does not have
     * @throws org.itsm4j.error.ConfigurationException if its file does not say where elements lie, or says it with what is
     *     not a number
     */
    public String toSvg(Overlay overlay) {
        return Picture.svg(MarkupReader.read(source.file()), overlay.layer());
    }

    Source source() {
        return source;
    }

    @Override
    public String toString() {
        return "Diagram " + id();
    }

    /**
     * Where a ticket can stand.
     *
     * @param id the id of the element
     * @param name its name, for people; the id if it has none
     * @param state the state of the contract that it means
     * @param ends whether a ticket is done there
     */
    public record Stage(String id, String name, Optional<String> state, boolean ends) {}

    /**
     * A flow.
     *
     * @param id the id of the element
     * @param name its name, for people; may be empty
     * @param from the id of the element it leaves
     * @param to the id of the element it enters
     * @param condition when it is taken, as written
     */
    public record Flow(String id, String name, String from, String to, Optional<String> condition) {}
}
