package org.itsm4j.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityExistsException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.StoreException;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private static RuntimeException translated(RuntimeException failure) {
        return Failures.translate(() -> "add incident 42", failure);
    }

    @ParameterizedTest
    @CsvSource({"23505,0,true", "23000,1062,true", "23000,1048,false", "23503,0,false", "22001,0,false"})
    void knowsATakenKey(String state, int code, boolean taken) {
        SQLException cause = new SQLException("VALUES ('secret')", state, code);
        RuntimeException translated = translated(new RollbackException(new PersistenceException(cause)));
        assertThat(translated).isInstanceOf(taken ? DuplicateKeyException.class : StoreException.class);
        assertThat(translated.getMessage()).contains("add incident 42").doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"40001", "40P01"})
    void knowsALostRace(String state) {
        assertThat(translated(new PersistenceException(new SQLException("deadlock", state))))
                .isInstanceOf(StaleTicketException.class);
        assertThat(translated(new RollbackException(new OptimisticLockException())))
                .isInstanceOf(StaleTicketException.class);
    }

    @Test
    void looksIntoBatchesAndSuppressedExceptions() {
        BatchUpdateException batch = new BatchUpdateException();
        batch.setNextException(new SQLException("taken", "23505"));
        assertThat(translated(new PersistenceException(batch))).isInstanceOf(DuplicateKeyException.class);
        StoreException commit = new StoreException("could not commit");
        commit.addSuppressed(new OptimisticLockException());
        assertThat(translated(commit)).isInstanceOf(StaleTicketException.class);
    }

    @Test
    void knowsWhatIsPersistedTwice() {
        assertThat(translated(new EntityExistsException())).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void keepsTheCause() {
        PersistenceException failure = new PersistenceException("down");
        assertThat(translated(failure))
                .isExactlyInstanceOf(StoreException.class)
                .hasCause(failure);
    }

    @Test
    void leavesWhatIsNotTheDatabasesAlone() {
        for (RuntimeException own : new RuntimeException[] {
            new IllegalStateException("host"),
            new ConfigurationException("ours"),
            new StaleTicketException("ours"),
            new StoreException("ours", new SQLException("down"))
        }) {
            assertThat(translated(own)).isSameAs(own);
        }
    }

    @Test
    void survivesACircleOfCauses() {
        RuntimeException one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));
        assertThat(translated(one)).isSameAs(one);
    }
}
