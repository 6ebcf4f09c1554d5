package org.itsm4j.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a replay is, and how long it will take: a bar on a terminal, a line now and then in a pipe, nothing if there is
 * nothing to do.
 */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 100;
    private static final Duration LINE_EVERY = Duration.ofSeconds(15);
    private static final Duration BAR_EVERY = Duration.ofMillis(250);

    private final Optional<ProgressBar> bar;

    private Progress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    static Progress of(long rows, PrintStream out, boolean terminal) {
        return new Progress(rows == 0 ? Optional.empty() : Optional.of(bar(rows, out, terminal)));
    }

    private static ProgressBar bar(long rows, PrintStream out, boolean terminal) {
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
            builder.setConsumer(new DelegatingProgressBarConsumer(new News(out), WIDTH))
                    .setUpdateIntervalMillis((int) LINE_EVERY.toMillis());
        }
        return builder.build();
    }

    void step() {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }

    /** Prints a line unless it was the last one as well: the bar says once more where it is when it closes. */
    private static final class News implements Consumer<String> {
        private final PrintStream out;
        private String last = "";

        private News(PrintStream out) {
            this.out = out;
        }

        @Override
        public synchronized void accept(String line) {
            String now = line.stripTrailing();
            if (!now.equals(last)) {
                out.println(now);
                last = now;
            }
        }
    }
}
