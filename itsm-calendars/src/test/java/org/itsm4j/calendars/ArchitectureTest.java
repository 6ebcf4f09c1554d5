package org.itsm4j.calendars;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

@AnalyzeClasses(packages = "org.itsm4j.calendars", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule nothingPrintsToTheConsole = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    /** The whole model of ical4j knows zones that it may fetch; its parser and its recurrences do not. */
    @ArchTest
    static final ArchRule knowsNoNetwork = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("CalendarBuilder");
}
