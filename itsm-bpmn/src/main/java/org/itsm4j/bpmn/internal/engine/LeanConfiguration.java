package org.itsm4j.bpmn.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.apache.ibatis.type.JdbcType;
import org.flowable.common.engine.impl.async.AsyncTaskExecutorConfiguration;
import org.flowable.common.engine.impl.cfg.IdGenerator;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.common.engine.impl.interceptor.CommandContextFactory;
import org.flowable.common.engine.impl.interceptor.CommandInterceptor;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.job.service.impl.asyncexecutor.AsyncJobExecutorConfiguration;
import org.itsm4j.spi.ConnectionLender;
import org.itsm4j.spi.SchemaMode;

/** Flowable with everything off that a compiled diagram does not use. */
final class LeanConfiguration extends StandaloneProcessEngineConfiguration {
    /** Jobs taken at once. Few, so that none waits in the queue for as long as its lock lasts. */
    private static final int TAKEN_AT_ONCE = 8;

    private static final int QUEUE = 32;
    /** Longer than a full queue may wait and run, or another node would run the same job too. */
    private static final Duration LOCK = Duration.ofMinutes(5);

    private final HostTransactions transactions;
    private final HistoryLevel history;

    LeanConfiguration(
            Settings settings, ConnectionLender units, Clock clock, Programs programs, TimerFired fired, Runnable due) {
        var connections = new LentConnections(settings.pool());
        transactions = new HostTransactions(units, connections);
        Walks walks = new Walks(settings.watchers(), units);
        history = settings.history();
        setEngineName("itsm4j-" + UUID.randomUUID()); // engines of one JVM meet in a static registry
        setDataSource(connections);
        setDatabaseSchemaUpdate(schemaUpdate(settings.schemaMode()));
        setTransactionsExternallyManaged(true);
        var myBatis = new ManagedTransactionFactory(); // closes its connections, unlike the one Flowable would make
        myBatis.setProperties(new Properties());
        setTransactionFactory(myBatis);
        setTransactionContextFactory(context -> new HostTransactionContext(context, units));
        setIdGenerator(new RandomIds());
        setClock(new EngineClock(clock));
        setHistoryLevel(history);
        setDisableIdmEngine(true);
        setDisableEventRegistry(true);
        setEnableEventDispatcher(false);
        setCreateDiagramOnDeploy(false);
        setEnableConfiguratorServiceLoader(false);
        quiet();
        safe(programs, fired);
        background(settings, due, programs, fired, walks);
        if (walks.areWatched()) {
            setAgendaFactory(walks::agenda);
        }
    }

    private static String schemaUpdate(SchemaMode mode) {
        return switch (mode) {
            case NONE -> "none"; // any word that Flowable does not know does nothing
            case VALIDATE -> DB_SCHEMA_UPDATE_FALSE;
            case CREATE -> DB_SCHEMA_UPDATE_TRUE;
        };
    }

    private void quiet() {
        setCommandContextFactory(new CommandContextFactory() {
            @Override
            public CommandContext createCommandContext(Command<?> command) {
                CommandContext context = new CommandContext(command) {
                    @Override
                    protected void logException() {
                        // a refused move is thrown to the caller; it is no error of the engine
                    }
                };
                context.setSessionFactories(sessionFactories);
                return context;
            }
        });
    }

    private void safe(Programs programs, TimerFired fired) {
        setEnableSafeBpmnXml(true);
        setBeans(Map.of());
        setExpressionManager(new Expressions(programs));
        setProcessValidator(new CompiledOnly());
        setBpmnParseFactory(new AlwaysValidated());
        setActivityBehaviorFactory(new Behaviors(programs, fired, history));
        setListenerFactory(new Refusals.NoClassListeners());
        setScriptEngine(new Refusals.NoScripts());
        setVariableTypes(new Refusals.NoVariables());
    }

    private void background(Settings settings, Runnable due, Programs programs, TimerFired fired, Walks walks) {
        AsyncJobExecutorConfiguration executor = getAsyncExecutorConfiguration();
        executor.setGlobalAcquireLockEnabled(true);
        executor.setMaxAsyncJobsDuePerAcquisition(TAKEN_AT_ONCE);
        executor.setMaxTimerJobsPerAcquisition(TAKEN_AT_ONCE);
        executor.setAsyncJobLockTime(LOCK);
        executor.setTimerLockTime(LOCK);
        executor.setDefaultTimerJobAcquireWaitTime(settings.pollEvery());
        executor.setDefaultAsyncJobAcquireWaitTime(settings.pollEvery());
        executor.setTimerLockPollRate(settings.pollEvery());
        executor.setAsyncJobsGlobalLockPollRate(settings.pollEvery());
        var threads = new AsyncTaskExecutorConfiguration();
        threads.setCorePoolSize(settings.threads());
        threads.setMaxPoolSize(settings.threads());
        threads.setQueueSize(QUEUE);
        setAsyncExecutor(new LeanJobExecutor(executor));
        setAsyncExecutorTaskExecutorConfiguration(threads);
        setAsyncExecutorThreadFactory(Daemons.named("itsm4j-job-"));
        setAsyncExecutorNumberOfRetries(RetryFromNow.TRIES);
        setFailedJobCommandFactory((job, failure) -> new RetryFromNow(job, failure, programs));
        setAddDefaultExceptionHandler(false); // it opens a second transaction inside the first
        setCustomAsyncRunnableExecutionExceptionHandlers(List.of(new FailedJobs()));
        setCustomJobHandlers(
                List.of(new Heartbeat(due, settings.heartbeat()), new BesideTimer(programs, fired, walks)));
    }

    Heartbeat heartbeat() {
        return (Heartbeat) getJobHandlers().get(Heartbeat.TYPE);
    }

    @Override
    public CommandInterceptor createTransactionInterceptor() {
        return transactions;
    }

    @Override
    public void initEntityManagers() {
        executionEntityManager = new LeanExecutions(this, executionDataManager);
        if (history != HistoryLevel.ACTIVITY) { // which Flowable copies from these rows
            activityInstanceEntityManager = new NoActivityRows(this, activityInstanceDataManager);
        }
        super.initEntityManagers();
    }

    @Override
    public void initMybatisTypeHandlers(Configuration configuration) {
        super.initMybatisTypeHandlers(configuration);
        var handlers = configuration.getTypeHandlerRegistry();
        var utc = new UtcTimestamps();
        handlers.register(Date.class, utc);
        handlers.register(Date.class, JdbcType.TIMESTAMP, utc);
        handlers.register(Object.class, JdbcType.TIMESTAMP, utc);
    }

    /** The default generator takes a second connection while the first is held, and updates one row for all. */
    static final class RandomIds implements IdGenerator {
        @Override
        public String getNextId() {
            return UUID.randomUUID().toString();
        }
    }
}
