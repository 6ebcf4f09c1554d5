package org.itsm4j.sla;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.internal.Findings;
import org.itsm4j.internal.JsonReader;

/** Checks a set of policies when it is defined, so that nothing is missing or contradictory when a ticket comes. */
final class PolicyCheck {
    private final SlaPolicies set;
    private final Findings findings = new Findings("These service levels are refused");
    private final CalendarCheck calendars;

    PolicyCheck(SlaPolicies set) {
        this.set = set;
        this.calendars = new CalendarCheck(set.calendars());
    }

    /** @throws ConfigurationException with all that is wrong, in numbered lines */
    void require() {
        if (set.toJson().length() > JsonReader.LONGEST) {
            findings.add(
                    "As a file the set has " + set.toJson().length() + " characters; allowed: " + JsonReader.LONGEST);
        }
        calendars.check(findings);
        // What cannot be understood by itself is not compared with others.
        findings.require();
        set.policies().forEach(this::check);
        try {
            PolicySpace space = new PolicySpace(set.policies(), findings);
            CoverCheck cover = new CoverCheck(space, set, findings);
            cover.overlaps();
            cover.gaps();
            new SupportCheck(space, set, findings).check();
            new BackAndForthCheck(space, set, findings).check();
        } catch (Findings.TooMuch e) {
            findings.add(
                    "The conditions of the policies are too entangled to be checked; allowed: fewer that name several"
                            + " things at once");
        }
        findings.require();
    }

    private void check(SlaPolicy policy) {
        String name = "The policy " + policy.name();
        if (policy.isExempt() && !policy.targets().isEmpty()) {
            findings.add(name + " is exempt and has targets; allowed: one of both");
        } else if (!policy.isExempt() && policy.targets().isEmpty()) {
            findings.add(name + " has no target; allowed: at least one, or SlaPolicy.exempt");
        }
        Optional<WorkCalendar> calendar = Optional.ofNullable(set.calendars().get(policy.calendar()));
        if (calendar.isEmpty() && !(policy.isExempt() && policy.calendar().isEmpty())) {
            findings.add(name
                    + (policy.calendar().isEmpty()
                            ? " has no calendar"
                            : " counts by the calendar " + policy.calendar() + ", which is not in the set")
                    + "; allowed: " + few(set.calendars().keySet()));
        }
        for (SlaTarget target : policy.targets()) {
            List<Promise> promises = new ArrayList<>(target.byPriority().values());
            target.otherwise().ifPresent(promises::add);
            if (promises.isEmpty()) {
                findings.add("The target " + target.metric() + " of policy " + policy.name()
                        + " promises nothing; allowed: a promise for a priority, or for all others");
            }
            calendar.ifPresent(by -> promises.stream()
                    .flatMap(promise -> calendars.unreachable(by, promise).stream())
                    .distinct()
                    .forEach(why -> findings.add("The target " + target.metric() + " of policy " + policy.name()
                            + " cannot be met: " + why)));
        }
        policy.supports().ifPresent(supported -> checkSupport(policy, supported));
    }

    private void checkSupport(SlaPolicy policy, String name) {
        Optional<SlaPolicy> supported = set.policy(name);
        if (policy.agreement() == Agreement.SLA) {
            findings.add("The policy " + policy.name() + " is a service level agreement and supports " + name
                    + "; allowed: only withGroup or withSupplier");
        } else if (supported.isEmpty()) {
            findings.add("The policy " + policy.name() + " supports " + name + ", which is not in the set; allowed: "
                    + few(set.policies().stream()
                            .filter(each -> each.agreement() == Agreement.SLA)
                            .map(SlaPolicy::name)
                            .toList()));
        } else if (supported.get().agreement() != Agreement.SLA
                || supported.get().isExempt()) {
            findings.add("The policy " + policy.name() + " supports " + name + ", which "
                    + (supported.get().isExempt()
                            ? "is exempt"
                            : "is " + supported.get().agreement())
                    + "; allowed: a service level agreement with targets");
        }
    }

    private static String few(Collection<String> names) {
        List<String> first = names.stream().limit(10).toList();
        return first.size() == names.size()
                ? first.toString()
                : first + " and " + (names.size() - first.size()) + " more";
    }
}
