package org.itsm4j.bpmn.internal.condition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.bpmn.internal.condition.Condition.Operand;

/** Conditions made simpler without another meaning: the action put in, what is certain left out, negations at the leaves. */
public final class Reduction {
    /** Always holds. */
    public static final Condition TRUE = new Condition.Is(new Operand.Literal(true));
    /** Never holds. */
    public static final Condition FALSE = new Condition.Is(new Operand.Literal(false));

    private Reduction() {}

    /** A condition when the action is known. */
    static Condition of(Condition condition, String action) {
        if (condition instanceof Condition.And and) {
            return and(and.parts().stream().map(part -> of(part, action)).toList());
        }
        if (condition instanceof Condition.Or or) {
            return or(or.parts().stream().map(part -> of(part, action)).toList());
        }
        if (condition instanceof Condition.Not not) {
            return not(of(not.part(), action));
        }
        if (condition instanceof Condition.Is is) {
            return folded(new Condition.Is(given(is.operand(), action)));
        }
        if (condition instanceof Condition.In in) {
            return folded(new Condition.In(given(in.operand(), action), in.values()));
        }
        Condition.Comparison comparison = (Condition.Comparison) condition;
        return folded(new Condition.Comparison(
                given(comparison.left(), action), comparison.operator(), given(comparison.right(), action)));
    }

    private static Operand given(Operand operand, String action) {
        return operand instanceof Operand.Name name && name.name().equals(Facts.ACTION)
                ? new Operand.Literal(action)
                : operand;
    }

    private static Condition folded(Condition leaf) {
        if (!leaf.names().isEmpty()) {
            return leaf;
        }
        return leaf.test(Facts.NOTHING) == Truth.TRUE ? TRUE : FALSE;
    }

    /**
     * @param parts some conditions
     * @return all of them
     */
    public static Condition and(List<Condition> parts) {
        Set<Condition> all = new LinkedHashSet<>();
        for (Condition part : parts) {
            all.addAll(part instanceof Condition.And and ? and.parts() : List.of(part));
        }
        all.remove(TRUE);
        if (all.contains(FALSE)) {
            return FALSE;
        }
        return all.isEmpty() ? TRUE : all.size() == 1 ? all.iterator().next() : new Condition.And(List.copyOf(all));
    }

    /**
     * @param parts some conditions
     * @return any of them
     */
    public static Condition or(List<Condition> parts) {
        Set<Condition> any = new LinkedHashSet<>();
        for (Condition part : parts) {
            any.addAll(part instanceof Condition.Or or ? or.parts() : List.of(part));
        }
        any.remove(FALSE);
        if (any.contains(TRUE)) {
            return TRUE;
        }
        return any.isEmpty() ? FALSE : any.size() == 1 ? any.iterator().next() : new Condition.Or(List.copyOf(any));
    }

    /**
     * @param condition a condition
     * @return the opposite, with negations at the leaves only
     */
    public static Condition not(Condition condition) {
        if (condition instanceof Condition.And and) {
            return or(and.parts().stream().map(Reduction::not).toList());
        }
        if (condition instanceof Condition.Or or) {
            return and(or.parts().stream().map(Reduction::not).toList());
        }
        if (condition instanceof Condition.Not not) {
            return not.part();
        }
        return condition.equals(TRUE) ? FALSE : condition.equals(FALSE) ? TRUE : new Condition.Not(condition);
    }

    /**
     * @param condition a condition
     * @return its tests, without what combines them
     */
    public static List<Condition> leaves(Condition condition) {
        List<Condition> leaves = new ArrayList<>();
        collect(condition, leaves);
        return leaves;
    }

    private static void collect(Condition condition, List<Condition> leaves) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> collect(part, leaves));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> collect(part, leaves));
        } else if (condition instanceof Condition.Not not) {
            collect(not.part(), leaves);
        } else {
            leaves.add(condition);
        }
    }

    /**
     * @param condition of a flow; one that it does not have always holds
     * @param action the action
     * @return the condition when the action is known
     */
    public static Condition of(Optional<Condition> condition, String action) {
        return condition.map(it -> of(it, action)).orElse(TRUE);
    }
}
