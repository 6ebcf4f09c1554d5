package org.itsm4j.bpmn.internal.engine;

import java.util.Map;
import java.util.Optional;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.ticket.Labels;

/** Hands what a timer asks for to the host. */
final class HostTimers implements TimerFired {
    private final Workflow.Host host;

    HostTimers(Workflow.Host host) {
        this.host = host;
    }

    @Override
    public boolean fired(BusinessKey key, Ring ring) {
        if (ring instanceof Ring.Action action) {
            return host.timerFired(
                    key.tenant(), key.ticket(), action.action(), Optional.of(action.timer()), action.data());
        }
        if (ring instanceof Ring.Beside beside) {
            return host.stepsDue(key.tenant(), key.ticket(), beside.stage(), beside.timer(), beside.handlers());
        }
        return host.timerFired(key.tenant(), key.ticket(), advance(key), Optional.of(ring.timer()), Map.of());
    }

    /** A law is called as its practice; where it has several, with what they differ in behind it. */
    private static boolean isOf(String law, String practice) {
        return law.equals(practice) || law.startsWith(practice + "-");
    }

    private String advance(BusinessKey key) {
        return host.terms().stream()
                .filter(terms ->
                        isOf(terms.contract().name(), key.ticket().kind().label()))
                .flatMap(terms -> terms.contract().advance().stream())
                .map(action -> Labels.of((Enum<?>) action))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing advances " + key));
    }
}
