package org.itsm4j.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.spi.PersistenceProvider;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The persistence providers that we promise to work with, set up as a host would. */
enum Provider {
    HIBERNATE(org.hibernate.jpa.HibernatePersistenceProvider::new),
    ECLIPSELINK(org.eclipse.persistence.jpa.PersistenceProvider::new);

    private final Supplier<PersistenceProvider> made;

    Provider(Supplier<PersistenceProvider> made) {
        this.made = made;
    }

    EntityManagerFactory over(DataSource dataSource) {
        return over(dataSource, unit -> {});
    }

    EntityManagerFactory over(DataSource dataSource, Consumer<PersistenceConfiguration> more) {
        PersistenceConfiguration unit = unit().property("jakarta.persistence.nonJtaDataSource", dataSource);
        JpaStore.managedClasses().forEach(unit::managedClass);
        more.accept(unit);
        return open(unit);
    }

    EntityManagerFactory open(PersistenceConfiguration unit) {
        return made.get().createEntityManagerFactory(unit);
    }

    PersistenceConfiguration unit() {
        return new PersistenceConfiguration("itsm-" + name() + "-" + System.nanoTime())
                .property("eclipselink.weaving", "false")
                .property("eclipselink.logging.level", "SEVERE");
    }
}
