package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.itsm4j.approval.Absence;
import org.itsm4j.approval.Ballot;
import org.itsm4j.approval.Delegation;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ApprovalRecord;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.VoteRecord;
import org.itsm4j.ticket.TicketRef;

/** Rounds of approval, votes, delegations and absences, a row each. */
final class JpaApprovalStore implements ApprovalStore {
    private final JpaUnitOfWork unit;

    JpaApprovalStore(JpaUnitOfWork unit) {
        this.unit = unit;
    }

    private void add(String what, Object row) {
        unit.call(() -> "add " + what, manager -> {
            manager.persist(row);
            manager.flush();
            return true;
        });
    }

    /** Finds the row that was read, which the persistence context has as a rule, and fails if it is another by now. */
    private static <R, V> R asRead(EntityManager manager, Class<R> type, Object key, Function<R, V> read, V before) {
        R row = manager.find(type, key);
        if (row == null || !read.apply(row).equals(before)) {
            throw new StaleTicketException("The " + before + " was changed meanwhile");
        }
        return row;
    }

    @Override
    public void open(Tenant tenant, ApprovalRecord round) {
        add(round.toString(), new ApprovalRow(tenant, round));
    }

    @Override
    public void replace(Tenant tenant, ApprovalRecord before, ApprovalRecord after) {
        unit.call(() -> "change " + before, manager -> {
            asRead(manager, ApprovalRow.class, ApprovalRow.key(tenant, before), ApprovalRow::read, before)
                    .write(after);
            manager.flush();
            return true;
        });
    }

    @Override
    public List<ApprovalRecord> rounds(Tenant tenant, TicketRef ticket, int limit) {
        return unit.call(() -> "list the rounds of approval of " + ticket, manager -> {
            Select<ApprovalRow> select = new Select<>(manager, ApprovalRow.class);
            of(select.where(), tenant, ticket);
            return select.order(false, "round").list(limit).stream()
                    .map(ApprovalRow::read)
                    .toList();
        });
    }

    private static Where of(Where where, Tenant tenant, TicketRef ticket) {
        return where.equal("tenant", tenant.name())
                .equal("ticketKind", ticket.kind().name())
                .equal("ticketId", ticket.id().value());
    }

    @Override
    public void cast(Tenant tenant, VoteRecord vote) {
        add(vote.toString(), new VoteRow(tenant, vote));
    }

    @Override
    public List<VoteRecord> votes(Tenant tenant, TicketRef ticket, int round) {
        return unit.call(() -> "read the votes of " + ticket, manager -> {
            Select<VoteRow> select = new Select<>(manager, VoteRow.class);
            of(select.where(), tenant, ticket).equal("round", round);
            return select.order(true, "sequence").list(Ballot.VOTES).stream()
                    .map(VoteRow::read)
                    .toList();
        });
    }

    @Override
    public void add(Tenant tenant, Delegation delegation) {
        add(delegation.toString(), new DelegationRow(tenant, delegation));
    }

    @Override
    public void end(Tenant tenant, Delegation before, Instant endsAt) {
        Delegation after = before.until(endsAt);
        unit.call(() -> "end " + before, manager -> {
            asRead(manager, DelegationRow.class, DelegationRow.key(tenant, before), DelegationRow::read, before)
                    .end(after.endsAt());
            manager.flush();
            return true;
        });
    }

    @Override
    public List<Delegation> delegations(
            Tenant tenant, Collection<String> from, Instant since, Instant until, int limit) {
        if (from.isEmpty()) {
            return List.of();
        }
        return unit.call(() -> "read delegations", manager -> {
            Select<DelegationRow> select = new Select<>(manager, DelegationRow.class);
            during(select.where().equal("tenant", tenant.name()).anyOf("from", distinct(from)), since, until);
            return select.order(true, "from", "startsAt", "to").list(limit).stream()
                    .map(DelegationRow::read)
                    .toList();
        });
    }

    @Override
    public List<Delegation> delegationsTo(Tenant tenant, String to, Instant since, Instant until, int limit) {
        return unit.call(() -> "read delegations", manager -> {
            Select<DelegationRow> select = new Select<>(manager, DelegationRow.class);
            during(select.where().equal("tenant", tenant.name()).equal("to", to), since, until);
            return select.order(true, "from", "startsAt").list(limit).stream()
                    .map(DelegationRow::read)
                    .toList();
        });
    }

    private static List<String> distinct(Collection<String> persons) {
        return List.copyOf(new HashSet<>(persons));
    }

    /** One that ends when it starts is never valid, and in no period. */
    private static void during(Where where, Instant since, Instant until) {
        where.atMost("startsAt", Micros.of(until))
                .greater("endsAt", Micros.of(since))
                .greaterThanOther("endsAt", "startsAt");
    }

    @Override
    public void add(Tenant tenant, Absence absence) {
        add(absence.toString(), new AbsenceRow(tenant, absence));
    }

    @Override
    public void end(Tenant tenant, Absence before, Instant endsAt) {
        Absence after = before.until(endsAt);
        unit.call(() -> "end " + before, manager -> {
            asRead(manager, AbsenceRow.class, AbsenceRow.key(tenant, before), AbsenceRow::read, before)
                    .end(after.endsAt());
            manager.flush();
            return true;
        });
    }

    @Override
    public List<Absence> absences(Tenant tenant, Collection<String> persons, Instant since, Instant until, int limit) {
        if (persons.isEmpty()) {
            return List.of();
        }
        return unit.call(() -> "read absences", manager -> {
            Select<AbsenceRow> select = new Select<>(manager, AbsenceRow.class);
            during(select.where().equal("tenant", tenant.name()).anyOf("person", distinct(persons)), since, until);
            return select.order(true, "person", "startsAt").list(limit).stream()
                    .map(AbsenceRow::read)
                    .toList();
        });
    }
}
