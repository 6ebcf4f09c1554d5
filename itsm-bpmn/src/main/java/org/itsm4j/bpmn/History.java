package org.itsm4j.bpmn;

import org.flowable.common.engine.impl.history.HistoryLevel;

/** What Flowable itself remembers in its ACT_HI tables. The ticket's timeline is kept whatever is chosen here. */
public enum History {
    /** Nothing; the default. */
    NONE(HistoryLevel.NONE),
    /** When each process instance began and ended. */
    INSTANCE(HistoryLevel.INSTANCE),
    /** That, and when each stage was entered and left. */
    ACTIVITY(HistoryLevel.ACTIVITY);

    private final HistoryLevel level;

    History(HistoryLevel level) {
        this.level = level;
    }

    HistoryLevel level() {
        return level;
    }
}
