package org.itsm4j.lifecycle.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Store;
import org.itsm4j.ticket.TicketId;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketNumber;

/**
 * Hands out numbers from blocks, so that logging a ticket does not queue behind one row. A block is reserved in a
 * transaction of its own, before the command's: never a second connection while the first is held. Where that cannot be,
 * as in a host's transaction, it is reserved in the command's; what is left of it is everybody's after the commit, and
 * nobody's after a rollback. Thread-safe.
 */
public final class Numbers {
    private static final int BLOCK = 50;
    private final Store store;
    private final Map<Key, Deque<Block>> published = new HashMap<>();
    private final ThreadLocal<Map<Key, Block>> pending = ThreadLocal.withInitial(HashMap::new);

    private record Key(Tenant tenant, TicketKind kind) {}

    /** Numbers that are reserved: from one, up to but without another. */
    private static final class Block {
        private final long end;
        private long next;
        /** A ticket of the transaction that reserved it. Whoever sees that is in the same one, or after its commit. */
        private Optional<TicketId> witness = Optional.empty();

        private Block(long first, int count) {
            next = first;
            end = first + count;
        }

        private Optional<Long> take() {
            return next < end ? Optional.of(next++) : Optional.empty();
        }
    }

    /** @param store where they come from */
    public Numbers(Store store) {
        this.store = store;
    }

    /** Reserves a block if there is none, unless a transaction is active already. */
    void prepare(Tenant tenant, TicketKind kind) {
        Key key = new Key(tenant, kind);
        if (!store.unitOfWork().isActive() && !isPublished(key)) {
            publish(key, store.unitOfWork().required(() -> reserved(key)));
        }
    }

    /**
     * Gives a number inside the active transaction.
     *
     * @param tenant whose
     * @param kind for which kind of ticket
     * @param isThere whether a ticket can be seen in the active transaction
     * @return the number; a gap if the transaction rolls back
     */
    TicketNumber next(Tenant tenant, TicketKind kind, Predicate<TicketId> isThere) {
        Key key = new Key(tenant, kind);
        long number = taken(key).or(() -> takenBefore(key, isThere)).orElseGet(() -> takenNow(key));
        return TicketNumber.of(kind, number);
    }

    /** The ticket is written: while it can be seen, the block that its transaction has reserved holds. */
    void given(Tenant tenant, TicketKind kind, TicketId ticket) {
        Optional.ofNullable(pending.get().get(new Key(tenant, kind)))
                .ifPresent(block -> block.witness = Optional.of(ticket));
    }

    private Optional<Long> taken(Key key) {
        synchronized (published) {
            Deque<Block> blocks = published.getOrDefault(key, new ArrayDeque<>());
            while (!blocks.isEmpty()) {
                Optional<Long> number = blocks.peek().take();
                if (number.isPresent()) {
                    return number;
                }
                blocks.remove();
            }
            return Optional.empty();
        }
    }

    /** From what this very transaction has reserved for an earlier ticket. */
    private Optional<Long> takenBefore(Key key, Predicate<TicketId> isThere) {
        return Optional.ofNullable(pending.get().get(key))
                .filter(block -> block.witness.filter(isThere).isPresent())
                .flatMap(Block::take);
    }

    private long takenNow(Key key) {
        Block block = reserved(key);
        Map<Key, Block> mine = pending.get();
        mine.put(key, block);
        store.unitOfWork().afterCommit(() -> {
            mine.remove(key, block);
            publish(key, block);
        });
        return block.take().orElseThrow();
    }

    private Block reserved(Key key) {
        return new Block(store.numbers().reserve(key.tenant(), key.kind(), BLOCK), BLOCK);
    }

    private boolean isPublished(Key key) {
        synchronized (published) {
            return published.getOrDefault(key, new ArrayDeque<>()).stream().anyMatch(block -> block.next < block.end);
        }
    }

    private void publish(Key key, Block block) {
        synchronized (published) {
            published.computeIfAbsent(key, each -> new ArrayDeque<>()).add(block);
        }
    }
}
