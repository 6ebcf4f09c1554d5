package org.itsm4j.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The databases that a script is shipped for, and that the tests run on. */
public enum Database {
    /** PostgreSQL; tested on 18. */
    POSTGRESQL("PostgreSQL"),
    /** H2; tested on 2.4. */
    H2("H2");

    private final String product;

    Database(String product) {
        this.product = product;
    }

    String script() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }

    static Optional<Database> of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Arrays.stream(values())
                .filter(each -> each.product.equals(product))
                .findFirst();
    }
}
