package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.itsm4j.internal.Findings;

/**
 * The values of a dimension, as far as some policies tell them apart: those that the same policies are for are one point. Where
 * names are free the first point is all that no policy names, nothing included.
 */
final class Axis {
    private final Dimension dimension;
    private final List<String> points = new ArrayList<>();
    private final List<BitSet> sides = new ArrayList<>();
    private final BitSet whole = new BitSet();

    Axis(Dimension dimension, List<SlaPolicy> policies) {
        this.dimension = dimension;
        Map<String, BitSet> policiesOf = new LinkedHashMap<>();
        dimension.all().forEach(value -> policiesOf.put(value, new BitSet()));
        for (int i = 0; i < policies.size(); i++) {
            for (String value : dimension.condition(policies.get(i))) {
                policiesOf.computeIfAbsent(value, any -> new BitSet()).set(i);
            }
            sides.add(new BitSet());
        }
        Map<BitSet, Integer> known = new LinkedHashMap<>();
        if (isOpen()) {
            points.add("");
        }
        policiesOf.forEach((value, naming) -> {
            BitSet covering = covering(value, policiesOf);
            Integer point = isOpen() ? known.get(covering) : null;
            if (point == null) {
                int next = points.size();
                points.add(value);
                known.put(covering, next);
                covering.stream().forEach(policy -> sides.get(policy).set(next));
            }
        });
        whole.set(0, points.size());
        sides.forEach(side -> {
            if (side.isEmpty()) {
                side.or(whole);
            }
        });
    }

    /** @return which policies are for the value: those that name it, or a category above it */
    private BitSet covering(String value, Map<String, BitSet> policiesOf) {
        BitSet covering = (BitSet) policiesOf.getOrDefault(value, new BitSet()).clone();
        if (dimension == Dimension.CATEGORY) {
            for (int slash = value.lastIndexOf('/'); slash >= 0; slash = value.lastIndexOf('/', slash - 1)) {
                covering.or(policiesOf.getOrDefault(value.substring(0, slash), new BitSet()));
            }
        }
        return covering;
    }

    private boolean isOpen() {
        return dimension.all().isEmpty();
    }

    BitSet whole() {
        return whole;
    }

    BitSet side(int policy) {
        return sides.get(policy);
    }

    int point(String value) {
        return points.indexOf(value);
    }

    /** @return a value of the side; empty for one that no policy names */
    String example(BitSet side) {
        return points.get(side.nextSetBit(0));
    }

    /** @return which values they are, such as {@code service webshop}; empty if all */
    String words(BitSet side) {
        if (side.equals(whole)) {
            return "";
        }
        if (isOpen()) {
            return side.get(0)
                    ? "any other " + dimension.word()
                    : dimension.word() + " " + Findings.shown(points.get(side.nextSetBit(0)));
        }
        return dimension.word() + " "
                + String.join(" or ", side.stream().mapToObj(points::get).toList());
    }
}
