package org.itsm4j.bpmn;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Verdicts as JSON (RFC 8259), for other programs. */
final class FindingsJson {
    private FindingsJson() {}

    static String of(Map<String, List<Finding>> verdicts) {
        return verdicts.entrySet().stream()
                .map(it -> "{\"file\":" + text(it.getKey()) + ",\"accepted\":"
                        + it.getValue().stream().noneMatch(Finding::isError) + ",\"findings\":"
                        + it.getValue().stream().map(FindingsJson::of).collect(Collectors.joining(",", "[", "]")) + "}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String of(Finding finding) {
        return "{\"rule\":" + text(finding.rule()) + ",\"severity\":"
                + text(finding.severity().name()) + ",\"element\":"
                + text(finding.element()) + ",\"line\":" + finding.line() + ",\"what\":" + text(finding.what())
                + ",\"hint\":" + text(finding.hint()) + "}";
    }

    private static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (!isPrinted(c)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    /** Not so are control characters, and those that would turn the direction of text where it is shown. */
    private static boolean isPrinted(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
