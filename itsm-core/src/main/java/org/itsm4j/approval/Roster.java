package org.itsm4j.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.internal.JsonPart;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.internal.JsonWriter;
import org.itsm4j.ticket.Limits;
import org.itsm4j.ticket.Text;

/**
 * Who is behind the groups and roles of a policy, as it was when the vote was opened, and which optional stages are left out and
 * why. Who joins a group later gets no vote. Immutable; the methods return a new one.
 */
public final class Roster {
    private static final String SUBJECT = "Roster";
    private static final List<String> INVITEE = List.of("person", "group", "board", "role", "persons");

    private final Map<Invitee, Set<String>> members;
    private final Map<String, String> skipped;

    private Roster(Map<Invitee, Set<String>> members, Map<String, String> skipped) {
        this.members = Collections.unmodifiableMap(members);
        this.skipped = Collections.unmodifiableMap(skipped);
    }

    /** @return a roster that knows no group and no role */
    public static Roster empty() {
        return new Roster(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * @param policy a policy
     * @param persons says who is in a group or role; asked once for each of the policy
     * @return a roster for the policy
     * @throws InvalidInputException if more than 200 are in one, or a name is none
     */
    public static Roster of(ApprovalPolicy policy, Function<Invitee, Collection<String>> persons) {
        Objects.requireNonNull(persons, "persons");
        Roster roster = empty();
        for (Invitee each : Objects.requireNonNull(policy, "policy").toResolve()) {
            roster = roster.with(each, Objects.requireNonNull(persons.apply(each), "members"));
        }
        return roster;
    }

    /**
     * @param invitee a group or a role; persons need not be told
     * @param persons who is in it; may be nobody
     * @return this roster, with them
     * @throws InvalidInputException if there are more than 200, or a name is blank or longer than 200 characters
     */
    public Roster with(Invitee invitee, Collection<String> persons) {
        Objects.requireNonNull(invitee, "invitee");
        Set<String> sorted = new TreeSet<>();
        Objects.requireNonNull(persons, "persons")
                .forEach(person -> sorted.add(Objects.requireNonNull(person, "one of the persons")));
        Limits.require(SUBJECT, "persons", sorted.size(), ApprovalPolicy.VOTERS);
        sorted.forEach(person -> Text.Rule.require(SUBJECT, "persons", person, Limits.NAME));
        Map<Invitee, Set<String>> more = new LinkedHashMap<>(members);
        more.put(invitee, Collections.unmodifiableSet(sorted));
        return new Roster(more, skipped);
    }

    /**
     * @param invitee a group or a role
     * @param persons who is in it
     * @return this roster, with them
     * @throws InvalidInputException if there are more than 200, or a name is blank or longer than 200 characters
     */
    public Roster with(Invitee invitee, String... persons) {
        return with(invitee, List.of(Objects.requireNonNull(persons, "persons")));
    }

    /**
     * @param stage an optional stage of the policy
     * @param reason why it is left out, 1 to 2,000 characters; every explanation says it
     * @return this roster, without that stage
     * @throws InvalidInputException if the reason is blank or too long
     */
    public Roster skip(String stage, String reason) {
        Map<String, String> more = new LinkedHashMap<>(skipped);
        more.put(
                Text.Rule.require(SUBJECT, "stage", Objects.requireNonNull(stage, "stage"), 100),
                Text.Rule.require(SUBJECT, "reason", Objects.requireNonNull(reason, "reason"), Limits.REASON));
        return new Roster(members, more);
    }

    /** @return who is behind each group and role that is known */
    public Map<Invitee, Set<String>> members() {
        return members;
    }

    /** @return the stages that are left out, with the reason */
    public Map<String, String> skipped() {
        return skipped;
    }

    Set<String> persons(Invitee invitee) {
        return invitee instanceof Invitee.Person person
                ? Set.of(person.name())
                : members.getOrDefault(invitee, Set.of());
    }

    /** @return the roster as a file */
    public String toJson() {
        return JsonWriter.write(object());
    }

    Map<String, Object> object() {
        Map<String, Object> file = new LinkedHashMap<>();
        List<Object> known = new ArrayList<>();
        members.forEach((invitee, persons) -> {
            Map<String, Object> object = ApprovalJson.write(invitee);
            object.put("persons", List.copyOf(persons));
            known.add(object);
        });
        file.put("members", known);
        if (!skipped.isEmpty()) {
            file.put(
                    "skipped",
                    skipped.entrySet().stream()
                            .map(each -> {
                                Map<String, Object> object = new LinkedHashMap<>();
                                object.put("stage", each.getKey());
                                object.put("reason", each.getValue());
                                return object;
                            })
                            .toList());
        }
        return file;
    }

    /**
     * @param json what {@link #toJson} has written
     * @return the roster it describes
     * @throws org.itsm4j.error.ConfigurationException if it is no such file
     * @throws InvalidInputException if it describes what no roster can have
     */
    public static Roster fromJson(String json) {
        return read(new JsonPart("", JsonReader.read(json)));
    }

    static Roster read(JsonPart file) {
        file.only(List.of("members", "skipped"));
        Roster roster = empty();
        for (JsonPart part : file.list("members")) {
            Invitee invitee = ApprovalJson.invitee(part, INVITEE);
            roster = roster.with(
                    invitee, part.texts("persons").stream().map(JsonPart::text).toList());
        }
        for (JsonPart part : file.list("skipped")) {
            part.only(List.of("stage", "reason"));
            roster = roster.skip(
                    part.required("stage").text(), part.required("reason").text());
        }
        return roster;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Roster roster && roster.members.equals(members) && roster.skipped.equals(skipped);
    }

    @Override
    public int hashCode() {
        return Objects.hash(members, skipped);
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "Roster[" + members.size() + " groups and roles, " + skipped.size() + " stages skipped]";
    }
}
