package org.itsm4j.bpmn.internal.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.Flow;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.Node;
import org.itsm4j.bpmn.internal.model.Rule;
import org.itsm4j.ticket.Limits;

/** Sees that the tasks in a stage can all be done: tasks, splits and joins, and no way back. */
final class TaskCheck {
    private TaskCheck() {}

    static void check(Model model, Findings findings) {
        model.all(Node.Stage.class).forEach(stage -> stage.tasks().ifPresent(tasks -> check(stage, tasks, findings)));
    }

    private static void check(Node.Stage stage, Model tasks, Findings findings) {
        for (Node node : tasks.nodes().values()) {
            boolean fits = node instanceof Node.Start
                    || node instanceof Node.Task
                    || node instanceof Node.Parallel
                    || node instanceof Node.End;
            if (!fits) {
                findings.error(Rule.TASKS, node, "it has no place among the tasks of the stage " + stage.id());
            }
            if (node instanceof Node.End end && end.state().isPresent()) {
                findings.error(Rule.TASKS, node, "it ends the tasks of a stage, not the ticket, and so means no state");
            }
            long entered = tasks.flows().stream()
                    .filter(flow -> flow.to().equals(node.id()))
                    .count();
            boolean splits =
                    !(node instanceof Node.Parallel) && tasks.from(node.id()).size() > 1;
            if (node instanceof Node.Task && entered > 1 || splits) {
                findings.error(Rule.TASKS, node, "draw a parallel gateway where ways part and meet");
            }
        }
        tasks.flows().stream()
                .filter(flow -> flow.text().isPresent())
                .forEach(flow -> findings.error(Rule.TASKS, flow, "a flow among tasks has no condition"));
        if (tasks.all(Node.Task.class).isEmpty()) {
            findings.error(Rule.TASKS, stage, "it is drawn as a sub-process and has no task in it");
        }
        if (tasks.all(Node.Task.class).size() > Limits.TASKS) {
            findings.error(Rule.TASKS, stage, "it has more than " + Limits.TASKS + " tasks");
        }
        tasks.all(Node.Task.class).forEach(task -> group(task, findings));
        tasks.all(Node.Task.class).stream()
                .filter(task -> leadsTo(tasks, task, task))
                .forEach(task -> findings.error(Rule.TASKS, task, "the way on from it leads back to it"));
    }

    private static void group(Node.Task task, Findings findings) {
        if (task.group().isEmpty()) {
            findings.warning(Rule.TASKS, task, "it names no group, so any agent may do it");
            return;
        }
        String group = task.group().get();
        if (group.contains(",")) {
            findings.error(Rule.TASKS, task, "it names several groups, and only one does a task: " + Quote.of(group));
        } else if (group.isBlank() || group.length() > Limits.NAME) {
            findings.error(Rule.TASKS, task, "its group has 1 to " + Limits.NAME + " characters");
        }
    }

    private static boolean leadsTo(Model tasks, Node from, Node to) {
        Set<String> seen = new HashSet<>();
        Deque<Node> next = new ArrayDeque<>();
        next.add(from);
        while (!next.isEmpty()) {
            for (Flow flow : tasks.from(next.pop().id())) {
                Node target = tasks.nodes().get(flow.to());
                if (target == null) {
                    continue; // a dangling flow is a finding elsewhere
                }
                if (target.id().equals(to.id())) {
                    return true;
                }
                if (seen.add(target.id())) {
                    next.add(target);
                }
            }
        }
        return false;
    }
}
