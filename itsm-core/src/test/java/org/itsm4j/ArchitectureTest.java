package org.itsm4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.change.ChangeDoors;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.problem.ProblemDoors;

/** What may know what: root, practices, shared kernel, in this direction only. */
@AnalyzeClasses(packages = "org.itsm4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PRACTICES = {"org.itsm4j.incident..", "org.itsm4j.problem..", "org.itsm4j.change"};
    private static final String[] KERNEL = {
        "org.itsm4j.ticket..",
        "org.itsm4j.lifecycle..",
        "org.itsm4j.security..",
        "org.itsm4j.spi..",
        "org.itsm4j.error..",
        "org.itsm4j.memory.."
    };

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.itsm4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theKernelKnowsNoPractice = noClasses()
            .that()
            .resideInAnyPackage(KERNEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PRACTICES);

    @ArchTest
    static final ArchRule onlyTestsKnowTheRoot = noClasses()
            .that()
            .resideOutsideOfPackages("org.itsm4j", "org.itsm4j.testing")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.itsm4j");

    @ArchTest
    static final ArchRule nothingDependsOnTheTestKit = noClasses()
            .that()
            .resideOutsideOfPackage("org.itsm4j.testing")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.itsm4j.testing");

    @ArchTest
    static final ArchRule onlyTheRootKnowsTheStoreInMemory = noClasses()
            .that()
            .resideOutsideOfPackages("org.itsm4j", "org.itsm4j.memory")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.itsm4j.memory");

    @ArchTest
    static final ArchRule knowsNoEngineNoPersistenceNoContainer = classes()
            .that()
            .resideOutsideOfPackages("org.itsm4j.testing", "org.itsm4j.change.calendar")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "org.itsm4j..", "java..", "org.slf4j..", "jakarta.validation..", "org.jspecify.."));

    @ArchTest
    static final ArchRule onlyOneClassKnowsTheLibraryForRecurrence = noClasses()
            .that(not(simpleName("RecurrenceText")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.dmfs..");

    @ArchTest
    static final ArchRule theChangeCalendarKnowsOnlyThatBesides = classes()
            .that()
            .resideInAPackage("org.itsm4j.change.calendar")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("org.itsm4j..", "java..", "org.jspecify..", "org.dmfs.rfc5545.."));

    @ArchTest
    static final ArchRule theTestKitNeedsJUnitAndAssertJOnly = classes()
            .that()
            .resideInAPackage("org.itsm4j.testing")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "org.itsm4j..", "java..", "org.junit.jupiter.api..", "org.assertj..", "org.jspecify.."));

    @ArchTest
    static final ArchRule nothingPrintsToTheConsole = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule logsBySlf4jOnly = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule statesAreNotStatic =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule constantsAreNoArrays = noFields()
            .that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray));

    @ArchTest
    static final ArchRule theOnlyClockIsTheInjectedOne = noClasses()
            .that(not(equivalentTo(Itsm.Builder.class)))
            .should()
            .callMethodWhere(
                    DescribedPredicate.describe("the time of the machine is read", ArchitectureTest::readsTime));

    private static boolean readsTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return owner.startsWith("java.time.") && name.equals("now")
                || owner.equals(Clock.class.getName()) && (name.startsWith("system") || name.startsWith("tick"))
                || owner.equals("java.lang.System") && (name.equals("currentTimeMillis") || name.equals("nanoTime"))
                || owner.equals("java.util.Date") && name.equals("<init>");
    }

    @ArchTest
    static final ArchRule whatIsInternalIsInNoPublicSignature = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(resideInAPackage("org.itsm4j..")
                    .and(not(resideInAPackage("..internal..")))
                    .and(not(belongToAnyOf(IncidentDoors.class, ProblemDoors.class, ChangeDoors.class)))
                    .and(DescribedPredicate.describe(
                            "are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC))))
            .should(new ArchCondition<>("have no internal type in their signature") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    Set<String> internals = Stream.concat(
                                    method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                            .map(JavaClass::getPackageName)
                            .filter(name -> name.contains(".internal"))
                            .collect(Collectors.toSet());
                    if (!internals.isEmpty()) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " shows " + internals));
                    }
                }
            });
}
