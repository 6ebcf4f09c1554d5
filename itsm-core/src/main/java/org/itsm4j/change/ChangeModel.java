package org.itsm4j.change;

import org.itsm4j.ticket.Labels;

/** How a change is handled. It never changes for a change, so each model has a law, and a diagram, of its own. */
public enum ChangeModel {
    /** Assessed and put to the vote before it is scheduled. */
    NORMAL,
    /** Known and of little risk: its template was approved once. Goes the normal way when the template is not live. */
    STANDARD,
    /** Cannot wait: voted on by few, or done first and voted on in retrospect. */
    EMERGENCY;

    /** @return what its law, and the diagram of it, are called: {@code change-normal} and so on */
    public String law() {
        return "change-" + Labels.of(this);
    }
}
