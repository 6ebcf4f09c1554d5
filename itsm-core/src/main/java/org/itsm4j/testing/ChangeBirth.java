package org.itsm4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.change.Change;
import org.itsm4j.change.ChangeModel;
import org.itsm4j.change.ChangeState;
import org.itsm4j.change.Changes;
import org.itsm4j.change.Criticality;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.error.ItsmException;
import org.itsm4j.security.AccessDeniedException;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.TicketRef;

/** Raises a random change, or records one that was made without. */
record ChangeBirth(ChangeWalker walker, Actor actor) {
    void happens() {
        ChangeModel model = walker.one(List.of(
                ChangeModel.NORMAL,
                ChangeModel.NORMAL,
                ChangeModel.NORMAL,
                ChangeModel.STANDARD,
                ChangeModel.STANDARD,
                ChangeModel.EMERGENCY,
                ChangeModel.EMERGENCY));
        boolean unauthorised = walker.chance(6);
        boolean unknown = model == ChangeModel.STANDARD && walker.chance(5);
        boolean dead = model == ChangeModel.EMERGENCY && walker.chance(5);
        Form form = form(model);
        Optional<Assignment> to = walker.heads() ? Optional.of(Assignment.to("ops", "ivo")) : Optional.empty();
        Optional<String> requester = walker.maybe("zoe", "mia", "bob", "ann");
        RaiseChange.Builder command = command(model, unknown, dead, form);
        form.items().forEach(command::touching);
        command.answers(form.answers()).criticality(Criticality.LOW);
        to.ifPresent(command::assignedTo);
        requester.ifPresent(command::requester);
        walker.doing(actor + (unauthorised ? " records " : " raises ") + model + " for " + requester);
        Optional<Refused> refusal = refusal(model, unauthorised, form, unknown, dead);
        try {
            Changes door = walker.as(actor).changes();
            Change born = unauthorised ? door.recordUnauthorised(command.build()) : door.raise(command.build());
            assertThat(refusal).as(born::toString).isEmpty();
            Optional<String> wanted = requester.or(() -> unauthorised ? Optional.empty() : Optional.of(actor.person()));
            WalkedChange change =
                    new WalkedChange(walker, born.id(), born.number(), model, wanted, actor.person(), form);
            change.assignment = to;
            change.unauthorised = unauthorised;
            change.state = unauthorised ? ChangeState.REVIEWING : ChangeState.DRAFT;
            change.version += model == ChangeModel.EMERGENCY ? 1 : 0; // tied to what it is for
            walker.models().add(change);
            walker.isDone("- " + (unauthorised ? "recordUnauthorised " : "raise ") + change.state);
            walker.check(change);
        } catch (ItsmException e) {
            assertThat(refusal.map(it -> it.of(e))).as(e.getMessage()).isEqualTo(refusal.map(Refused::toString));
            assertThat(refusal).as(e.getMessage()).isPresent();
            walker.isRefused();
        }
    }

    private Form form(ChangeModel model) {
        boolean standard = model == ChangeModel.STANDARD;
        Set<String> items = walker.items();
        return new Form(
                standard || walker.chance(90) ? Optional.of(walker.window()) : Optional.empty(),
                standard || walker.chance(95),
                true,
                standard ? Optional.of(false) : walker.chance(95) ? Optional.of(walker.chance(25)) : Optional.empty(),
                items);
    }

    private RaiseChange.Builder command(ChangeModel model, boolean unknown, boolean dead, Form form) {
        RaiseChange.Builder command = switch (model) {
            case STANDARD ->
                RaiseChange.standard(
                        unknown ? "unknown" : ChangeWalk.TEMPLATE, form.window().orElseThrow(), "It is full");
            case EMERGENCY -> RaiseChange.emergency("Restart", "The shop is down", incident(dead));
            case NORMAL -> RaiseChange.normal("New disk", "It is full");
        };
        if (model != ChangeModel.STANDARD) {
            form.plan().ifPresent(command::plan);
        }
        return command;
    }

    private TicketRef incident(boolean dead) {
        return walker.crossing.incident(dead);
    }

    private Optional<Refused> refusal(
            ChangeModel model, boolean unauthorised, Form form, boolean unknown, boolean dead) {
        if (!actor.isStaff()) {
            return Optional.of(Refused.by(AccessDeniedException.class));
        }
        if (unauthorised ? model != ChangeModel.NORMAL || form.items().isEmpty() : unknown) {
            return Optional.of(Refused.asInvalid());
        }
        boolean may = actor.has(Role.AGENT)
                || actor.has(Role.CHANGE_MANAGER)
                || actor.has(Role.SYSTEM)
                || actor.has(Role.ADMINISTRATOR);
        return Refused.when(!may, Refused.by(AccessDeniedException.class))
                .or(() -> Refused.when(dead, Refused.rule("cause")));
    }
}
