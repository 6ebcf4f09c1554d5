package org.itsm4j.change;

import java.util.List;
import java.util.function.Function;
import org.itsm4j.incident.IncidentDoors;
import org.itsm4j.lifecycle.internal.Automation;
import org.itsm4j.lifecycle.internal.Kernel;
import org.itsm4j.lifecycle.internal.Session;
import org.itsm4j.security.Tenant;
import org.itsm4j.ticket.CustomField;

/** Opens the doors of the change practice. For {@code org.itsm4j.Itsm} only. */
public final class ChangeDoors {
    private final ChangeDesk desk;
    private final ChangeSuspects suspects;
    private final Automation<Change, ChangeState, ChangeAction, ChangeField> automation;

    /**
     * @param kernel what all practices work with
     * @param settings how a tenant handles changes
     * @param fields the host's own fields of changes
     * @param incidents the incidents that wait for changes, or come from them
     * @throws org.itsm4j.error.ConfigurationException if these fields cannot be declared
     */
    public ChangeDoors(
            Kernel kernel,
            Function<Tenant, ChangeSettings> settings,
            List<CustomField<?>> fields,
            IncidentDoors incidents) {
        this.desk = new ChangeDesk(kernel, settings, fields, incidents::loggedOn);
        this.suspects = new ChangeSuspects(desk, incidents);
        kernel.practices().add(new ChangeMarks(desk));
        kernel.practices().add(new ChangeWaiters(desk, incidents));
        this.automation = new Automation<>(desk.tickets(), new ChangeDuties(desk));
    }

    /**
     * @param session who
     * @return the staff's door
     */
    public Changes staff(Session session) {
        return new DefaultChanges(desk, suspects, session);
    }

    /**
     * @param session who
     * @return the requester's door
     */
    public OwnChanges own(Session session) {
        return new DefaultOwnChanges(desk, session);
    }

    /**
     * @param session who
     * @return the schedule
     */
    public ChangeSchedule schedule(Session session) {
        return new DefaultChangeSchedule(desk, session);
    }

    /** @return what happens in the practice without a person */
    public Automation<Change, ChangeState, ChangeAction, ChangeField> automation() {
        return automation;
    }
}
