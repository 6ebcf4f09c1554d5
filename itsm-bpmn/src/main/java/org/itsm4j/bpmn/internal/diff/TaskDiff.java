package org.itsm4j.bpmn.internal.diff;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;

/** Tells which tasks of a stage are new or gone, go to another group, or wait for others. */
final class TaskDiff {
    private final DiffSide before;
    private final DiffSide after;
    private final Changes changes;

    TaskDiff(DiffSide before, DiffSide after, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    void compare() {
        after.stages()
                .forEach((id, stage) ->
                        compare(stage, tasks(Optional.ofNullable(before.stages().get(id))), tasks(Optional.of(stage))));
        before.stages().forEach((id, stage) -> {
            if (!after.stages().containsKey(id)) {
                compare(stage, tasks(Optional.of(stage)), Optional.empty());
            }
        });
    }

    private static Optional<Model> tasks(Optional<Node.Stage> stage) {
        return stage.flatMap(Node.Stage::tasks);
    }

    private void compare(Node.Stage stage, Optional<Model> was, Optional<Model> is) {
        Map<String, Node.Task> old = all(was);
        Map<String, Node.Task> now = all(is);
        String where = "in the stage " + Quote.of(stage.name()) + ", the task ";
        now.forEach((id, task) -> {
            if (!old.containsKey(id)) {
                changes.add(ChangeKind.TASK_ADDED, where + name(task) + " is new, for " + group(task), stage.id(), id);
            } else if (!old.get(id).group().equals(task.group())) {
                changes.add(
                        ChangeKind.TASK_GROUP,
                        where + name(task) + " is now for " + group(task) + "; before for " + group(old.get(id)),
                        stage.id(),
                        id);
            }
        });
        old.forEach((id, task) -> {
            if (!now.containsKey(id)) {
                changes.add(
                        ChangeKind.TASK_GONE,
                        where + name(task) + " is gone; it was for " + group(task),
                        stage.id(),
                        id);
            }
        });
        if (was.isPresent() && is.isPresent()) {
            now.keySet().retainAll(old.keySet());
            now.values().forEach(task -> order(stage, was.get(), is.get(), task, now));
        }
    }

    private void order(Node.Stage stage, Model was, Model is, Node.Task task, Map<String, Node.Task> common) {
        Set<String> waited = before(was, task.id(), common.keySet());
        Set<String> waits = before(is, task.id(), common.keySet());
        String start = "in the stage " + Quote.of(stage.name()) + ", the task " + name(task);
        Set<String> more = new TreeSet<>(waits);
        more.removeAll(waited);
        if (!more.isEmpty()) {
            changes.add(
                    ChangeKind.TASK_SEQUENCE,
                    start + " now comes in sequence, after " + names(more, common),
                    elements(stage, task, more));
        }
        Set<String> less = new TreeSet<>(waited);
        less.removeAll(waits);
        if (!less.isEmpty()) {
            boolean parallel = less.stream()
                    .noneMatch(other -> before(is, other, common.keySet()).contains(task.id()));
            changes.add(
                    ChangeKind.TASK_PARALLEL,
                    start + (parallel ? " is now done in parallel: it" : "") + " no longer waits for "
                            + names(less, common),
                    elements(stage, task, less));
        }
    }

    private static String[] elements(Node.Stage stage, Node.Task task, Set<String> others) {
        return Stream.concat(Stream.of(stage.id(), task.id()), others.stream()).toArray(String[]::new);
    }

    private static String names(Set<String> ids, Map<String, Node.Task> tasks) {
        return DiffWords.list(ids.stream().map(tasks::get).map(TaskDiff::name).toList());
    }

    private static Map<String, Node.Task> all(Optional<Model> tasks) {
        Map<String, Node.Task> all = new LinkedHashMap<>();
        tasks.map(it -> it.all(Node.Task.class)).orElse(List.of()).forEach(task -> all.put(task.id(), task));
        return all;
    }

    /** The tasks that must be done before one begins. */
    private static Set<String> before(Model tasks, String task, Set<String> among) {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(task));
        while (!next.isEmpty()) {
            String at = next.poll();
            tasks.flows().stream()
                    .filter(flow -> flow.to().equals(at))
                    .map(Flow::from)
                    .filter(seen::add)
                    .forEach(next::add);
        }
        seen.retainAll(among);
        seen.remove(task);
        return seen;
    }

    private static String name(Node.Task task) {
        return Quote.of(task.name());
    }

    private static String group(Node.Task task) {
        return task.group().map(it -> "the group " + ConditionWords.value(it)).orElse("any agent");
    }
}
