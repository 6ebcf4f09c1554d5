package org.itsm4j.fullstack;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/** A real database, made for a test. */
enum Database {
    H2 {
        @Override
        String freshUrl() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRESQL {
        @Override
        String freshUrl() {
            return Server.url(Server.create(""));
        }

        @Override
        String readyUrl() {
            return Server.url(Server.create(" template " + Ready.NAME));
        }
    };

    /** To copy a database with all tables is many times faster than to create those one by one. */
    private static final class Ready {
        private static final String NAME = make();

        private static String make() {
            String name = Server.create("");
            FullStack.createTables(pool(Server.url(name), 4));
            return name;
        }
    }

    /** One server for all tests of this JVM; it dies with it. */
    private static final class Server {
        private static final EmbeddedPostgres ONE = start();

        private static String create(String how) {
            String name = "itsm_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = ONE.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name + how);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return name;
        }

        private static String url(String name) {
            return ONE.getJdbcUrl("postgres", name);
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setServerConfig("fsync", "off") // no test takes away its power
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A new, empty database. */
    abstract String freshUrl();

    /** A new database that may have all tables, and nothing in them. */
    String readyUrl() {
        return freshUrl();
    }

    HikariDataSource pool(int size) {
        return pool(readyUrl(), size);
    }

    private static HikariDataSource pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(10_000);
        return new HikariDataSource(config);
    }
}
