package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.itsm4j.change.BackOutMarks;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.FollowUp;
import org.itsm4j.change.Outcome;
import org.itsm4j.change.Review;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.problem.ProblemState;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.RuleViolationException;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketNotFoundException;
import org.junit.jupiter.api.Test;

/** What follows from a change that did not go well. */
abstract class ChangeAftermathBehaviour extends ChangeLoopBehaviour {
    @Test
    void aFollowUpOfAReviewBecomesOneProblem() {
        TicketId change = loop.scheduled("db-1");
        loop.begun(change);
        scene.ivo().backOut(change, scene.done(Outcome.BACKED_OUT));
        assertThatThrownBy(() -> loop.ola().raiseFromReview(change, 1))
                .isInstanceOfSatisfying(
                        RuleViolationException.class,
                        refused -> assertThat(refused.rule()).isEqualTo("review"));
        String longText = "Find out why the label was wrong. ".repeat(10);
        Change closed = scene.cho()
                .review(
                        change,
                        Review.of(false, "wrong disk")
                                .followUps(
                                        FollowUp.of("Label all disks"),
                                        FollowUp.of(longText).ownedBy("zoe")));
        assertThat(scene.cho().get(change).review()).isEqualTo(closed.review());

        Problem problem = loop.ola().raiseFromReview(change, 2);
        assertThat(problem.source()).isEqualTo(ProblemSource.PROACTIVE);
        assertThat(problem.state()).isEqualTo(ProblemState.LOGGED);
        assertThat(problem.summary())
                .startsWith("Follow-up 2 of " + closed.number() + ": Find out why")
                .endsWith("…")
                .hasSize(Limits.LINE);
        assertThat(problem.description()).isEqualTo(longText);
        assertThat(problem.topic().configurationItem()).contains("db-1");
        assertThat(loop.ola().references(problem.id())).containsExactly(Reference.to("configuration-item", "db-1"));
        assertThat(loop.ola().watchers(problem.id())).containsExactly("zoe");
        assertThat(loop.ola().relations(problem.id())).singleElement().satisfies(relation -> {
            assertThat(relation.type()).isEqualTo(RelationType.RELATED_TO);
            assertThat(relation.to()).isEqualTo(closed.ref());
        });
        assertThat(last(problem.id()).about()).contains(closed.ref());

        assertThatThrownBy(() -> loop.pat().raiseFromReview(change, 2))
                .isInstanceOf(RuleViolationException.class)
                .hasMessageContaining(problem.number().value());
        assertThat(loop.pat().raiseFromReview(change, 1).summary())
                .isEqualTo("Follow-up 1 of " + closed.number() + ": Label all disks");
        for (int none : new int[] {0, 3}) {
            assertThatThrownBy(() -> loop.ola().raiseFromReview(change, none))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("1 to 2, got " + none);
        }
        assertThatThrownBy(() -> loop.ola().raiseFromReview(problem.id(), 1))
                .isInstanceOf(TicketNotFoundException.class);
    }

    @Test
    void theHostMarksWhatWasBackedOutInTheSameTransaction() {
        List<Change> marked = new ArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        BackOutMarks marks = change -> {
            if (broken.get()) {
                throw new IllegalStateException("no database of configuration items today");
            }
            marked.add(change);
        };
        try (ChangeScene marking = new ChangeScene(suite().itsm(), settings -> settings.backOutMarks(marks))) {
            TicketId id = marking.implementing();
            marking.clock.tick(Duration.ofHours(1));
            assertThatThrownBy(() -> marking.ivo().backOut(id, marking.done(Outcome.BACKED_OUT)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(marking.cho().get(id).state()).isEqualTo(ChangeState.IMPLEMENTING);

            broken.set(false);
            Change undone = marking.ivo().backOut(id, marking.done(Outcome.BACKED_OUT));
            assertThat(marked).singleElement().satisfies(change -> {
                assertThat(change.ref()).isEqualTo(undone.ref());
                assertThat(change.version()).isEqualTo(undone.version());
                assertThat(change.scope().configurationItems()).containsExactly("db-1");
                assertThat(change.implementation()).isEqualTo(undone.implementation());
            });
            marking.cho().review(id, Review.of(false, "wrong disk"));
            assertThat(marked).as("once").hasSize(1);
        }
        try (ChangeScene marking = new ChangeScene(suite().itsm(), settings -> settings.backOutMarks(marks))) {
            marking.reviewing(Outcome.SUCCESSFUL);
            assertThat(marked).as("what was done is what is there").hasSize(1);
        }
    }
}
