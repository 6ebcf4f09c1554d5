package org.itsm4j.ticket;

import org.itsm4j.error.ItsmException;

/** A request id was used again for something else. Nothing has happened. */
public final class RequestConflictException extends ItsmException {
    private static final long serialVersionUID = 1L;
    private final String request;

    /** @param request the id, which an earlier command with other content has used */
    public RequestConflictException(String request) {
        super("Request " + request + " was already used for another command; a new command needs a new request id");
        this.request = request;
    }

    /** @return the request id */
    public String request() {
        return request;
    }
}
