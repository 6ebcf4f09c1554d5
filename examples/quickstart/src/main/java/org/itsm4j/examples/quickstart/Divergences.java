package org.itsm4j.examples.quickstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Compares every ticket of the database with its engine token and its timeline, by SQL and past the library. They change in
 * one transaction, so that each of these numbers is zero, whatever happened.
 */
final class Divergences {
    private static final List<Check> CHECKS = List.of(
            new Check("tickets whose token is gone or stands elsewhere", """
                select count(*) from itsm_incident ticket
                left join ACT_RU_EXECUTION token on token.ID_ = ticket.workflow_token
                where ticket.workflow_token is not null
                and (token.ACT_ID_ is null or token.ACT_ID_ <> ticket.stage_id)"""),
            new Check("tickets whose token belongs to another ticket", """
                select count(*) from itsm_incident ticket
                join ACT_RU_EXECUTION token on token.ID_ = ticket.workflow_token
                join ACT_RU_EXECUTION process on process.ID_ = token.PROC_INST_ID_
                where process.BUSINESS_KEY_ is null
                or process.BUSINESS_KEY_ <> concat(ticket.tenant, '/incident/', cast(ticket.id as varchar))"""),
            new Check("tickets that are not finished and have no token", """
                select count(*) from itsm_incident
                where workflow_token is null and state not in ('CLOSED', 'CANCELLED')"""),
            new Check("processes whose ticket is gone or finished", """
                select count(*) from ACT_RU_EXECUTION process
                left join itsm_incident ticket
                on process.BUSINESS_KEY_ = concat(ticket.tenant, '/incident/', cast(ticket.id as varchar))
                and ticket.workflow_token is not null
                where process.BUSINESS_KEY_ like '%/incident/%' and ticket.id is null"""),
            new Check("tickets that are not as their last timeline entry left them", """
                select count(*) from itsm_incident ticket
                left join itsm_timeline entry
                on entry.tenant = ticket.tenant and entry.ticket_kind = 'INCIDENT' and entry.ticket_id = ticket.id
                and entry.entry_sequence = ticket.head_sequence and entry.entry_hash = ticket.head_hash
                where entry.ticket_id is null
                or exists (select 1 from itsm_timeline later
                where later.tenant = ticket.tenant and later.ticket_kind = 'INCIDENT'
                and later.ticket_id = ticket.id and later.entry_sequence > ticket.head_sequence)"""));

    private Divergences() {}

    /**
     * One kind of divergence.
     *
     * @param kind what it is
     * @param sql counts it
     */
    private record Check(String kind, String sql) {}

    /** How many there are of each kind. */
    static Map<String, Long> count(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return count(connection);
        }
    }

    /** As the other, as one connection sees it. */
    static Map<String, Long> count(Connection connection) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        for (Check check : CHECKS) {
            try (PreparedStatement statement = connection.prepareStatement(check.sql());
                    ResultSet result = statement.executeQuery()) {
                result.next();
                found.put(check.kind(), result.getLong(1));
            }
        }
        return found;
    }
}
