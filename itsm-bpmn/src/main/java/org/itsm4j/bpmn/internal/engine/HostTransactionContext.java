package org.itsm4j.bpmn.internal.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.flowable.common.engine.impl.cfg.TransactionContext;
import org.flowable.common.engine.impl.cfg.TransactionListener;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.itsm4j.spi.UnitOfWork;

/** Neither commits nor rolls back: the host does. What waits for the commit waits for the host's. */
final class HostTransactionContext implements TransactionContext {
    private final CommandContext context;
    private final UnitOfWork units;
    private final Map<TransactionState, List<TransactionListener>> listeners = new EnumMap<>(TransactionState.class);

    HostTransactionContext(CommandContext context, UnitOfWork units) {
        this.context = context;
        this.units = units;
    }

    @Override
    public void addTransactionListener(TransactionState state, TransactionListener listener) {
        listeners.computeIfAbsent(state, it -> new ArrayList<>()).add(listener);
    }

    @Override
    public void commit() {
        fire(TransactionState.COMMITTING);
        if (listeners.containsKey(TransactionState.COMMITTED)) {
            if (units.isActive()) {
                units.afterCommit(() -> fire(TransactionState.COMMITTED));
            } else { // a command without a transaction
                fire(TransactionState.COMMITTED);
            }
        }
    }

    @Override
    public void rollback() {
        fire(TransactionState.ROLLINGBACK);
        fire(TransactionState.ROLLED_BACK);
    }

    private void fire(TransactionState state) {
        listeners.getOrDefault(state, List.of()).forEach(listener -> listener.execute(context));
    }
}
