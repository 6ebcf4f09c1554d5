package org.itsm4j.bpmn.internal.engine;

import java.util.function.Supplier;
import org.flowable.common.engine.impl.interceptor.AbstractCommandInterceptor;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandConfig;
import org.flowable.common.engine.impl.interceptor.CommandExecutor;
import org.itsm4j.spi.ConnectionLender;

/** Runs every engine command inside the host's unit of work. */
final class HostTransactions extends AbstractCommandInterceptor {
    private final ConnectionLender units;
    private final LentConnections connections;

    HostTransactions(ConnectionLender units, LentConnections connections) {
        this.units = units;
        this.connections = connections;
    }

    @Override
    public <T> T execute(CommandConfig config, Command<T> command, CommandExecutor executor) {
        Supplier<T> work = () -> next.execute(config, command, executor);
        switch (config.getTransactionPropagation()) {
            case NOT_SUPPORTED:
                return connections.lendingNothing(work);
            case REQUIRES_NEW:
                // the executor's upkeep asks for it with nothing open; inside a transaction it would need a second one
                if (units.isActive()) {
                    throw new IllegalStateException("Engine command "
                            + command.getClass().getName() + " asks for a second transaction while one is open");
                }
                return inside(work);
            default:
                return inside(work);
        }
    }

    /** A nested command joins too, so that one which fails marks the transaction even if somebody swallows that. */
    private <T> T inside(Supplier<T> work) {
        return units.required(() -> connections.isLending()
                ? work.get()
                : units.withConnection(connection -> connections.lending(connection, work)));
    }
}
