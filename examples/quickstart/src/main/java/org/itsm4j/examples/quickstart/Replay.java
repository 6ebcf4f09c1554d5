package org.itsm4j.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.itsm4j.Itsm;
import org.itsm4j.security.Tenant;

/** Replays a log over several threads: each incident stays on one, so that its rows keep their order. */
final class Replay {
    private final Itsm itsm;
    private final Tenant tenant;
    private final int threads;

    Replay(Itsm itsm, Tenant tenant, int threads) {
        this.itsm = itsm;
        this.tenant = tenant;
        this.threads = threads;
    }

    /**
     * @param log the log
     * @param done told after each row
     * @return what happened
     */
    Tally run(LogFile log, Runnable done) {
        Tally tally = new Tally();
        List<Lane> lanes = new ArrayList<>();
        IntStream.range(0, threads)
                .forEach(i -> lanes.add(
                        new Lane("replay-" + i, Lane.HISTORIES, () -> new History(itsm, tenant, tally), done)));
        try {
            lanes.forEach(Lane::start);
            log.read(
                    row -> lanes.get(Math.floorMod(row.number().hashCode(), threads))
                            .put(row),
                    broken -> {
                        tally.broken(broken);
                        done.run();
                    });
            lanes.forEach(Lane::finish);
        } finally {
            lanes.forEach(Lane::stop);
        }
        return tally;
    }
}
