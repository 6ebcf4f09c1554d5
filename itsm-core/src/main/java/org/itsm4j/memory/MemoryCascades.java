package org.itsm4j.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.CascadeRecord;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.CascadeProgress;
import org.itsm4j.ticket.TicketRef;

/** Cascades that are not over, by ticket and rule. */
final class MemoryCascades implements CascadeStore {
    private static final Comparator<Pending> ORDER = Comparator.comparing(
            pending -> pending.cascade().progress(),
            Comparator.comparing(CascadeProgress::startedAt)
                    .thenComparing(progress -> progress.ticket().id())
                    .thenComparing(CascadeProgress::rule));

    private record Key(Tenant tenant, TicketRef ticket, String rule) {
        static Key of(Tenant tenant, CascadeRecord cascade) {
            return new Key(
                    Objects.requireNonNull(tenant, "tenant"),
                    cascade.progress().ticket(),
                    cascade.progress().rule());
        }
    }

    private final MemoryUnitOfWork unitOfWork;
    private final Map<Key, CascadeRecord> cascades = new HashMap<>();

    MemoryCascades(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public void begin(Tenant tenant, CascadeRecord cascade) {
        unitOfWork.requireActive();
        Key key = Key.of(tenant, cascade);
        CascadeRecord before = cascades.put(key, cascade);
        unitOfWork.undo(() -> {
            if (before == null) {
                cascades.remove(key);
            } else {
                cascades.put(key, before);
            }
        });
    }

    @Override
    public void replace(Tenant tenant, CascadeRecord before, CascadeRecord after) {
        Key key = asRead(tenant, before);
        if (!key.equals(Key.of(tenant, after))) {
            throw new IllegalArgumentException("The " + after + " is another one than the " + before);
        }
        cascades.put(key, after);
        unitOfWork.undo(() -> cascades.put(key, before));
    }

    @Override
    public void end(Tenant tenant, CascadeRecord before) {
        Key key = asRead(tenant, before);
        cascades.remove(key);
        unitOfWork.undo(() -> cascades.put(key, before));
    }

    private Key asRead(Tenant tenant, CascadeRecord before) {
        unitOfWork.requireActive();
        Key key = Key.of(tenant, before);
        if (!before.equals(cascades.get(key))) {
            throw new StaleTicketException("The " + before + " was changed meanwhile");
        }
        return key;
    }

    @Override
    public List<CascadeRecord> of(Tenant tenant, TicketRef ticket) {
        return sorted().filter(one -> one.tenant().equals(tenant)
                        && one.cascade().progress().ticket().equals(ticket))
                .map(Pending::cascade)
                .toList();
    }

    @Override
    public List<Pending> pending(int limit) {
        return sorted().limit(limit).toList();
    }

    private Stream<Pending> sorted() {
        unitOfWork.requireActive();
        return cascades.entrySet().stream()
                .map(one -> new Pending(one.getKey().tenant(), one.getValue()))
                .sorted(ORDER);
    }
}
