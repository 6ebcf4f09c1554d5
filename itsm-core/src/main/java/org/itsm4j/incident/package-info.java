/**
 * The incident practice: restore normal service as quickly as possible (ITIL 4, incident management; ISO/IEC 20000-1:2018,
 * 8.6.1). {@link org.itsm4j.incident.Incidents} is the door for staff, {@link org.itsm4j.incident.OwnIncidents} the one
 * for requesters, {@link org.itsm4j.incident.IncidentContract} the law.
 */
@NullMarked
package org.itsm4j.incident;

import org.jspecify.annotations.NullMarked;
