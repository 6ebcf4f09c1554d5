package org.itsm4j.examples.quickstart;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.itsm4j.Itsm;
import org.itsm4j.error.ItsmException;
import org.itsm4j.incident.Classification;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.incident.ResolutionCode;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * One incident of the log on its way through the desk: each row becomes the commands it implies, at its own time. A
 * command is implied by what is new in the row against the row before. What the contract refuses is counted and not
 * tried another way. Rows come in the order of the log. Not thread-safe.
 *
 * <p>How rows are read where several readings are honest:
 *
 * <ul>
 *   <li>A history that begins in the middle is logged, and brought to its first state in the same minute.
 *   <li>New with a group is ASSIGNED: a group has it. Active without any group belongs to the group {@value #NOBODY}, as
 *       the contract wants to know who has it. An unknown ({@code ?}) never replaces what was known.
 *   <li>Who updated the row gives the commands; who makes it Active when nobody has it becomes its agent.
 *   <li>From waiting for one thing to waiting for another is a resume and a hold.
 *   <li>Closed while still open here, with a closed code or a time of resolution: it was resolved, then closed.
 *   <li>Active again after Closed is asked as a reopen, which the contract refuses: closed is for good. A follow-up would be
 *       the way here, but it is another incident, which the log does not have; so later rows are refused as well.
 * </ul>
 */
final class History {
    static final String NOBODY = "unknown";
    private static final String SOURCE = "servicenow";
    private static final String AS_LOGGED = "As in the log";

    private final Itsm itsm;
    private final Tenant tenant;
    private final Tally tally;
    private @Nullable Incident ticket;
    private @Nullable LogRow last;

    History(Itsm itsm, Tenant tenant, Tally tally) {
        this.itsm = itsm;
        this.tenant = tenant;
        this.tally = tally;
    }

    /** Gives the commands that the next row implies. */
    void next(LogRow row) {
        tally.event();
        Turn turn = new Turn(row, Optional.ofNullable(last));
        if (ticket == null) {
            turn.log();
        }
        if (ticket != null && turn.leave()) {
            turn.reclassify();
            turn.handOver();
            turn.refer();
            turn.arrive();
            turn.note();
        }
        last = row;
    }

    /** One row, against the one before. */
    private final class Turn {
        private final LogRow row;
        private final Optional<LogRow> before;
        private int given;

        private Turn(LogRow row, Optional<LogRow> before) {
            this.row = row;
            this.before = before;
        }

        private void log() {
            LogIncident.Builder command = LogIncident.titled(row.category()
                            .map(text -> row.number() + ": " + text)
                            .orElse(row.number()))
                    .source(SOURCE)
                    .correlationKey(row.number());
            row.caller().ifPresent(command::requester);
            row.configurationItem().ifPresent(command::configurationItem);
            row.category().ifPresent(command::category);
            row.impact().ifPresent(command::impact);
            row.urgency().ifPresent(command::urgency);
            give("log", desk -> desk.log(command.build()));
        }

        /** Out of waiting, or back to work: what must come first. False if the contract says no, and the row ends here. */
        private boolean leave() {
            return switch (state()) {
                case ON_HOLD -> !endsWaiting() || give("resume", desk -> desk.resume(id()));
                case RESOLVED -> !row.state().isOpen() || row.state() == LogState.NEW || reopen();
                case CLOSED -> !row.state().isOpen() || !changedState() || row.state() == LogState.NEW || reopen();
                default -> true;
            };
        }

        private boolean endsWaiting() {
            return switch (row.state()) {
                case NEW -> false;
                case ACTIVE -> true;
                // resolved from waiting is fine, but nobody else gets it while it waits
                case RESOLVED, CLOSED -> reassignment().isPresent();
                default -> !now().hold().map(Hold::reason).equals(row.state().reason());
            };
        }

        private boolean reopen() {
            return give("reopen", desk -> desk.reopen(id(), AS_LOGGED));
        }

        private void reclassify() {
            Classification known = now().classification();
            Impact impact = news(LogRow::impact).orElse(known.impact());
            Urgency urgency = news(LogRow::urgency).orElse(known.urgency());
            Reclassification change = impact == known.impact() && urgency == known.urgency()
                    ? Reclassification.change()
                    : Reclassification.to(impact, urgency);
            Optional<String> category =
                    news(LogRow::category).filter(differsFrom(known.category().map(Category::path)));
            if (category.isPresent()) {
                change = change.category(category.get());
            }
            Optional<String> item = news(LogRow::configurationItem).filter(differsFrom(known.configurationItem()));
            if (item.isPresent()) {
                change = change.configurationItem(item.get());
            }
            if (!change.equals(Reclassification.change())) {
                Reclassification decided = change;
                give("reclassify", desk -> desk.reclassify(id(), decided));
            }
        }

        private static Predicate<String> differsFrom(Optional<String> known) {
            return text -> !known.equals(Optional.of(text));
        }

        private void handOver() {
            if (state() == IncidentState.NEW) {
                wanted().ifPresent(to -> give("assign", desk -> desk.assign(id(), to)));
            } else {
                reassignment().ifPresent(to -> give("reassign", desk -> desk.reassign(id(), to, AS_LOGGED)));
            }
        }

        /** What was refused when it was new is asked once more when the state changes. */
        private Optional<Assignment> reassignment() {
            boolean due = changedState()
                    || news(LogRow::group).isPresent()
                    || news(LogRow::agent).isPresent();
            return due
                    ? wanted().filter(to -> !now().handling().assignment().equals(Optional.of(to)))
                    : Optional.empty();
        }

        private Optional<Assignment> wanted() {
            Optional<String> group =
                    row.group().or(() -> now().group()).or(() -> startsNow() ? Optional.of(NOBODY) : Optional.empty());
            return group.map(name -> new Assignment(
                    name, row.agent().or(() -> now().group().equals(group) ? now().agent() : Optional.empty())));
        }

        private boolean startsNow() {
            return row.state() == LogState.ACTIVE && state() == IncidentState.NEW;
        }

        private void refer() {
            news(LogRow::problem).ifPresent(key -> refer("problem", key));
            news(LogRow::change).ifPresent(key -> refer("change", key));
        }

        private void refer(String type, String key) {
            give("refer", desk -> desk.refer(id(), Reference.to(type, key)));
        }

        private void arrive() {
            switch (row.state()) {
                case NEW -> backToNew();
                case ACTIVE -> start();
                case RESOLVED -> resolve();
                case CLOSED -> close();
                default -> hold(row.state().reason().orElseThrow());
            }
        }

        private void backToNew() {
            if (before.isPresent() && changedState()) {
                given++;
                tally.refused(Refusal.backToNew(row.line(), now().state()));
            }
        }

        private void start() {
            if (state() == IncidentState.NEW || state() == IncidentState.ASSIGNED) {
                give("start", desk -> desk.start(id()));
            }
        }

        private void hold(HoldReason reason) {
            boolean due = changedState()
                    || reason.needsReference() && news(LogRow::problem).isPresent();
            if (due && state() != IncidentState.ON_HOLD) {
                Hold hold = Hold.because(reason, row.state().toString());
                Hold complete = row.problem()
                        .filter(key -> reason.equals(HoldReason.PROBLEM))
                        .map(key -> hold.waitingFor(Reference.to("problem", key)))
                        .orElse(hold);
                give("hold", desk -> desk.hold(id(), complete));
            }
        }

        private void resolve() {
            if (now().state().isOpen() || changedState() && state() == IncidentState.CLOSED) {
                give("resolve", desk -> desk.resolve(id(), resolution()));
            }
        }

        private Resolution resolution() {
            String text = row.closedCode().map(code -> "Closed with " + code).orElse("The log gives no code");
            return Resolution.of(ResolutionCode.FIXED, text);
        }

        private void close() {
            if (now().state().isOpen() && row.saysResolved()) {
                resolve();
            }
            if (changedState()) {
                give("close", desk -> desk.close(id()));
            }
        }

        /** An update that changed nothing we keep is still on the timeline. */
        private void note() {
            boolean another = before.isPresent() && !before.get().update().equals(row.update());
            if (given == 0 && another) {
                give("note", desk -> desk.note(id(), Note.internal("Update " + row.update() + " in the log")));
            }
        }

        /** What the row knows, if the row before knew something else. */
        private <T> Optional<T> news(Function<LogRow, Optional<T>> column) {
            return column.apply(row).filter(value -> !before.flatMap(column).equals(Optional.of(value)));
        }

        private boolean changedState() {
            return before.map(LogRow::state).filter(row.state()::equals).isEmpty();
        }

        private Incident now() {
            return Objects.requireNonNull(ticket, "ticket");
        }

        private TicketId id() {
            return now().id();
        }

        private IncidentState state() {
            return now().state();
        }

        private boolean give(String command, Function<Incidents, Incident> what) {
            given++;
            try {
                ticket = what.apply(desk());
                tally.done(command);
                return true;
            } catch (ItsmException e) {
                tally.refused(Refusal.of(row.line(), command, e));
                return false;
            }
        }

        /** The contract binds administrators as everybody; they only need not be in each group. */
        private Incidents desk() {
            Actor actor = Actor.administrator(row.updatedBy().orElse("importer"))
                    .with(Role.IMPORTER)
                    .of(tenant);
            return itsm.as(actor).at(row.at()).incidents();
        }
    }
}
