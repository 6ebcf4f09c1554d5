package org.itsm4j.bpmn.internal.diff;

import java.util.List;
import java.util.Map;
import org.itsm4j.bpmn.internal.condition.Cases;
import org.itsm4j.bpmn.internal.condition.Domains;
import org.itsm4j.bpmn.internal.condition.FactTypes;
import org.itsm4j.bpmn.internal.model.Source;
import org.itsm4j.lifecycle.Terms;

/** Compares two diagrams of a lifecycle in every respect. */
public final class Differences {
    private Differences() {}

    /**
     * @param before the diagram as it was
     * @param after the diagram as it is to be
     * @param terms the law of their lifecycle
     * @return what is different, the weightiest first
     */
    public static List<Change> between(Source before, Source after, Terms terms) {
        Law law = Law.of(terms.contract());
        Map<String, Class<?>> types = FactTypes.of(terms);
        Cases cases = new Cases(new Domains(types, FactTypes.words(terms), types.keySet(), List.of()));
        DiffSide old = new DiffSide(before.model(), law);
        DiffSide now = new DiffSide(after.model(), law);
        GuardDiff guards = new GuardDiff(types, cases);
        Changes changes = new Changes();
        if (!old.model().id().equals(now.model().id())) {
            changes.add(
                    ChangeKind.PROCESS_ID,
                    "the process is now called " + now.model().id() + "; before "
                            + old.model().id());
        }
        new StageDiff(old, now, changes).compare();
        new TransitionDiff(old, now, guards, changes).compare();
        new PathDiff(old, now, cases, changes).compare();
        new StepDiff(old, now, guards, changes).compare();
        new TimerDiff(old, now, new EffectWords(guards), changes).compare();
        new TaskDiff(old, now, changes).compare();
        new AppearanceDiff(before, after).compare(changes);
        return changes.sorted();
    }
}
