package org.itsm4j.bpmn.internal.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.itsm4j.error.StoreException;
import org.itsm4j.spi.ConnectionLender;

/** Where tickets stand, as the engine's own table says: its services would load each token to count it. */
public final class Standing {
    private static final String COUNTS = "select PROC_DEF_ID_, ACT_ID_, count(*) from ACT_RU_EXECUTION"
            + " where PARENT_ID_ = PROC_INST_ID_ group by PROC_DEF_ID_, ACT_ID_";
    private static final String COUNTS_OF_ONE = "select ACT_ID_, count(*) from ACT_RU_EXECUTION"
            + " where PROC_DEF_ID_ = ? and PARENT_ID_ = PROC_INST_ID_ group by ACT_ID_";
    private static final String PAGE = "select E.ID_, E.ACT_ID_, P.BUSINESS_KEY_ from ACT_RU_EXECUTION E"
            + " join ACT_RU_EXECUTION P on P.ID_ = E.PROC_INST_ID_"
            + " where E.PROC_DEF_ID_ = ? and E.PARENT_ID_ = E.PROC_INST_ID_ and E.ID_ > ?"
            + " order by E.ID_ fetch first ? rows only";

    private final ConnectionLender units;

    /**
     * @param units lends the connection
     */
    public Standing(ConnectionLender units) {
        this.units = units;
    }

    /** A token, the element at which it waits, and whose it is. */
    public record Token(String id, String element, BusinessKey key) {}

    /** @return how many tickets stand where, by version and element */
    public Map<String, Map<String, Long>> counts() {
        return read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COUNTS);
                    ResultSet rows = statement.executeQuery()) {
                Map<String, Map<String, Long>> counts = new HashMap<>();
                while (rows.next()) {
                    counts.computeIfAbsent(rows.getString(1), it -> new HashMap<>())
                            .put(rows.getString(2), rows.getLong(3));
                }
                return counts;
            } catch (SQLException e) {
                throw new StoreException("The engine's tokens could not be counted", e);
            }
        });
    }

    /**
     * @param definition a version
     * @return how many of its tickets stand where, by element
     */
    public Map<String, Long> counts(String definition) {
        return read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COUNTS_OF_ONE)) {
                statement.setString(1, definition);
                Map<String, Long> counts = new HashMap<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        counts.put(rows.getString(1), rows.getLong(2));
                    }
                }
                return counts;
            } catch (SQLException e) {
                throw new StoreException("The engine's tokens could not be counted", e);
            }
        });
    }

    /**
     * @param definition a version
     * @param after the id of a token
     * @param limit how many at most
     * @return tokens of the version behind that one, by their ids
     */
    public List<Token> page(String definition, String after, int limit) {
        return read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
                statement.setString(1, definition);
                statement.setString(2, after);
                statement.setInt(3, limit);
                List<Token> tokens = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        tokens.add(
                                new Token(rows.getString(1), rows.getString(2), BusinessKey.parse(rows.getString(3))));
                    }
                }
                return tokens;
            } catch (SQLException e) {
                throw new StoreException("The engine's tokens could not be read", e);
            }
        });
    }

    private <R> R read(Function<Connection, R> query) {
        return units.required(() -> units.withConnection(query));
    }
}
