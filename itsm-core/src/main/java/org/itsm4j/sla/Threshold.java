package org.itsm4j.sla;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;

/**
 * A point on the way of a clock, in working time: at a share of its target, or so long before or after its due instant. Its
 * instant is rounded up to the whole second. It is reached once
 * in a cycle; again only if the target begins afresh, or an instant is agreed on that lies after it.
 *
 * @param label {@code 75%}, {@code due-PT30M} or {@code due+PT1H}
 * @param escalations what is done then, in this order; at most 20
 */
public record Threshold(String label, List<Escalation> escalations) {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4})?)%");
    private static final Pattern OFFSET = Pattern.compile("due([+-])(P\\S{1,30})");
    private static final int MOST = 20;

    /** The due instant itself: every target has it. */
    static final Threshold DUE = new Threshold("100%", List.of());

    /** Refuses what is no threshold. */
    public Threshold {
        Objects.requireNonNull(label, "label");
        escalations = List.copyOf(Objects.requireNonNull(escalations, "escalations"));
        if (escalations.size() > MOST) {
            throw new ConfigurationException(
                    "A threshold has at most " + MOST + " escalations, got " + escalations.size());
        }
        share(label, Duration.ZERO);
    }

    /**
     * @param percent 1 to 1,000
     * @param escalations what is done then
     * @return that threshold
     */
    public static Threshold at(int percent, Escalation... escalations) {
        return new Threshold(percent + "%", List.of(Objects.requireNonNull(escalations, "escalations")));
    }

    /**
     * @param offset how much working time before the due instant; at the start if the target is shorter
     * @param escalations what is done then
     * @return that threshold
     */
    public static Threshold before(Duration offset, Escalation... escalations) {
        return new Threshold(
                "due-" + Objects.requireNonNull(offset, "offset"),
                List.of(Objects.requireNonNull(escalations, "escalations")));
    }

    /**
     * @param offset how much working time after the due instant
     * @param escalations what is done then
     * @return that threshold
     */
    public static Threshold after(Duration offset, Escalation... escalations) {
        return new Threshold(
                "due+" + Objects.requireNonNull(offset, "offset"),
                List.of(Objects.requireNonNull(escalations, "escalations")));
    }

    /**
     * @param target how much working time is promised
     * @return after how much it is reached
     */
    public Duration share(Duration target) {
        return share(label, target);
    }

    /** @return whether it is the due instant itself */
    public boolean isDue() {
        return share(Duration.ofHours(1)).equals(Duration.ofHours(1)) && label.endsWith("%");
    }

    private static Duration share(String label, Duration target) {
        Matcher percent = PERCENT.matcher(label);
        if (percent.matches()) {
            return percent(new BigDecimal(percent.group(1)), target);
        }
        Matcher offset = OFFSET.matcher(label);
        if (!offset.matches()) {
            throw new ConfigurationException("A threshold is such as 75%, due-PT30M or due+PT1H" + Given.got(label));
        }
        Duration by = offset(offset.group(2));
        Duration share = offset.group(1).equals("+") ? target.plus(by) : target.minus(by);
        return share.isNegative() ? Duration.ZERO : share;
    }

    private static Duration percent(BigDecimal percent, Duration target) {
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(1_000)) > 0) {
            throw new ConfigurationException("A threshold is above 0 and at most 1000 percent, got " + percent);
        }
        BigDecimal micros = BigDecimal.valueOf(target.toNanos() / 1_000)
                .multiply(percent)
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING);
        return Duration.of(micros.longValueExact(), ChronoUnit.MICROS);
    }

    private static Duration offset(String text) {
        try {
            return ((Promise.Within) Promise.of(text)).working();
        } catch (ConfigurationException | ClassCastException e) {
            throw new ConfigurationException(
                    "A threshold lies PT0S to 10 years before or after the due instant" + Given.got(text), e);
        }
    }
}
