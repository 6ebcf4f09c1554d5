package org.itsm4j.bpmn.internal.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.job.api.JobInfo;
import org.flowable.job.service.impl.asyncexecutor.AcquireTimerJobsRunnable;
import org.flowable.job.service.impl.asyncexecutor.AsyncJobExecutorConfiguration;
import org.flowable.job.service.impl.asyncexecutor.DefaultAsyncJobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on {@link Daemons}, and gives the jobs that it still holds back when it stops. A job of them may be finishing at
 * that moment, here or on another node: then it looks again at what is left. Flowable would throw, and leave the rest of
 * the engine open.
 */
final class LeanJobExecutor extends DefaultAsyncJobExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(LeanJobExecutor.class);
    private static final int ATTEMPTS = 10;
    private static final ThreadFactory SEARCHING = Daemons.of(Thread::new); // they name themselves when they run

    private volatile boolean stopping;

    LeanJobExecutor(AsyncJobExecutorConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected void initializeRunnables() {
        if (timerJobRunnable == null) {
            timerJobRunnable =
                    new AcquireTimerJobsRunnable(
                            this,
                            jobServiceConfiguration.getJobManager(),
                            timerLifecycleListener,
                            new AcquireTimerRunnableConfiguration(),
                            configuration.getMoveTimerExecutorPoolSize()) {
                        @Override
                        protected void createTimerMoveExecutorService(String threadName) {
                            super.createTimerMoveExecutorService(threadName);
                            var pool = (ThreadPoolExecutor) moveTimerJobsExecutorService;
                            pool.setThreadFactory(Daemons.of(pool.getThreadFactory()));
                        }
                    };
        }
        super.initializeRunnables();
    }

    @Override
    protected void startJobAcquisitionThread() {
        asyncJobAcquisitionThread = SEARCHING.newThread(asyncJobsDueRunnable);
        super.startJobAcquisitionThread();
    }

    @Override
    protected void startTimerAcquisitionThread() {
        timerJobAcquisitionThread = SEARCHING.newThread(timerJobRunnable);
        super.startTimerAcquisitionThread();
    }

    @Override
    protected void startResetExpiredJobsThread() {
        resetExpiredJobThread = SEARCHING.newThread(resetExpiredJobsRunnable);
        super.startResetExpiredJobsThread();
    }

    @Override
    public synchronized void shutdown() {
        stopping = true;
        super.shutdown();
    }

    /** A timer that is still being made ready for its job must find out that nobody runs it here any more. */
    @Override
    public boolean executeAsyncJob(JobInfo job) {
        return !stopping && super.executeAsyncJob(job);
    }

    @Override
    protected void unlockOwnedJobs() {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                super.unlockOwnedJobs();
                return;
            } catch (FlowableOptimisticLockingException e) {
                LOG.debug("A job was finished while it was to be given back: {}", e.getMessage());
            }
        }
        LOG.warn("Some jobs could not be given back; other nodes take them when their lock has expired");
    }
}
