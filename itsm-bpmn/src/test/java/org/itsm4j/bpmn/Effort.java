package org.itsm4j.bpmn;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** What some work costs the thread that does it, whatever else the machine is doing. */
public record Effort<T>(T result, long millis, long bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public static long cpuMillis() {
        return THREADS.getCurrentThreadCpuTime() / 1_000_000;
    }

    public static <T> Effort<T> of(Supplier<T> work) {
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long millis = cpuMillis();
        T result = work.get();
        return new Effort<>(result, cpuMillis() - millis, THREADS.getThreadAllocatedBytes(thread) - bytes);
    }
}
