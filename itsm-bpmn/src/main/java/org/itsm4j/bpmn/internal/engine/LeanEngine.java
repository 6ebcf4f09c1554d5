package org.itsm4j.bpmn.internal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.ibatis.exceptions.PersistenceException;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngines;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.repository.ProcessDefinition;
import org.itsm4j.bpmn.internal.model.Source;
import org.itsm4j.error.StoreException;
import org.itsm4j.lifecycle.Move;
import org.itsm4j.spi.StaleTicketException;
import org.itsm4j.ticket.Place;
import org.itsm4j.ticket.TicketRef;

/**
 * The engine as the rest of the module sees it: deploy, start, move. Each command runs in {@link HostTransactions}, on the
 * connection that {@link LentConnections} hands out; the SQL is Flowable's, at its flush.
 */
final class LeanEngine implements AutoCloseable {
    /** Attempts: each loses only to a node that has deployed meanwhile. */
    private static final int DEPLOYING = 20;

    private final LeanConfiguration configuration;
    private final Programs programs;
    private final ProcessEngine engine;

    LeanEngine(LeanConfiguration configuration, Programs programs) {
        this.configuration = configuration;
        this.programs = programs;
        this.engine = configuration.buildProcessEngine();
        ProcessEngines.unregister(engine); // where anybody in the JVM could get hold of it
    }

    /** Deploys a diagram that passed the gate and answers its definition id; an unchanged one keeps the id it has. */
    String deploy(Source diagram) {
        String definitionId = deployed(new Deploy(diagram, engine.getRepositoryService()));
        programs.remember(definitionId, new Program(diagram.model()));
        return definitionId;
    }

    /** Whoever loses a race against another node looks again: what that one has deployed may be this very diagram. */
    private String deployed(Deploy deploy) {
        for (int attempt = 1; ; attempt++) {
            try {
                return configuration.getCommandExecutor().execute(deploy);
            } catch (PersistenceException | Deploy.Overtaken e) {
                if (attempt == DEPLOYING) {
                    throw new StoreException("The diagram could not be deployed", e);
                }
            }
        }
    }

    /** Creates the recurring job unless some node has; call it outside a transaction. */
    void createHeartbeat() {
        Heartbeat heartbeat = configuration.heartbeat();
        try {
            configuration.getCommandExecutor().execute(heartbeat.create());
        } catch (PersistenceException e) {
            boolean there = configuration.getCommandExecutor().execute(heartbeat.exists());
            if (!there) {
                throw e;
            }
        }
    }

    void startJobExecutor() {
        configuration.getAsyncExecutor().start();
    }

    /** Nobody else knows the new token, so a foreign key that is broken here is no race: the definition is not there. */
    Place start(String definitionId, Move move) {
        return place(run(new StartInstance(definitionId, move), move.ticket(), LeanEngine::isLock));
    }

    Place move(Place from, Move move) {
        return place(run(new MoveExecution(token(from, move), from.stage().id(), move), move.ticket()));
    }

    void askAgain(TicketRef ticket, Place place) {
        place.token().ifPresent(token -> run(new AskNow(token), ticket));
    }

    Place migrate(Place from, String definition, String stage, Move move) {
        return place(run(new Migrate(token(from, move), from.stage().id(), definition, stage, move), move.ticket()));
    }

    private static String token(Place from, Move move) {
        return from.token()
                .orElseThrow(() -> new StaleTicketException("The workflow of " + move.ticket() + " has ended"));
    }

    /** The file of a version as it was deployed. */
    byte[] original(String definitionId) {
        return configuration.getCommandExecutor().execute(context -> Programs.original(definitionId, context));
    }

    /** The versions of a diagram. */
    List<ProcessDefinition> versions(String processId) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(processId)
                .list();
    }

    /** The number of a version; its id tells it only while the id of the diagram is short. */
    int number(String definitionId) {
        return engine.getRepositoryService().getProcessDefinition(definitionId).getVersion();
    }

    Program program(String definitionId) {
        Program known = programs.known(definitionId);
        return known != null
                ? known
                : configuration.getCommandExecutor().execute(context -> programs.of(definitionId, context));
    }

    private <R> R run(Command<R> command, TicketRef ticket) {
        return run(command, ticket, e -> isLock(e) || isForeignKey(e));
    }

    private <R> R run(Command<R> command, TicketRef ticket, Predicate<SQLException> isRace) {
        var outer = Context.getCommandContext();
        if (outer != null && !CommandContextUtil.getAgenda(outer).isEmpty()) {
            throw new IllegalStateException(
                    "The engine is in the middle of another walk; this one could not be finished now");
        }
        try {
            return configuration.getCommandExecutor().execute(command);
        } catch (FlowableOptimisticLockingException e) {
            throw new StaleTicketException("The token of " + ticket + " was moved by somebody else", e);
        } catch (FlowableException e) {
            // inside another command Flowable wraps what is not its own
            if (e.getClass() == FlowableException.class && e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } catch (PersistenceException e) {
            throw store(e, ticket, isRace);
        }
    }

    private static StoreException store(PersistenceException e, TicketRef ticket, Predicate<SQLException> isRace) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isRace.test(sql)) {
                return new StaleTicketException("The token of " + ticket + " is being moved by somebody else", e);
            }
        }
        return new StoreException("The engine could not move " + ticket, e);
    }

    /** Whether two have written the same at one moment, a unique key among it. */
    static boolean isRace(PersistenceException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (isLock(sql) || isForeignKey(sql) || state(sql).equals("23505"))) {
                return true;
            }
        }
        return false;
    }

    /** A deadlock or failed serialisation, or a lock not got in time, on PostgreSQL or H2. */
    private static boolean isLock(SQLException e) {
        String state = state(e);
        return state.startsWith("40") || state.equals("55P03") || state.equals("HYT00");
    }

    /**
     * A row without the row it refers to, or the other way round; H2 tells the two apart. A timer was inserted for a token
     * that somebody else has ended meanwhile.
     */
    private static boolean isForeignKey(SQLException e) {
        String state = state(e);
        return state.equals("23503") || state.equals("23506");
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    private Place place(ExecutionEntity execution) {
        // read after the command: while it ran, the execution was still on its way
        String definitionId = execution.getProcessDefinitionId();
        return new Place(
                program(definitionId).stage(execution.getActivityId()),
                execution.isDeleted() ? Optional.empty() : Optional.of(execution.getId()),
                definitionId);
    }

    ProcessEngine flowable() {
        return engine;
    }

    LeanConfiguration configuration() {
        return configuration;
    }

    @Override
    public void close() {
        engine.close();
    }
}
