package org.itsm4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentSettings;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.lifecycle.Contract;
import org.itsm4j.problem.FaultTree;
import org.itsm4j.problem.Fishbone;
import org.itsm4j.problem.FiveWhys;
import org.itsm4j.problem.FixPlan;
import org.itsm4j.problem.KnownErrorDeclaration;
import org.itsm4j.problem.LogProblem;
import org.itsm4j.problem.Problem;
import org.itsm4j.problem.ProblemCancelReason;
import org.itsm4j.problem.ProblemCancellation;
import org.itsm4j.problem.ProblemReclassification;
import org.itsm4j.problem.ProblemSettings;
import org.itsm4j.problem.ProblemSource;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Category;
import org.itsm4j.ticket.CategoryTree;
import org.itsm4j.ticket.CustomField;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.PriorityMatrix;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.Stage;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.Test;

/**
 * Whatever is made of parts (records, factories, builders, settings) and gets null for one of them either leaves it to the
 * command, which refuses it with all else that is wrong, or names the parameter. It never fails by accident further inside.
 */
class NothingnessTest {
    /** Helpers, and what only the library itself calls. */
    private static final Set<String> NOT_OF_PARTS = Set.of(
            "IncidentDoors",
            "ProblemDoors",
            "ChangeDoors",
            "ContractPage",
            "Labels",
            "Limits",
            "Given",
            "Rule",
            "Chain");

    private static final TicketId ID = TicketId.next(Clock.systemUTC());
    private final Map<Class<?>, Object> samples = new HashMap<>();

    NothingnessTest() {
        Incident incident = Itsm.builder()
                .build()
                .as(Actor.agent("ana"))
                .incidents()
                .log(LogIncident.titled("x").requester("mia").build());
        Problem problem = Itsm.builder()
                .build()
                .as(Actor.agent("ana"))
                .problems()
                .log(LogProblem.titled("x", ProblemSource.REACTIVE).build());
        for (Object sample : List.of(
                "X",
                1,
                1L,
                true,
                ID,
                incident,
                incident.head(),
                incident.place(),
                incident.classification(),
                incident.milestones(),
                incident.major(),
                incident.origin(),
                incident.ref(),
                incident.number(),
                new BigDecimal(3),
                Duration.ofDays(1),
                Instant.EPOCH,
                Optional.empty(),
                Actor.agent("ana"),
                Tenant.SINGLE,
                Assignment.to("payments"),
                Category.of("network"),
                CategoryTree.open(),
                CustomValues.none(),
                CustomField.text("cause", 10),
                Hold.because(HoldReason.CALLER, "x"),
                HoldReason.CALLER,
                PriorityMatrix.standard(),
                PriorityMatrix.version(2),
                Reference.to("url", "x"),
                Resolution.fixed("x"),
                MajorPlan.led("x", "x", "x"),
                Reclassification.change(),
                IncidentSettings.standard(),
                LogIncident.titled("x"),
                LogProblem.titled("x", ProblemSource.REACTIVE),
                LogProblem.titled("x", ProblemSource.REACTIVE).build(),
                ProblemSettings.standard(),
                ProblemSettings.standard().trend(),
                ProblemReclassification.change(),
                KnownErrorDeclaration.causedBy("x", "x", "x"),
                FixPlan.decided("x"),
                FiveWhys.Why.because("x", "x"),
                FiveWhys.of(FiveWhys.Why.because("x", "x")),
                Fishbone.of("x"),
                FaultTree.Node.basic("x"),
                ProblemCancellation.because(ProblemCancelReason.WITHDRAWN),
                problem,
                problem.topic(),
                problem.milestones(),
                LogIncident.titled("x").build(),
                Search.sortedBy(org.itsm4j.incident.IncidentField.LOGGED_AT, org.itsm4j.ticket.Direction.ASCENDING))) {
            samples.put(sample.getClass(), sample);
        }
        ChangeSamples.all().forEach(sample -> samples.putIfAbsent(sample.getClass(), sample));
        samples.putAll(ChangeSamples.byInterface());
        samples.put(Contract.class, IncidentContract.get());
        samples.put(Stage.class, new Stage("new", "New"));
        samples.put(Class.class, Impact.class);
        samples.put(Clock.class, Clock.systemUTC());
        samples.put(java.util.UUID.class, ID.value());
        samples.put(org.itsm4j.ticket.Field.class, org.itsm4j.incident.IncidentField.PRIORITY);
        samples.put(Enum.class, Impact.HIGH);
        samples.put(Object.class, "X");
        samples.put(List.class, List.of());
        samples.put(Set.class, Set.of());
        samples.put(Map.class, Map.of());
        samples.put(Collection.class, List.of());
        samples.put(TicketRef.class, new TicketRef(TicketKind.INCIDENT, ID));
        samples.put(TicketNumber.class, TicketNumber.of(TicketKind.INCIDENT, 1));
    }

    @Test
    void namesTheParameterThatIsNull() {
        List<String> accidents = new ArrayList<>();
        int tried = 0;
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.itsm4j")) {
            if (each.getModifiers().contains(JavaModifier.PUBLIC)
                    && !each.getPackageName().matches(".*(internal|testing|memory)")
                    && !Throwable.class.isAssignableFrom(each.reflect())
                    && !each.isEnum()
                    && !each.isInterface()
                    && !NOT_OF_PARTS.contains(each.getSimpleName())) {
                tried += tryNulls(each.reflect(), accidents);
            }
        }
        assertThat(accidents).isEmpty();
        assertThat(tried).isGreaterThan(500);
    }

    private int tryNulls(Class<?> type, List<String> accidents) {
        int tried = 0;
        List<Executable> makers = new ArrayList<>(Arrays.asList(type.getConstructors()));
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !Set.of("equals", "compareTo").contains(method.getName()))
                .filter(method -> Modifier.isStatic(method.getModifiers()) || samples.containsKey(type))
                .forEach(makers::add);
        for (Executable maker : makers) {
            for (int i = 0; i < maker.getParameterCount(); i++) {
                if (!maker.getParameterTypes()[i].isPrimitive()) {
                    tried += tryNull(type, maker, i, accidents);
                }
            }
        }
        return tried;
    }

    private int tryNull(Class<?> type, Executable maker, int hole, List<String> accidents) {
        Object[] arguments =
                Arrays.stream(maker.getParameterTypes()).map(this::sample).toArray();
        arguments[hole] = maker.getParameterTypes()[hole]; // anything but null, to see what else has no sample
        if (Arrays.asList(arguments).contains(null)) {
            return 0;
        }
        arguments[hole] = null;
        String parameter = maker.getParameters()[hole].getName();
        try {
            if (maker instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                ((Method) maker).invoke(samples.get(type), arguments);
            }
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof NullPointerException accident
                    && !List.of(parameter, "cause")
                            .contains(String.valueOf(accident.getMessage()))) { // a custom field's value is named by it
                accidents.add(maker + ", " + parameter + ": " + accident.getMessage());
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(maker.toString(), e);
        }
        return 1;
    }

    private Object sample(Class<?> type) {
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Class<?> boxed = type == int.class
                ? Integer.class
                : type == long.class ? Long.class : type == boolean.class ? Boolean.class : type;
        return samples.get(boxed);
    }
}
