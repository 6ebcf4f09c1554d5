package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.itsm4j.internal.Findings;
import org.itsm4j.sla.PolicySpace.Claim;
import org.itsm4j.ticket.Priority;

/**
 * Whether agreements with groups and suppliers take longer than what they are there for: of each stage any one that may count
 * for a ticket, stage after stage. Serves one check.
 */
final class SupportCheck {
    private final PolicySpace space;
    private final SlaPolicies set;
    private final Findings findings;
    private final ChainCheck chains;
    private final Map<String, List<Claim>> claims = new HashMap<>();
    private final Set<String> found = new HashSet<>();

    SupportCheck(PolicySpace space, SlaPolicies set, Findings findings) {
        this.space = space;
        this.set = set;
        this.findings = findings;
        this.chains = new ChainCheck(findings);
    }

    void check() {
        Map<String, Map<Integer, List<SlaPolicy>>> stages = new LinkedHashMap<>();
        for (SlaPolicy policy : set.policies()) {
            policy.supports()
                    .ifPresent(name -> stages.computeIfAbsent(name, any -> new TreeMap<>())
                            .computeIfAbsent(policy.stage(), any -> new ArrayList<>())
                            .add(policy));
        }
        stages.forEach((name, supporters) -> set.policy(name)
                .filter(policy -> policy.agreement() == Agreement.SLA && isReady(policy))
                .ifPresent(policy -> policy.targets().forEach(target -> check(policy, target, supporters.values()))));
    }

    private boolean isReady(SlaPolicy policy) {
        return set.calendars().containsKey(policy.calendar());
    }

    private void check(SlaPolicy policy, SlaTarget target, Iterable<List<SlaPolicy>> supporters) {
        List<List<Claim>> stages = new ArrayList<>();
        for (List<SlaPolicy> stage : supporters) {
            List<Claim> claimed = stage.stream()
                    .filter(each -> each.target(target.metric()).isPresent() && isReady(each))
                    .map(each -> claim(each, target.metric()))
                    .toList();
            if (!claimed.isEmpty()) {
                stages.add(claimed);
            }
        }
        if (stages.isEmpty()) {
            return;
        }
        for (Priority priority : Priority.values()) {
            target.promiseFor(priority).ifPresent(promise -> {
                Leg whole = new Leg(policy, set.calendar(policy), promise);
                for (Box box : claim(policy, target.metric()).boxes()) {
                    box.and(Dimension.PRIORITY, space.only(priority))
                            .ifPresent(part ->
                                    new Walk(target.metric(), priority, whole, stages).from(0, part, List.of()));
                }
            });
        }
    }

    private Claim claim(SlaPolicy policy, String metric) {
        String slot = policy.slot(metric);
        List<Claim> all = claims.computeIfAbsent(slot, any -> {
            List<Claim> taken = new ArrayList<>();
            space.claim(set.selection().slots().getOrDefault(slot, List.of()), taken);
            return taken;
        });
        return all.stream()
                .filter(each -> each.policy() == policy)
                .findFirst()
                .orElseGet(() -> new Claim(policy, null, List.of()));
    }

    /** A policy that may count for a ticket, with its promise for it. */
    record Leg(SlaPolicy policy, WorkCalendar calendar, Promise promise) {}

    /** Goes through the stages by every way that some ticket may go. */
    private final class Walk {
        private final String metric;
        private final Priority priority;
        private final Leg whole;
        private final List<List<Claim>> stages;

        Walk(String metric, Priority priority, Leg whole, List<List<Claim>> stages) {
            this.metric = metric;
            this.priority = priority;
            this.whole = whole;
            this.stages = stages;
        }

        private void from(int stage, Box tickets, List<Leg> legs) {
            findings.work(tickets.size());
            if (stage == stages.size()) {
                compare(legs);
                return;
            }
            boolean always = false;
            for (Claim each : stages.get(stage)) {
                Optional<Promise> promise = Optional.ofNullable(each.target()).flatMap(it -> it.promiseFor(priority));
                if (promise.isPresent()) {
                    Leg leg = new Leg(each.policy(), set.calendar(each.policy()), promise.get());
                    List<Leg> more = new ArrayList<>(legs);
                    more.add(leg);
                    for (Box box : each.boxes()) {
                        Optional<Box> both = tickets.and(box);
                        both.ifPresent(part -> from(stage + 1, part, more));
                        always |= both.filter(tickets::equals).isPresent();
                    }
                }
            }
            if (!always) {
                from(stage + 1, tickets, legs);
            }
        }

        private void compare(List<Leg> legs) {
            List<String> names = legs.stream().map(leg -> leg.policy().name()).toList();
            String key = metric + " " + whole.policy().name() + " " + names;
            if (!legs.isEmpty() && !found.contains(key)) {
                chains.tooLong(whole, legs).ifPresent(why -> {
                    found.add(key);
                    findings.add(String.join(", then ", names) + (names.size() == 1 ? " supports " : " support ")
                            + whole.policy().name() + " and cannot meet its " + metric + " for priority " + priority
                            + ": "
                            + why + "; allowed: promise less time there, or more here");
                });
            }
        }
    }
}
