package org.itsm4j.sla.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.sla.CalendarChange;
import org.itsm4j.sla.ClockStatus;
import org.itsm4j.sla.ReopenRule;
import org.itsm4j.sla.TargetChange;
import org.itsm4j.sla.internal.WalkPolicies.Promised;
import org.itsm4j.sla.internal.WalkPolicies.Rules;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.Priority;

/** What the clocks of one ticket must do, told by somebody who has not seen the code: the law as plain cases. */
final class ClockOracle {
    /** A ticket, as far as promises look at it. */
    record Facts(
            IncidentState state,
            String situation,
            Optional<String> group,
            Priority priority,
            Optional<String> service,
            boolean responded) {
        static Facts of(Incident incident) {
            IncidentState state = incident.state();
            return new Facts(
                    state,
                    state == IncidentState.ON_HOLD
                            ? incident.hold().map(Hold::reason).orElseThrow().name()
                            : state.name(),
                    incident.group(),
                    incident.classification().priority(),
                    incident.classification().service(),
                    incident.milestones().firstResponseAt().isPresent());
        }

        boolean isResolved() {
            return state == IncidentState.RESOLVED;
        }

        boolean isGone() {
            return state == IncidentState.CANCELLED || state == IncidentState.MERGED;
        }

        boolean hasOther(Facts earlier) {
            return priority != earlier.priority || !service.equals(earlier.service);
        }
    }

    private final Rules rules;
    private final int logged;
    private final Map<String, List<ClockPicture>> slots = new HashMap<>();
    /** Of each clock that was open at the time, what its ticket was. */
    private final Map<ClockPicture, Facts> lastOpen = new HashMap<>();

    private final Set<ClockPicture> open = new HashSet<>();

    /** What commands have found since the last sweep, before they took a target away. */
    private final Map<String, List<String>> noticed = new HashMap<>();

    private int version;
    private Facts facts;

    ClockOracle(Rules rules, int version, Facts facts, int logged) {
        this.rules = rules;
        this.version = version;
        this.facts = facts;
        this.logged = logged;
        for (String slot : List.of(WalkPolicies.RESPONSE, WalkPolicies.RESOLUTION)) {
            promised(slot).ifPresent(next -> begin(slot, logged, next, logged));
        }
        note();
    }

    int version() {
        return version;
    }

    Facts facts() {
        return facts;
    }

    Map<String, List<ClockPicture>> slots() {
        return slots;
    }

    Facts lastOpen(ClockPicture clock) {
        return lastOpen.get(clock);
    }

    boolean isOpen(String slot) {
        return current(slot).filter(ClockPicture::isOpen).isPresent();
    }

    private Optional<ClockPicture> current(String slot) {
        List<ClockPicture> cycles = slots.getOrDefault(slot, List.of());
        return cycles.isEmpty() ? Optional.empty() : Optional.of(cycles.get(cycles.size() - 1));
    }

    private Optional<Promised> promised(String slot) {
        return WalkPolicies.promised(version, slot, facts.service(), facts.priority());
    }

    void draw(int minute) {
        slots.values().forEach(cycles -> cycles.get(cycles.size() - 1).draw(minute));
    }

    /** Those that were open before a command, and new ones, keep what their ticket is after it. */
    private void note() {
        slots.values().stream()
                .flatMap(List::stream)
                .filter(clock -> open.contains(clock) || !lastOpen.containsKey(clock) || clock.isOpen())
                .forEach(clock -> lastOpen.put(clock, facts));
        open.clear();
        slots.values().stream()
                .flatMap(List::stream)
                .filter(ClockPicture::isOpen)
                .forEach(open::add);
    }

    private void begin(String slot, int minute, Promised next, int start) {
        int cycle = current(slot).map(clock -> clock.cycle + 1).orElse(1);
        ClockPicture begun = new ClockPicture(cycle, version, next, minute, start);
        begun.waits(waitsFor(slot));
        begun.skip(minute, Set.of());
        slots.computeIfAbsent(slot, any -> new ArrayList<>()).add(begun);
    }

    private Optional<String> waitsFor(String slot) {
        String situation = facts.situation();
        return switch (slot) {
            case WalkPolicies.GROUP -> {
                if (!facts.group().equals(Optional.of("payments"))) {
                    yield Optional.of("ELSEWHERE");
                }
                yield situation.equals("CALLER") || situation.equals("VENDOR")
                        ? Optional.of(situation)
                        : Optional.empty();
            }
            case WalkPolicies.SUPPLIER -> situation.equals("VENDOR") ? Optional.empty() : Optional.of("ELSEWHERE");
            default -> situation.equals("CALLER") ? Optional.of(situation) : Optional.empty();
        };
    }

    private boolean isTheirs(String slot) {
        return switch (slot) {
            case WalkPolicies.GROUP -> facts.group().equals(Optional.of("payments"));
            case WalkPolicies.SUPPLIER -> facts.situation().equals("VENDOR");
            default -> true;
        };
    }

    private static boolean isInside(String slot) {
        return slot.equals(WalkPolicies.GROUP) || slot.equals(WalkPolicies.SUPPLIER);
    }

    /** A command that is not about clocks. */
    void changed(int minute, Facts after) {
        Facts before = facts;
        facts = after;
        noticeFirst(
                minute, slot -> after.isGone() || !stops(slot, before) && after.hasOther(before) && isRetargeted(slot));
        for (String slot : WalkPolicies.SLOTS) {
            boolean stops = stops(slot, before);
            Optional<ClockPicture> current = current(slot);
            if (current.isEmpty()) {
                attach(minute, slot, before, stops);
            } else if (current.get().isOpen()) {
                open(minute, slot, current.get(), before, stops);
            } else if (current.get().status == ClockStatus.STOPPED) {
                stopped(minute, slot, current.get(), before);
            } else {
                cancelled(minute, slot, current.get(), before, stops);
            }
        }
        note();
    }

    private boolean stops(String slot, Facts before) {
        return slot.equals(WalkPolicies.RESPONSE)
                ? facts.responded() && !before.responded()
                : facts.isResolved() && !before.isResolved();
    }

    private boolean isRetargeted(String slot) {
        ClockPicture clock = current(slot).orElseThrow();
        Optional<Promised> next = promised(slot);
        return clock.agreed.isEmpty()
                && rules.target() != TargetChange.KEEP
                && next.filter(one -> one.policy().equals(clock.promised.policy())
                                && one.minutes() == clock.promised.minutes())
                        .isEmpty();
    }

    /** Of a command that takes an open clock's target away all that the ticket has reached is noticed first. */
    private void noticeFirst(int minute, Predicate<String> takesTarget) {
        boolean overdue = WalkPolicies.SLOTS.stream()
                .filter(this::isOpen)
                .filter(takesTarget)
                .anyMatch(slot -> !current(slot).orElseThrow().alarms(minute).isEmpty());
        if (overdue) {
            find(minute)
                    .forEach((slot, labels) -> noticed.merge(slot, labels, (some, more) -> {
                        some.addAll(more);
                        return some;
                    }));
        }
    }

    private void open(int minute, String slot, ClockPicture clock, Facts before, boolean stops) {
        if (facts.isGone()) {
            clock.cancel(minute, facts.situation());
        } else if (stops) {
            clock.stop(minute);
        } else {
            if (facts.hasOther(before) && clock.agreed.isEmpty() && rules.target() != TargetChange.KEEP) {
                Optional<Promised> next = promised(slot);
                if (next.isEmpty()) {
                    clock.cancel(minute, "NOT_PROMISED");
                    return;
                }
                boolean same = next.get().policy().equals(clock.promised.policy())
                        && next.get().minutes() == clock.promised.minutes();
                if (!same) {
                    retarget(minute, slot, clock, next.get(), rules.target(), rules.calendar());
                }
            }
            clock.waits(waitsFor(slot));
        }
    }

    private void retarget(
            int minute, String slot, ClockPicture clock, Promised next, TargetChange rule, CalendarChange calendar) {
        Set<String> due = Set.copyOf(clock.alarms(minute));
        clock.retarget(minute, version, next, rule, calendar);
        clock.waits(waitsFor(slot));
        clock.skip(minute, due);
    }

    private void stopped(int minute, String slot, ClockPicture clock, Facts before) {
        boolean reopened = before.isResolved() && !facts.isResolved();
        if (!reopened || slot.equals(WalkPolicies.RESPONSE)) {
            return;
        }
        if (rules.reopen() == ReopenRule.NEW_CYCLE) {
            promised(slot).ifPresent(next -> begin(slot, minute, next, minute));
        } else {
            clock.reopen(rules.reopen() == ReopenRule.RESUME_COUNTING_ALL);
            clock.waits(waitsFor(slot));
        }
    }

    private void cancelled(int minute, String slot, ClockPicture clock, Facts before, boolean stops) {
        if (clock.why.equals("NOT_PROMISED")) {
            attach(minute, slot, before, stops);
        } else if (clock.why.equals("MERGED") && before.state() == IncidentState.MERGED && !facts.isGone()) {
            ClockPicture next = new ClockPicture(clock);
            next.fill(minute, false);
            next.waits(waitsFor(slot));
            slots.get(slot).add(next);
        }
    }

    private void attach(int minute, String slot, Facts before, boolean stops) {
        Optional<Promised> next = promised(slot);
        if (next.isEmpty() || facts.isGone() || !isTheirs(slot)) {
            return;
        }
        if (isInside(slot)) {
            if (!facts.isResolved() || stops) {
                begin(slot, minute, next.get(), minute);
                if (stops) {
                    current(slot).orElseThrow().stop(minute);
                }
            }
            return;
        }
        boolean late = facts.isResolved() || slot.equals(WalkPolicies.RESPONSE) && facts.responded();
        if (!facts.hasOther(before) || late) {
            return;
        }
        boolean back = rules.target() == TargetChange.RETROACTIVE || rules.target() == TargetChange.PROPORTIONAL;
        if (back && current(slot).isPresent()) {
            goOn(minute, slot, next.get(), rules.target(), rules.calendar());
        } else {
            begin(slot, minute, next.get(), back ? logged : minute);
        }
    }

    /** It was not promised for a while, and goes on as if it had been. */
    private void goOn(int minute, String slot, Promised next, TargetChange rule, CalendarChange calendar) {
        ClockPicture again = new ClockPicture(current(slot).orElseThrow());
        again.fill(minute, true);
        again.retarget(minute, version, next, rule, calendar);
        again.waits(waitsFor(slot));
        again.skip(minute, Set.of());
        slots.get(slot).add(again);
    }

    void reset(int minute, String slot) {
        noticeFirst(minute, slot::equals);
        ClockPicture clock = current(slot).orElseThrow();
        Promised same = clock.promised;
        int sameVersion = clock.version;
        clock.cancel(minute, "RESET");
        Optional<Promised> next = promised(slot);
        begin(slot, minute, next.orElse(same), minute);
        if (next.isEmpty()) {
            ClockPicture kept = current(slot).orElseThrow();
            kept.version = sameVersion;
            clock.agreed.ifPresent(instant -> {
                kept.agree(minute, instant);
                kept.waits(Optional.empty());
                kept.skip(minute, Set.of());
            });
        }
        note();
    }

    void agree(int minute, String slot, int due) {
        noticeFirst(minute, slot::equals);
        ClockPicture clock = current(slot).orElseThrow();
        Set<String> before = Set.copyOf(clock.alarms(minute));
        clock.agree(minute, due * ClockPicture.MINUTE);
        clock.waits(Optional.empty());
        clock.skip(minute, before);
        note();
    }

    void renew(int minute, int newVersion) {
        version = newVersion;
        noticeFirst(minute, slot -> current(slot).orElseThrow().agreed.isEmpty());
        for (String slot : WalkPolicies.SLOTS) {
            Optional<Promised> next = promised(slot);
            Optional<ClockPicture> current = current(slot);
            boolean late = slot.equals(WalkPolicies.RESPONSE) && facts.responded();
            if (current.isEmpty()) {
                if (next.isPresent() && isTheirs(slot) && !late) {
                    begin(slot, minute, next.get(), isInside(slot) ? minute : logged);
                }
            } else if (current.get().isOpen() && current.get().agreed.isEmpty()) {
                if (next.isPresent()) {
                    retarget(
                            minute,
                            slot,
                            current.get(),
                            next.get(),
                            TargetChange.RETROACTIVE,
                            CalendarChange.NEW_CALENDAR_ALL);
                } else {
                    current.get().cancel(minute, "NOT_PROMISED");
                }
            } else if (current.get().status == ClockStatus.CANCELLED
                    && current.get().why.equals("NOT_PROMISED")
                    && next.isPresent()
                    && isTheirs(slot)
                    && !late) {
                goOn(minute, slot, next.get(), TargetChange.RETROACTIVE, CalendarChange.NEW_CALENDAR_ALL);
            }
        }
        note();
    }

    /** What a sweep finds, by slot, and what commands have found since the one before. */
    Map<String, List<String>> sweep(int minute) {
        Map<String, List<String>> found = find(minute);
        noticed.forEach((slot, labels) ->
                found.computeIfAbsent(slot, any -> new ArrayList<>()).addAll(labels));
        noticed.clear();
        return found;
    }

    /** What was reached, by slot; in cycles that are over, too. */
    private Map<String, List<String>> find(int minute) {
        Map<String, List<String>> found = new HashMap<>();
        slots.forEach((slot, cycles) -> cycles.forEach(clock -> {
            Set<String> labels = Set.copyOf(clock.alarms(minute));
            clock.reached.addAll(labels);
            found.computeIfAbsent(slot, any -> new ArrayList<>()).addAll(labels);
        }));
        return found;
    }
}
