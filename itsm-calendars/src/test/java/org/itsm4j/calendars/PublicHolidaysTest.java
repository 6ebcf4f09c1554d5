package org.itsm4j.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.sla.Holiday;
import org.itsm4j.sla.WorkCalendar;
import org.junit.jupiter.api.Test;

class PublicHolidaysTest {
    @Test
    void knowsThoseOfACountry() {
        assertThat(PublicHolidays.of("es").between(2026, 2026))
                .contains(
                        new Holiday(LocalDate.of(2026, 5, 1), "Labour day"),
                        new Holiday(LocalDate.of(2026, 12, 25), "Christmas"))
                .isSortedAccordingTo((one, two) -> one.date().compareTo(two.date()))
                .extracting(Holiday::date)
                .allMatch(date -> date.getYear() == 2026)
                .doesNotContain(LocalDate.of(2026, 5, 2));
        assertThat(PublicHolidays.of("GB").between(2026, 2027)).hasSizeGreaterThan(8);
    }

    @Test
    void addsThoseOfAPart() {
        assertThat(PublicHolidays.of("ES", "MD").between(2026, 2026))
                .extracting(Holiday::date)
                .contains(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 2));
    }

    @Test
    void namesThemInALanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.FRANCE);
            assertThat(PublicHolidays.of("DE").between(2026, 2026))
                    .contains(new Holiday(LocalDate.of(2026, 1, 1), "New Year's Day"));
            assertThat(PublicHolidays.of("DE").in(Locale.GERMAN).between(2026, 2026))
                    .contains(new Holiday(LocalDate.of(2026, 1, 1), "Neujahr"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> PublicHolidays.of("QQ"))
                .withMessageStartingWith("There are no public holidays of this country, got QQ; known: [AD, AE, ")
                .withMessageContaining("ES");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> PublicHolidays.of("ES", "zz"))
                .withMessageStartingWith("There are no public holidays of this part of ES, got zz; known: [an, ar, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicHolidays.of("ES").between(2027, 2026))
                .withMessage("fromYear, toYear: 1900 to 2200 in this order, got 2027 and 2026");
    }

    @Test
    void closesACalendar() {
        WorkCalendar madrid = WorkCalendar.named("madrid")
                .zone("Europe/Madrid")
                .hours("Mon-Fri 09:00-17:00")
                .holidays(PublicHolidays.of("ES", "md").between(2020, 2040))
                .build();
        assertThat(madrid.due(Instant.parse("2026-04-30T14:00:00Z"), Duration.ofHours(2), List.of()))
                .isEqualTo("2026-05-04T08:00:00Z");
    }
}
