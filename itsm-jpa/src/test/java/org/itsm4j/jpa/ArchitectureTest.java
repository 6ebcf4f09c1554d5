package org.itsm4j.jpa;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.Statement;

@AnalyzeClasses(packages = "org.itsm4j.jpa", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule usesTheStandardOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.hibernate..", "org.eclipse..", "org.springframework..", "org.flowable..");

    @ArchTest
    static final ArchRule hasOneDoor = classes()
            .that(not(belongToAnyOf(
                    JpaStore.class,
                    JpaSchema.class,
                    Database.class,
                    HostTransactions.class,
                    JtaTransactions.class,
                    Joined.class)))
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule buildsNoQueryFromText = noClasses()
            .should()
            .callMethod(EntityManager.class, "createQuery", String.class)
            .orShould()
            .callMethod(EntityManager.class, "createQuery", String.class, Class.class)
            .orShould()
            .callMethod(EntityManager.class, "createNativeQuery", String.class)
            .orShould()
            .callMethod(EntityManager.class, "createNativeQuery", String.class, Class.class);

    @ArchTest
    static final ArchRule speaksSqlInSixPlacesOnly = noClasses()
            .that(not(belongToAnyOf(
                    JdbcNumberStore.class,
                    JdbcScheduleStore.class,
                    PostgresSweep.class,
                    MappingCheck.class,
                    SchemaCheck.class,
                    SchemaScript.class)))
            .should()
            .callMethod(Connection.class, "prepareStatement", String.class)
            .orShould()
            .callMethod(Connection.class, "createStatement")
            .orShould()
            .callMethod(Statement.class, "execute", String.class);

    @ArchTest
    static final ArchRule onlyTheJtaBindingNeedsJta = noClasses()
            .that(not(belongToAnyOf(JtaTransactions.class)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.transaction..");
}
