package org.itsm4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.itsm4j.incident.Incident;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.UnexpectedRollbackException;

/** The shop's order, the incident, its token and its timeline: one transaction, Spring's. */
class ShopTest {
    private static AnnotationConfigApplicationContext spring;
    private static Shop shop;
    private static JdbcTemplate sql;

    @BeforeAll
    static void start() {
        spring = new AnnotationConfigApplicationContext(ShopConfiguration.class);
        shop = spring.getBean(Shop.class);
        sql = new JdbcTemplate(spring.getBean(javax.sql.DataSource.class));
    }

    @AfterAll
    static void stop() {
        spring.close();
    }

    @Test
    void savesOrderAndIncidentTogether() {
        Incident incident = shop.orderWhosePaymentFails("mia");
        assertThat(count("shop_order where customer = 'mia' and incident = '" + incident.number() + "'"))
                .isEqualTo(1);
        assertThat(count("itsm_incident where requester = 'mia'")).isEqualTo(1);
        assertThat(count("itsm_timeline where ticket_id = '" + incident.id() + "'"))
                .isEqualTo(1);
        assertThat(count("ACT_RU_EXECUTION where ID_ = '"
                        + incident.place().token().orElseThrow() + "'"))
                .isEqualTo(1);
    }

    @Test
    void savesNeitherIfTheShopFailsAfterwards() {
        assertThatThrownBy(() -> shop.orderThatFailsAfterwards("noah")).hasMessageContaining("on fire");
        assertNothingOf("noah");
    }

    @Test
    void savesNeitherIfTheShopSwallowsARefusal() {
        assertThatThrownBy(() -> shop.orderThatSwallowsARefusal("lea")).isInstanceOf(UnexpectedRollbackException.class);
        assertNothingOf("lea");
    }

    @Test
    void refusesACommandInATransactionThatOnlyReads() {
        assertThatThrownBy(() -> shop.reportThatLogsAnIncident("ida"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is read-only, and a command writes");
        assertNothingOf("ida");
    }

    @Test
    void hasTheTablesOfTheScript() {
        assertThat(count("information_schema.columns where table_name = 'ITSM_INCIDENT' and column_name = 'DESCRIPTION'"
                        + " and is_nullable = 'NO' and character_maximum_length > 32000"))
                .isEqualTo(1);
    }

    private static void assertNothingOf(String customer) {
        assertThat(count("shop_order where customer like '" + customer + "%'")).isZero();
        assertThat(count("itsm_incident where requester = '" + customer + "'")).isZero();
        assertThat(count("ACT_RU_EXECUTION where ACT_ID_ is not null"
                        + " and not exists (select 1 from itsm_incident i where i.workflow_token = ID_)"))
                .isZero();
    }

    private static long count(String what) {
        return sql.queryForObject("select count(*) from " + what, Long.class);
    }
}
