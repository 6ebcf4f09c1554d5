package org.itsm4j.problem;

import java.util.List;
import java.util.function.Function;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Matcher;
import org.itsm4j.ticket.CustomField;

/** Opens the door of the problem practice. For {@code org.itsm4j.Itsm} only. */
public final class ProblemDoors {
    private final ProblemDesk desk;
    private final ProblemQueries queries;
    private final Automation<Problem, ProblemState, ProblemAction, ProblemField> automation;

    /**
     * @param kernel what all practices work with
     * @param incidents the incidents that problems cause
     * @param settings how a tenant handles problems
     * @param fields the host's own fields of problems
     * @param matcher finds known errors for incidents
     * @throws org.itsm4j.error.ConfigurationException if these fields cannot be declared
     */
    public ProblemDoors(
            Kernel kernel,
            IncidentDoors incidents,
            Function<Tenant, ProblemSettings> settings,
            List<CustomField<?>> fields,
            Matcher matcher) {
        this.desk = new ProblemDesk(kernel, incidents, settings, fields);
        this.queries = new ProblemQueries(desk, incidents, matcher);
        this.automation = new Automation<>(desk.tickets(), new ProblemDuties(desk));
    }

    /**
     * @param session who
     * @return the staff's door
     */
    public Problems staff(Session session) {
        return new DefaultProblems(desk, queries, session);
    }

    /** @return what happens in the practice without a person */
    public Automation<Problem, ProblemState, ProblemAction, ProblemField> automation() {
        return automation;
    }
}
