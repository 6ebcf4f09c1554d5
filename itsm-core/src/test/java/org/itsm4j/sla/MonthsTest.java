package org.itsm4j.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itsm4j.sla.SlaScene.OFFICE;
import static org.itsm4j.sla.SlaScene.assertDue;
import static org.itsm4j.sla.SlaScene.moment;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.itsm4j.Desk;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.Resolution;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;

/** What docs/service-levels.md shows of months. */
class MonthsTest {
    @Test
    void isDueAtTheEndOfAWorkingDayOfTheNextMonthAndCountedByMonths() {
        WorkCalendar office = OFFICE;
        SlaScene scene =
                SlaScene.with(SlaScene.office("standard", SlaTarget.resolution().promise(Promise.endOfWorkingDay(20))));
        Incident incident = scene.ada().get(scene.log());
        Desk desk = scene.desk();
        assertDue(scene.resolution(incident.id()), "03-27 17:00"); // the twentieth day, that of the start included

        YearMonth march = YearMonth.of(2026, 3);
        Instant first = march.atDay(1).atStartOfDay(office.zone()).toInstant();
        Instant next = march.plusMonths(1).atDay(1).atStartOfDay(office.zone()).toInstant();
        Instant third = office.endOfWorkingDay(next, 3);
        desk.incidents().agreeTarget(incident.id(), "resolution", third, "with the monthly report");
        assertThat(third).isEqualTo(moment("04-03 17:00"));
        assertDue(scene.resolution(incident.id()), "04-03 17:00");

        scene.at("03-31 16:00").ada().resolve(incident.id(), Resolution.fixed("reported"));
        List<Attainment> kept = desk.serviceLevels().attainment(TicketKind.INCIDENT, first, next);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).met()).isEqualTo(1);
    }
}
