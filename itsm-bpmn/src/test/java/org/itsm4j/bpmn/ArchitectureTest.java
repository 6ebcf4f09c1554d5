package org.itsm4j.bpmn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may know what: the API, four ways to use a model, the model, the language; in this direction only. */
@AnalyzeClasses(packages = "org.itsm4j.bpmn", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String INTERNAL = "org.itsm4j.bpmn.internal";

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.itsm4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesKnowOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("org.itsm4j.bpmn")
            .layer("check")
            .definedBy(INTERNAL + ".check")
            .layer("diff")
            .definedBy(INTERNAL + ".diff")
            .layer("picture")
            .definedBy(INTERNAL + ".picture")
            .layer("engine")
            .definedBy(INTERNAL + ".engine")
            .layer("model")
            .definedBy(INTERNAL + ".model")
            .layer("condition")
            .definedBy(INTERNAL + ".condition")
            .layer("quote")
            .definedBy(INTERNAL)
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("check")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("diff")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("picture")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("api", "check", "diff", "picture", "engine")
            .whereLayer("condition")
            .mayOnlyBeAccessedByLayers("api", "check", "diff", "picture", "engine", "model")
            .whereLayer("quote")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule isInOneOfThesePackages = classes()
            .should()
            .resideInAnyPackage(
                    "org.itsm4j.bpmn",
                    INTERNAL,
                    INTERNAL + ".check",
                    INTERNAL + ".diff",
                    INTERNAL + ".picture",
                    INTERNAL + ".engine",
                    INTERNAL + ".model",
                    INTERNAL + ".condition");

    @ArchTest
    static final ArchRule whatReadsChecksComparesAndDrawsNeedsNoEngine = noClasses()
            .that()
            .resideInAnyPackage(
                    INTERNAL,
                    INTERNAL + ".check",
                    INTERNAL + ".diff",
                    INTERNAL + ".picture",
                    INTERNAL + ".model",
                    INTERNAL + ".condition")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flowable..");

    @ArchTest
    static final ArchRule whatIsInternalIsNotExtended = classes()
            .that()
            .resideInAPackage(INTERNAL + "..")
            .and()
            .arePublic()
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule whatIsInternalIsInNoPublicSignature = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.itsm4j.bpmn")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(new ArchCondition<>("have no internal type in their signature") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    Set<String> internals = Stream.concat(
                                    method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                            .map(JavaClass::getPackageName)
                            .filter(name -> name.startsWith(INTERNAL))
                            .collect(Collectors.toSet());
                    if (!internals.isEmpty()) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " shows " + internals));
                    }
                }
            });
}
