package org.itsm4j.approval;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.internal.JsonPart;
import org.itsm4j.internal.JsonReader;
import org.itsm4j.internal.JsonWriter;

/** Ballots as JSON, with policy and roster in them. */
final class BallotJson {
    private static final List<String> KEYS = List.of("policy", "roster", "content", "conflicted", "openedAt");

    private BallotJson() {}

    static String write(Ballot ballot) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("policy", ApprovalJson.object(ballot.policy()));
        file.put("roster", ballot.roster().object());
        file.put("content", ballot.content());
        file.put("conflicted", List.copyOf(ballot.conflicted()));
        file.put("openedAt", ballot.openedAt().toString());
        return JsonWriter.write(file);
    }

    static Ballot read(String json) {
        JsonPart file = new JsonPart("", JsonReader.read(json)).only(KEYS);
        return new Ballot(
                ApprovalJson.policy(file.required("policy")).unchecked(),
                Roster.read(file.required("roster")),
                file.required("content").text(),
                Set.copyOf(file.texts("conflicted").stream().map(JsonPart::text).toList()),
                instant(file.required("openedAt")));
    }

    private static Instant instant(JsonPart part) {
        return part.make(() -> {
            try {
                return Instant.parse(part.text());
            } catch (DateTimeException e) {
                throw new ConfigurationException(
                        "An instant is written like 2026-03-02T12:00:00Z" + Given.got(part.text()), e);
            }
        });
    }
}
