package org.itsm4j.bpmn.internal.engine;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the engine's instants as UTC. Its columns know no zone, and Flowable would write the local time of the JVM: two
 * nodes in two zones would disagree on when a timer is due, and the hour that a zone has twice a year would be lost.
 */
final class UtcTimestamps extends BaseTypeHandler<Date> {
    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, Date value, JdbcType type)
            throws SQLException {
        statement.setTimestamp(index, new Timestamp(value.getTime()), utc());
    }

    @Override
    public @Nullable Date getNullableResult(ResultSet row, String column) throws SQLException {
        return date(row.getTimestamp(column, utc()));
    }

    @Override
    public @Nullable Date getNullableResult(ResultSet row, int column) throws SQLException {
        return date(row.getTimestamp(column, utc()));
    }

    @Override
    public @Nullable Date getNullableResult(CallableStatement statement, int column) throws SQLException {
        return date(statement.getTimestamp(column, utc()));
    }

    private static @Nullable Date date(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : new Date(timestamp.getTime());
    }

    private static Calendar utc() { // drivers write into it, so each call has its own
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    }
}
