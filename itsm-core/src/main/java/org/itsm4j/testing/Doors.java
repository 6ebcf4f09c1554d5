package org.itsm4j.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.itsm4j.change.OwnChange;
import org.itsm4j.change.RaiseChange;
import org.itsm4j.change.Revision;
import org.itsm4j.incident.CancelReason;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.IncidentField;
import org.itsm4j.incident.Incidents;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.incident.MajorPlan;
import org.itsm4j.incident.OwnIncident;
import org.itsm4j.incident.Reclassification;
import org.itsm4j.incident.Resolution;
import org.itsm4j.ticket.Assignment;
import org.itsm4j.ticket.Cursor;
import org.itsm4j.ticket.CustomValues;
import org.itsm4j.ticket.Direction;
import org.itsm4j.ticket.Hold;
import org.itsm4j.ticket.HoldReason;
import org.itsm4j.ticket.Impact;
import org.itsm4j.ticket.Note;
import org.itsm4j.ticket.Reference;
import org.itsm4j.ticket.RelationType;
import org.itsm4j.ticket.Search;
import org.itsm4j.ticket.TaskCursor;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;
import org.itsm4j.ticket.TicketRef;
import org.itsm4j.ticket.Urgency;

/** Calls every method of a door with arguments that are in order, but for one: so that no method is forgotten. */
final class Doors {
    private final Map<Class<?>, Object> samples = new HashMap<>();

    Doors(TicketId id, TicketNumber number) {
        BiFunction<Incidents, TicketId, Object> read = (door, one) -> door.get(one);
        samples.put(TicketId.class, id);
        samples.put(TicketRef.class, new TicketRef(TicketKind.INCIDENT, id));
        samples.put(TicketNumber.class, number);
        samples.put(Collection.class, List.of(id));
        samples.put(BiFunction.class, read);
        samples.put(String.class, "words");
        samples.put(long.class, 0L);
        samples.put(int.class, 10);
        samples.put(List.class, List.of());
        samples.put(
                LogIncident.class,
                LogIncident.titled("Another one").requester("mia").build());
        samples.put(Assignment.class, Assignment.to(IncidentScene.PAYMENTS, "kim"));
        samples.put(RaiseChange.class, RaiseChange.normal("Another one", "x").build());
        samples.put(Revision.class, Revision.nothing().answers(ChangeScene.BAD_ANSWERS));
        samples.put(Hold.class, Hold.because(HoldReason.CALLER, "Which browser?"));
        samples.put(Resolution.class, Resolution.fixed("Rolled back"));
        samples.put(CancelReason.class, CancelReason.DUPLICATE);
        samples.put(Reclassification.class, Reclassification.to(Impact.LOW, Urgency.LOW));
        samples.put(Note.class, Note.internal("seen"));
        samples.put(Reference.class, Reference.to("url", "x"));
        samples.put(RelationType.class, RelationType.RELATED_TO);
        samples.put(MajorPlan.class, MajorPlan.led("no sales", "all shops", "mim"));
        samples.put(Instant.class, Instant.parse("2026-04-01T10:00:00Z"));
        samples.put(CustomValues.class, CustomValues.of(IncidentWalk.FIELD, "far"));
        samples.put(Search.class, Search.sortedBy(IncidentField.LOGGED_AT, Direction.ASCENDING));
        samples.put(TaskCursor.class, new TaskCursor(Instant.EPOCH, id, "replaceCable"));
        samples.put(Cursor.class, new Cursor(Instant.EPOCH, id));
    }

    /** A method, and which of its arguments is to be replaced. */
    record Hole(Method method, int argument) {
        Class<?> type() {
            return method.getParameterTypes()[argument];
        }

        String parameter() {
            return method.getParameters()[argument].getName();
        }

        /** What answers with the ticket as it is then, unless it only reads it. */
        boolean isOfACommand() {
            return List.of(Incident.class, OwnIncident.class, OwnChange.class).contains(method.getReturnType())
                    && !method.getName().equals("get");
        }

        @Override
        public String toString() {
            return method.getName() + Arrays.toString(method.getParameterTypes()) + ", argument " + argument;
        }
    }

    static List<Hole> holes(Class<?> door, Class<?>... types) {
        List<Hole> holes = new ArrayList<>();
        for (Method method : methods(door)) {
            for (int i = 0; i < method.getParameterCount(); i++) {
                if (List.of(types).contains(method.getParameterTypes()[i])) {
                    holes.add(new Hole(method, i));
                }
            }
        }
        return holes;
    }

    /** Every argument that could be null. */
    static List<Hole> holes(Class<?> door) {
        List<Hole> holes = new ArrayList<>();
        for (Method method : methods(door)) {
            for (int i = 0; i < method.getParameterCount(); i++) {
                if (!method.getParameterTypes()[i].isPrimitive()) {
                    holes.add(new Hole(method, i));
                }
            }
        }
        return holes;
    }

    static List<Method> methods(Class<?> door) {
        return Arrays.stream(door.getMethods())
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .toList();
    }

    /** What it answers or throws, with that in the hole. */
    Object fill(Object door, Hole hole, Object with) {
        Object[] arguments = arguments(hole.method());
        arguments[hole.argument()] = with;
        return call(door, hole.method(), arguments);
    }

    Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> {
                    if (!samples.containsKey(type)) {
                        throw new AssertionError(method + " is new: give " + type + " a sample here");
                    }
                    return samples.get(type);
                })
                .toArray();
    }

    static Object call(Object door, Method method, Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(door, arguments);
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
