package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.Page;
import org.itsm4j.ticket.Task;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.TaskState;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.Test;

/** The contract of {@link org.itsm4j.spi.TaskStore}. */
abstract class StoreContractTasks extends StoreContractTransactions {
    private static Task task(TicketRef ticket, String id, long run, String group, Instant openedAt) {
        return new Task(
                ticket,
                id,
                "Name of " + id,
                Optional.of(group),
                Optional.empty(),
                TaskState.OPEN,
                openedAt,
                Optional.empty(),
                run);
    }

    private static Task task(long n, String id) {
        return task(ref(n), id, 1, "network", NOON);
    }

    private void open(Tenant tenant, Task... tasks) {
        run(() -> List.of(tasks).forEach(task -> kept().tasks().open(tenant, task)));
    }

    private List<Task> list(Tenant tenant, long n) {
        return inTransaction(() -> kept().tasks().list(tenant, ref(n), 1_000));
    }

    private Page<Task, TaskCursor> queue(Optional<TaskCursor> after, int limit) {
        return inTransaction(() -> kept().tasks().queue(ACME, TicketKind.INCIDENT, "network", after, limit));
    }

    @Test
    void givesTasksBackAsTheyWere() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < NASTY.size(); i++) {
            boolean full = i % 2 == 0;
            tasks.add(new Task(
                    ref(1),
                    String.format("task%02d", i),
                    "name " + NASTY.get(i),
                    full ? Optional.of("group " + NASTY.get(i)) : Optional.empty(),
                    full ? Optional.of("agent " + NASTY.get(i)) : Optional.empty(),
                    TaskState.values()[i % TaskState.values().length],
                    MOMENTS.get(i % MOMENTS.size()),
                    full ? Optional.of(MOMENTS.get((i + 1) % MOMENTS.size())) : Optional.empty(),
                    1_000 - i));
        }
        open(ACME, tasks.toArray(new Task[0]));
        assertThat(list(ACME, 1)).containsExactlyElementsOf(tasks);
        tasks.forEach(task -> assertThat(inTransaction(() -> kept().tasks().find(ACME, ref(1), task.id())))
                .contains(task));
    }

    @Test
    void keepsATaskWithTheLongestNames() {
        Task long1 = task(ref(1), "i".repeat(255), Long.MAX_VALUE, "\ud83d\udca5".repeat(100), NOON);
        open(ACME, long1);
        assertThat(list(ACME, 1)).containsExactly(long1);
    }

    @Test
    void listsTheLatestRunFirstAndWithinARunInTheOrderOfOpening() {
        Task first = task(ref(1), "b", 3, "network", NOON);
        Task again = task(ref(1), "b", 7, "network", NOON.plusSeconds(5));
        Task same = task(ref(1), "c", 7, "network", NOON.plusSeconds(5));
        Task later = task(ref(1), "a", 7, "network", NOON.plusSeconds(6));
        open(ACME, later, first, same, again, task(2, "b"));
        assertThat(list(ACME, 1)).containsExactly(again, same, later, first);
        run(() -> {
            assertThat(kept().tasks().list(ACME, ref(1), 2)).containsExactly(again, same);
            assertThat(kept().tasks().find(ACME, ref(1), "b")).contains(again);
            assertThat(kept().tasks().find(ACME, ref(1), "B")).isEmpty();
        });
    }

    @Test
    void refusesTheSameTaskOfTheSameRunTwice() {
        open(ACME, task(1, "a"));
        assertThatThrownBy(() -> open(ACME, task(1, "a"))).isInstanceOf(DuplicateKeyException.class);
        open(OTHER, task(1, "a"));
        open(ACME, task(2, "a"), task(ref(1), "a", 2, "network", NOON));
        assertThat(list(ACME, 1)).hasSize(2);
    }

    @Test
    void writesWhatHasChangedIfItIsAsItWasRead() {
        Task open = task(1, "a");
        Task claimed = open.claimedBy("raj");
        Task done = claimed.ended(TaskState.DONE, NOON.plusSeconds(60));
        open(ACME, open, task(1, "b"));
        open(OTHER, open);
        run(() -> kept().tasks().replace(ACME, open, claimed));
        assertThatThrownBy(() -> run(() -> kept().tasks().replace(ACME, open, open.claimedBy("kim"))))
                .isInstanceOf(StaleTicketException.class);
        assertThatThrownBy(() -> run(() -> kept().tasks().replace(ACME, task(9, "a"), task(9, "a"))))
                .isInstanceOf(StaleTicketException.class);
        run(() -> {
            kept().tasks().replace(ACME, claimed, done);
            assertThat(kept().tasks().find(ACME, ref(1), "a")).contains(done);
        });
        assertThat(list(ACME, 1)).containsExactly(done, task(1, "b"));
        assertThat(list(OTHER, 1)).containsExactly(open);
    }

    @Test
    void takesBackWhatWasRolledBack() {
        Task open = task(1, "a");
        open(ACME, open);
        assertThatThrownBy(() -> run(() -> {
                    kept().tasks().replace(ACME, open, open.claimedBy("raj"));
                    kept().tasks().open(ACME, task(1, "b"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(list(ACME, 1)).containsExactly(open);
    }

    @Test
    void queuesTheOpenTasksOfAGroupInPages() {
        List<Task> due = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            // several of one ticket at one moment, several tickets at one moment
            due.add(task(ref(1 + i % 4), String.format("task%02d", i), 1, "network", NOON.plusSeconds(i / 6)));
        }
        List<Task> mixed = new ArrayList<>(due);
        Collections.reverse(mixed);
        open(ACME, mixed.toArray(new Task[0]));
        open(ACME, task(ref(1), "ours", 1, "payments", NOON), task(1, "done").ended(TaskState.DONE, NOON));
        open(ACME, task(1, "gone").ended(TaskState.CANCELLED, NOON), noGroup());
        open(OTHER, task(1, "theirs"));
        List<Task> expected = due.stream()
                .sorted((one, two) -> {
                    int at = one.openedAt().compareTo(two.openedAt());
                    int ticket = one.ticket().id().compareTo(two.ticket().id());
                    return at != 0 ? at : ticket != 0 ? ticket : one.id().compareTo(two.id());
                })
                .toList();
        for (int size : IntStream.of(1, 2, 5, 22, 23, 24).toArray()) {
            List<Task> seen = new ArrayList<>();
            Optional<TaskCursor> after = Optional.empty();
            do {
                Page<Task, TaskCursor> page = queue(after, size);
                assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
                seen.addAll(page.items());
                assertThat(seen).as("pages of " + size).hasSizeLessThanOrEqualTo(expected.size());
                after = page.next().map(cursor -> TaskCursor.of(cursor.toString()));
            } while (after.isPresent());
            assertThat(seen).as("pages of " + size).containsExactlyElementsOf(expected);
        }
    }

    private static Task noGroup() {
        return new Task(
                ref(1), "anybodys", "x", Optional.empty(), Optional.empty(), TaskState.OPEN, NOON, Optional.empty(), 1);
    }

    @Test
    void givesTasksInATransactionOnly() {
        assertThatThrownBy(() -> kept().tasks().list(ACME, ref(1), 10)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept().tasks().open(ACME, task(1, "a"))).isInstanceOf(IllegalStateException.class);
    }
}
