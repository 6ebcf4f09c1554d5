package org.itsm4j.bpmn.internal.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A condition on a flow, parsed: the only code of a diagram. It reads the action and facts, compares and combines; it
 * cannot call anything.
 */
public sealed interface Condition {
    /**
     * @param facts what is known
     * @return whether it holds
     */
    Truth test(Facts facts);

    /**
     * Adds the names that it reads.
     *
     * @param names where to add them
     */
    void collect(Set<String> names);

    /** @return how many values it reads at most when it is tested */
    int size();

    /** @return the names that it reads */
    default Set<String> names() {
        Set<String> names = new TreeSet<>();
        collect(names);
        return names;
    }

    /** All of them. */
    record And(List<Condition> parts) implements Condition {
        /** Copies the parts. */
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth test(Facts facts) {
            Truth all = Truth.TRUE;
            for (Condition part : parts) {
                Truth one = part.test(facts);
                if (one == Truth.FALSE) {
                    return Truth.FALSE;
                }
                all = one == Truth.UNKNOWN ? Truth.UNKNOWN : all;
            }
            return all;
        }

        @Override
        public void collect(Set<String> names) {
            parts.forEach(part -> part.collect(names));
        }

        @Override
        public int size() {
            return parts.stream().mapToInt(Condition::size).sum();
        }
    }

    /** Any of them. */
    record Or(List<Condition> parts) implements Condition {
        /** Copies the parts. */
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth test(Facts facts) {
            Truth any = Truth.FALSE;
            for (Condition part : parts) {
                Truth one = part.test(facts);
                if (one == Truth.TRUE) {
                    return Truth.TRUE;
                }
                any = one == Truth.UNKNOWN ? Truth.UNKNOWN : any;
            }
            return any;
        }

        @Override
        public void collect(Set<String> names) {
            parts.forEach(part -> part.collect(names));
        }

        @Override
        public int size() {
            return parts.stream().mapToInt(Condition::size).sum();
        }
    }

    /** Not it. */
    record Not(Condition part) implements Condition {
        @Override
        public Truth test(Facts facts) {
            return part.test(facts).not();
        }

        @Override
        public void collect(Set<String> names) {
            part.collect(names);
        }

        @Override
        public int size() {
            return part.size();
        }
    }

    /** A fact or a literal that is itself true or false. A ticket that lacks the fact makes it false. */
    record Is(Operand operand) implements Condition {
        @Override
        public Truth test(Facts facts) {
            Facts.Reading reading = operand.read(facts);
            return reading.known() ? Truth.of(reading.value().equals(Optional.of(true))) : Truth.UNKNOWN;
        }

        @Override
        public void collect(Set<String> names) {
            operand.collect(names);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** Two values compared. An absent fact equals nothing, differs from everything, and is neither less nor more. */
    record Comparison(Operand left, Operator operator, Operand right) implements Condition {
        @Override
        public Truth test(Facts facts) {
            Facts.Reading a = left.read(facts);
            Facts.Reading b = right.read(facts);
            if (!a.known() || !b.known()) {
                return Truth.UNKNOWN;
            }
            if (a.value().isEmpty() || b.value().isEmpty()) {
                return Truth.of(operator == Operator.DIFFERS);
            }
            return Truth.of(operator.holds(a.value().get(), b.value().get()));
        }

        @Override
        public void collect(Set<String> names) {
            left.collect(names);
            right.collect(names);
        }

        @Override
        public int size() {
            return 2;
        }
    }

    /** One of several literals. */
    record In(Operand operand, List<Operand.Literal> values) implements Condition {
        /** Copies the values. */
        public In {
            values = List.copyOf(values);
        }

        @Override
        public Truth test(Facts facts) {
            Facts.Reading reading = operand.read(facts);
            if (!reading.known()) {
                return Truth.UNKNOWN;
            }
            if (reading.value().isPresent()) {
                Object one = reading.value().get();
                for (Operand.Literal value : values) {
                    if (Operator.EQUALS.holds(one, value.value())) {
                        return Truth.TRUE;
                    }
                }
            }
            return Truth.FALSE;
        }

        @Override
        public void collect(Set<String> names) {
            operand.collect(names);
        }

        @Override
        public int size() {
            return 1 + values.size();
        }
    }

    /** What is compared. */
    public sealed interface Operand {
        /**
         * @param facts what is known
         * @return its value, if it is known
         */
        Facts.Reading read(Facts facts);

        /**
         * Adds the names that it reads.
         *
         * @param names where to add them
         */
        void collect(Set<String> names);

        /** The action or a fact, by name. */
        record Name(String name) implements Operand {
            @Override
            public Facts.Reading read(Facts facts) {
                return facts.read(name);
            }

            @Override
            public void collect(Set<String> names) {
                names.add(name);
            }
        }

        /** A String, BigDecimal or Boolean. */
        record Literal(Object value, Facts.Reading reading) implements Operand {
            /**
             * @param value a String, BigDecimal or Boolean
             */
            public Literal(Object value) {
                this(value, new Facts.Reading(true, Optional.of(value)));
            }

            @Override
            public Facts.Reading read(Facts facts) {
                return reading;
            }

            @Override
            public void collect(Set<String> names) {
                // it reads nothing
            }
        }
    }

    /** How two values are compared. */
    public enum Operator {
        /** The same. */
        EQUALS("=="),
        /** Not the same. */
        DIFFERS("!="),
        /** Less. */
        LESS("<"),
        /** Less, or the same. */
        AT_MOST("<="),
        /** More. */
        MORE(">"),
        /** More, or the same. */
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /** @return whether it asks for an order, not only whether both are the same */
        public boolean orders() {
            return this != EQUALS && this != DIFFERS;
        }

        /** Values of different kinds are different, and neither is less. */
        boolean holds(Object left, Object right) {
            Object a = number(left);
            Object b = number(right);
            if (a.getClass() != b.getClass()) {
                return this == DIFFERS;
            }
            if (!orders()) {
                boolean same = a instanceof BigDecimal number ? number.compareTo((BigDecimal) b) == 0 : a.equals(b);
                return same == (this == EQUALS);
            }
            return a instanceof Comparable<?> && holds(compare(a, b));
        }

        private boolean holds(int order) {
            return switch (this) {
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
                case EQUALS, DIFFERS -> throw new IllegalStateException(name());
            };
        }

        private static Object number(Object value) {
            return value instanceof Integer || value instanceof Long
                    ? BigDecimal.valueOf(((Number) value).longValue())
                    : value;
        }

        @SuppressWarnings("unchecked") // both are of one class
        private static int compare(Object a, Object b) {
            return ((Comparable<Object>) a).compareTo(b);
        }
    }
}
