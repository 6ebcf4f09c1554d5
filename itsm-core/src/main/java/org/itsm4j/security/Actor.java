package org.itsm4j.security;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.error.InvalidInputException;

/**
 * Who gives a command: an account of the host, the person behind it, its tenant, roles and groups. Immutable; the
 * {@code with…} and {@code in…} methods return a new one. There is no default actor.
 *
 * <pre>{@code Actor.agent("ana").inGroup("service-desk").with(Role.DISPATCHER)}</pre>
 */
public final class Actor {
    private static final int MAX_NAME = 200;
    static final int MAX_GROUPS = 500;

    private final String id;
    private final String person;
    private final Tenant tenant;
    private final Set<Role> roles;
    private final Set<String> groups;

    private Actor(String id, String person, Tenant tenant, Set<Role> roles, Set<String> groups) {
        this.id = name("id", id);
        this.person = name("person", person);
        this.tenant = tenant;
        this.roles = Set.copyOf(roles);
        this.groups = Set.copyOf(groups);
        if (groups.size() > MAX_GROUPS) {
            throw new InvalidInputException("Actor", "groups", "at most " + MAX_GROUPS + ", got " + groups.size());
        }
        groups.forEach(group -> name("groups", group));
    }

    private static String name(String path, String value) {
        Objects.requireNonNull(value, path);
        if (value.chars().allMatch(Actor::isInvisible) || value.length() > MAX_NAME) {
            throw new InvalidInputException("Actor", path, "1 to " + MAX_NAME + " characters, got " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) && !paired(value, i)) {
                throw new InvalidInputException("Actor", path, "no control characters or lone surrogates");
            }
        }
        return value;
    }

    /** Also a zero-width space, which is no whitespace to Java. */
    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static boolean paired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }

    private static Actor of(String id, Role role) {
        return new Actor(id, id, Tenant.SINGLE, EnumSet.of(role), Set.of());
    }

    /**
     * @param id the account, 1 to 200 characters
     * @return someone who reports tickets
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor requester(String id) {
        return of(id, Role.REQUESTER);
    }

    /**
     * @param id the account, 1 to 200 characters
     * @return someone who works on tickets; add the groups they are in
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor agent(String id) {
        return of(id, Role.AGENT);
    }

    /**
     * @param id the account, 1 to 200 characters
     * @return someone who sends tickets to groups
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor dispatcher(String id) {
        return of(id, Role.DISPATCHER);
    }

    /**
     * @param id the account, 1 to 200 characters
     * @return someone who answers for the practice
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor manager(String id) {
        return of(id, Role.MANAGER);
    }

    /**
     * @param id the account, 1 to 200 characters
     * @return someone who decides on major incidents
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor majorIncidentManager(String id) {
        return of(id, Role.MAJOR_INCIDENT_MANAGER);
    }

    /**
     * @param id the account, 1 to 200 characters
     * @return someone who decides on problems
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor problemManager(String id) {
        return of(id, Role.PROBLEM_MANAGER);
    }

    /**
     * @param id the account, 1 to 200 characters
     * @return someone who answers for changes
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor changeManager(String id) {
        return of(id, Role.CHANGE_MANAGER);
    }

    /**
     * @param id the account, 1 to 200 characters
     * @return someone who may do, in the tenant, whatever a contract allows to anybody
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor administrator(String id) {
        return of(id, Role.ADMINISTRATOR);
    }

    /**
     * @param id what acts, such as {@code monitoring}; 1 to 200 characters
     * @return a machine; the timeline shows it as such
     * @throws InvalidInputException if the id is blank or too long
     */
    public static Actor system(String id) {
        return of(id, Role.SYSTEM);
    }

    /**
     * @param group a group of the host
     * @return this actor, also in that group
     * @throws InvalidInputException if the group is blank or too long, or there are more than 500
     */
    public Actor inGroup(String group) {
        Set<String> more = new LinkedHashSet<>(groups);
        more.add(Objects.requireNonNull(group, "group"));
        return new Actor(id, person, tenant, roles, more);
    }

    /**
     * @param role a role; {@link Role#ASSIGNEE} and {@link Role#STAFF} are relative and cannot be given
     * @return this actor, also in that role
     * @throws InvalidInputException if the role is a relative one
     */
    public Actor with(Role role) {
        Objects.requireNonNull(role, "role");
        if (role == Role.ASSIGNEE || role == Role.STAFF) {
            throw new InvalidInputException("Actor", "roles", role + " follows from the ticket and cannot be given");
        }
        Set<Role> more = EnumSet.of(role);
        more.addAll(roles);
        return new Actor(id, person, tenant, more, groups);
    }

    /**
     * @param other the tenant this actor belongs to; {@link Tenant#SINGLE} unless told
     * @return this actor in that tenant
     */
    public Actor of(Tenant other) {
        return new Actor(id, person, Objects.requireNonNull(other, "other"), roles, groups);
    }

    /**
     * @param name the human behind this account, where one person has several accounts; the account's id unless told
     * @return this actor, as that person
     * @throws InvalidInputException if the name is blank or too long
     */
    public Actor as(String name) {
        return new Actor(id, Objects.requireNonNull(name, "name"), tenant, roles, groups);
    }

    /** @return the account */
    public String id() {
        return id;
    }

    /** @return the human behind the account, to whom tickets are assigned and for whom they are reported */
    public String person() {
        return person;
    }

    /** @return the tenant all commands of this actor stay in */
    public Tenant tenant() {
        return tenant;
    }

    /** @return the roles given; never empty */
    public Set<Role> roles() {
        return roles;
    }

    /** @return the groups this actor is in */
    public Set<String> groups() {
        return groups;
    }

    /**
     * @param role a role
     * @return whether it was given to this actor
     */
    public boolean has(Role role) {
        return roles.contains(Objects.requireNonNull(role, "role"));
    }

    /** @return whether this actor is more than a requester */
    public boolean isStaff() {
        return roles.stream().anyMatch(role -> role != Role.REQUESTER && role != Role.IMPORTER);
    }

    @Override
    public String toString() {
        return id + new TreeSet<>(roles) + "@" + tenant;
    }
}
