package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Tickets, as far as policies tell them apart: in each dimension those of some values. Never empty; its sides are not changed.
 *
 * @param sides the values, in the order of {@link Dimension}
 */
record Box(List<BitSet> sides) {
    BitSet side(Dimension dimension) {
        return sides.get(dimension.ordinal());
    }

    boolean meets(Box other) {
        for (int i = 0; i < sides.size(); i++) {
            if (!sides.get(i).intersects(other.sides.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** @return what is in both */
    Optional<Box> and(Box other) {
        if (!meets(other)) {
            return Optional.empty();
        }
        List<BitSet> both = new ArrayList<>(sides.size());
        for (int i = 0; i < sides.size(); i++) {
            both.add(and(sides.get(i), other.sides.get(i)));
        }
        return Optional.of(new Box(both));
    }

    /** @return what is in both, if the dimension has only these values */
    Optional<Box> and(Dimension dimension, BitSet values) {
        BitSet side = and(side(dimension), values);
        return side.isEmpty() ? Optional.empty() : Optional.of(with(dimension.ordinal(), side));
    }

    private Box with(int dimension, BitSet side) {
        List<BitSet> changed = new ArrayList<>(sides);
        changed.set(dimension, side);
        return new Box(changed);
    }

    /** @return what is in this and not in the other, as boxes that do not meet */
    List<Box> minus(Box other) {
        if (!meets(other)) {
            return List.of(this);
        }
        List<Box> rest = new ArrayList<>();
        Box left = this;
        for (int i = 0; i < sides.size(); i++) {
            BitSet outside = (BitSet) left.sides.get(i).clone();
            outside.andNot(other.sides.get(i));
            if (!outside.isEmpty()) {
                rest.add(left.with(i, outside));
                left = left.with(i, and(left.sides.get(i), other.sides.get(i)));
            }
        }
        return rest;
    }

    private static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    /** @return how much work it is to look at it */
    long size() {
        long size = 8;
        for (BitSet side : sides) {
            size += side.length() / Long.SIZE;
        }
        return size;
    }
}
