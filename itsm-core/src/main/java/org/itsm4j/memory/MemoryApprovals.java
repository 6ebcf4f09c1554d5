package org.itsm4j.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.itsm4j.approval.Absence;
import org.itsm4j.approval.Delegation;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.ApprovalRecord;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.DuplicateKeyException;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.spi.VoteRecord;
import org.itsm4j.ticket.TicketRef;

/** Rounds of approval with their votes, delegations and absences. */
final class MemoryApprovals implements ApprovalStore {
    private record Owner(Tenant tenant, TicketRef ticket) {}

    private record RoundKey(Tenant tenant, TicketRef ticket, int round) {}

    private record DelegationKey(Tenant tenant, String from, String to, Instant startsAt) {}

    private record AbsenceKey(Tenant tenant, String person, Instant startsAt) {}

    private final MemoryUnitOfWork unitOfWork;
    private final Map<Owner, NavigableMap<Integer, ApprovalRecord>> rounds = new HashMap<>();
    private final Map<RoundKey, NavigableMap<Integer, VoteRecord>> votes = new HashMap<>();
    private final Map<DelegationKey, Delegation> delegations = new HashMap<>();
    private final Map<AbsenceKey, Absence> absences = new HashMap<>();

    MemoryApprovals(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    private <K, V> void add(Map<K, V> kept, K key, V value) {
        unitOfWork.requireActive();
        if (kept.putIfAbsent(key, value) != null) {
            throw new DuplicateKeyException("There is a " + value + " already");
        }
        unitOfWork.undo(() -> kept.remove(key));
    }

    private <K, V> void replace(Map<K, V> kept, K key, V before, V after) {
        unitOfWork.requireActive();
        if (!before.equals(kept.get(key))) {
            throw new StaleTicketException("The " + before + " was changed meanwhile");
        }
        kept.put(key, after);
        unitOfWork.undo(() -> kept.put(key, before));
    }

    @Override
    public void open(Tenant tenant, ApprovalRecord round) {
        unitOfWork.requireActive();
        add(of(tenant, round.ticket()), round.round(), round);
    }

    private NavigableMap<Integer, ApprovalRecord> of(Tenant tenant, TicketRef ticket) {
        return rounds.computeIfAbsent(new Owner(tenant, ticket), owner -> new TreeMap<>());
    }

    @Override
    public void replace(Tenant tenant, ApprovalRecord before, ApprovalRecord after) {
        unitOfWork.requireActive();
        replace(of(tenant, before.ticket()), before.round(), before, after);
    }

    @Override
    public List<ApprovalRecord> rounds(Tenant tenant, TicketRef ticket, int limit) {
        unitOfWork.requireActive();
        return of(tenant, ticket).descendingMap().values().stream().limit(limit).toList();
    }

    @Override
    public void cast(Tenant tenant, VoteRecord vote) {
        unitOfWork.requireActive();
        add(of(tenant, vote.ticket(), vote.round()), vote.sequence(), vote);
    }

    private NavigableMap<Integer, VoteRecord> of(Tenant tenant, TicketRef ticket, int round) {
        return votes.computeIfAbsent(new RoundKey(tenant, ticket, round), key -> new TreeMap<>());
    }

    @Override
    public List<VoteRecord> votes(Tenant tenant, TicketRef ticket, int round) {
        unitOfWork.requireActive();
        return List.copyOf(of(tenant, ticket, round).values());
    }

    private static DelegationKey key(Tenant tenant, Delegation delegation) {
        return new DelegationKey(tenant, delegation.from(), delegation.to(), delegation.startsAt());
    }

    @Override
    public void add(Tenant tenant, Delegation delegation) {
        add(delegations, key(tenant, delegation), delegation);
    }

    @Override
    public void end(Tenant tenant, Delegation before, Instant endsAt) {
        replace(delegations, key(tenant, before), before, before.until(endsAt));
    }

    private static boolean meets(Instant startsAt, Instant endsAt, Instant since, Instant until) {
        return !startsAt.isAfter(until) && endsAt.isAfter(since) && endsAt.isAfter(startsAt);
    }

    @Override
    public List<Delegation> delegations(
            Tenant tenant, Collection<String> from, Instant since, Instant until, int limit) {
        Set<String> persons = new HashSet<>(from);
        return delegations(tenant, since, until).stream()
                .filter(each -> persons.contains(each.from()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Delegation> delegationsTo(Tenant tenant, String to, Instant since, Instant until, int limit) {
        return delegations(tenant, since, until).stream()
                .filter(each -> each.to().equals(to))
                .limit(limit)
                .toList();
    }

    private List<Delegation> delegations(Tenant tenant, Instant since, Instant until) {
        unitOfWork.requireActive();
        return delegations.entrySet().stream()
                .filter(each -> each.getKey().tenant().equals(tenant))
                .map(Map.Entry::getValue)
                .filter(each -> meets(each.startsAt(), each.endsAt(), since, until))
                .sorted(Comparator.comparing(Delegation::from)
                        .thenComparing(Delegation::startsAt)
                        .thenComparing(Delegation::to))
                .toList();
    }

    private static AbsenceKey key(Tenant tenant, Absence absence) {
        return new AbsenceKey(tenant, absence.person(), absence.startsAt());
    }

    @Override
    public void add(Tenant tenant, Absence absence) {
        add(absences, key(tenant, absence), absence);
    }

    @Override
    public void end(Tenant tenant, Absence before, Instant endsAt) {
        replace(absences, key(tenant, before), before, before.until(endsAt));
    }

    @Override
    public List<Absence> absences(Tenant tenant, Collection<String> persons, Instant since, Instant until, int limit) {
        unitOfWork.requireActive();
        Set<String> wanted = new HashSet<>(persons);
        return absences.entrySet().stream()
                .filter(each -> each.getKey().tenant().equals(tenant)
                        && wanted.contains(each.getKey().person()))
                .map(Map.Entry::getValue)
                .filter(each -> meets(each.startsAt(), each.endsAt(), since, until))
                .sorted(Comparator.comparing(Absence::person).thenComparing(Absence::startsAt))
                .limit(limit)
                .toList();
    }
}
