package org.itsm4j.problem;

import java.util.Objects;

/**
 * What the search for a cause has found so far, as data. Immutable. All texts have up to {@link #TEXT} characters, a tree
 * up to {@link #NODES} nodes on {@link #DEPTH} levels, and the whole up to {@link #JSON} characters as JSON.
 */
public sealed interface RootCauseAnalysis permits FiveWhys, Fishbone, IsIsNot, EventSequence, FaultTree {
    /** The most characters of one text. */
    int TEXT = 1_000;
    /** The most nodes: answers, causes, events, gates. */
    int NODES = 200;
    /** The most levels of a tree. */
    int DEPTH = 8;
    /** The most characters of the whole, as JSON. */
    int JSON = 200_000;

    /** @return the technique it belongs to */
    RcaTechnique technique();

    /**
     * @return whether it has what a root cause can be read from, such as an answer that is marked as the root; a known error
     *     can be declared only then
     */
    boolean isConclusive();

    /** @return it as JSON, always the same for the same analysis; {@link #parse} reads it */
    default String toJson() {
        return AnalysisJson.write(this);
    }

    /** @return it as indented plain text, for mails and tickets; lines end with a line feed */
    default String toText() {
        return AnalysisText.of(this);
    }

    /** @return it as a Mermaid flowchart; whatever a text holds is shown as text and never read as Mermaid */
    default String toMermaid() {
        return AnalysisMermaid.of(this);
    }

    /**
     * @param json what {@link #toJson()} has said
     * @return the analysis
     * @throws org.itsm4j.error.InvalidInputException if it is none
     */
    static RootCauseAnalysis parse(String json) {
        return AnalysisJson.read(Objects.requireNonNull(json, "json"));
    }
}
