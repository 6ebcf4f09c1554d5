package org.itsm4j.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a replay is, and how long it will take: a bar on a terminal, a line now and then in a pipe. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 100;
    private static final Duration LINE_EVERY = Duration.ofSeconds(15);
    private static final Duration BAR_EVERY = Duration.ofMillis(250);

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    static Progress of(long rows, PrintStream out, boolean terminal) {
        ProgressBarBuilder builder = ProgressBar.builder()
                .setTaskName("Replay")
                .setInitialMax(rows)
                .setStyle(ProgressBarStyle.ASCII)
                .setMaxRenderedLength(WIDTH);
        if (terminal) {
            builder.setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                    .clearDisplayOnFinish()
                    .setUpdateIntervalMillis((int) BAR_EVERY.toMillis());
        } else {
            builder.setConsumer(new DelegatingProgressBarConsumer(line -> out.println(line.stripTrailing()), WIDTH))
                    .setUpdateIntervalMillis((int) LINE_EVERY.toMillis());
        }
        return new Progress(builder.build());
    }

    void step() {
        bar.step();
    }

    @Override
    public void close() {
        bar.close();
    }
}
