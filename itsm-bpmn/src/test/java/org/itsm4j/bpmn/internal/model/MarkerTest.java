package org.itsm4j.bpmn.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.lifecycle.Datum;
import org.itsm4j.lifecycle.Transition;
import org.junit.jupiter.api.Test;

class MarkerTest {
    /** A type of the descriptor; in short it extends elements, in long it is allowed in them. */
    private static final Pattern TYPE = Pattern.compile(
            "\"name\": \"(\\w+)\",\\s+\"(superClass|isAbstract)\".*?"
                    + "\"(?:allowedIn|extends)\": \\[([^]]*)].*?\"properties\": \\[([^]]*)]",
            Pattern.DOTALL);

    private static final Pattern ELEMENT = Pattern.compile("\"bpmn:(\\w+)\"");
    private static final Pattern PROPERTY = Pattern.compile("\"name\": \"(\\w+)\"");

    @Test
    void ofATimerHasAllThatTheContractAsksFor() {
        assertThat(IncidentContract.get().transitions().stream()
                        .filter(Transition::isForTimers)
                        .flatMap(row -> row.data().stream())
                        .map(Datum::name))
                .isNotEmpty()
                .isSubsetOf(Marker.TIMER.attributes());
    }

    @Test
    void isKnownToModellers() throws IOException {
        String descriptor = Files.readString(Path.of("..", "examples", "custom-diagram", "modeller", "itsm.json"));
        Map<String, Set<String>> told = new TreeMap<>();
        TYPE.matcher(descriptor)
                .results()
                .forEach(type -> told.put(type.group(1).toLowerCase(Locale.ROOT), parts(type.group(3), type.group(4))));
        Map<String, Set<String>> expected = new TreeMap<>();
        for (Marker marker : Marker.values()) {
            expected.put(marker.local(), both(marker.elements(), marker.attributes()));
            expected.put(
                    marker.local() + "inshort",
                    both(
                            marker.elements(),
                            marker.attributes().stream().map(marker::inShort).toList()));
        }
        assertThat(told).isEqualTo(expected);
    }

    private static Set<String> parts(String elements, String properties) {
        return Stream.concat(
                        ELEMENT.matcher(elements)
                                .results()
                                .map(it -> Character.toLowerCase(it.group(1).charAt(0))
                                        + it.group(1).substring(1)),
                        PROPERTY.matcher(properties)
                                .results()
                                .map(MatchResult::group)
                                .map(it -> it.replaceAll(".*: |\"", "")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> both(Set<String> elements, List<String> attributes) {
        Set<String> both = new TreeSet<>(elements);
        both.addAll(attributes);
        return both;
    }
}
