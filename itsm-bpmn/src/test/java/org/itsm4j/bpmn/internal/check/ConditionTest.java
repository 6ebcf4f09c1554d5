package org.itsm4j.bpmn.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.itsm4j.bpmn.TestHost;
import org.itsm4j.bpmn.internal.condition.Condition;
import org.itsm4j.bpmn.internal.condition.ConditionParser;
import org.itsm4j.bpmn.internal.condition.ConditionParser.Mistake;
import org.itsm4j.bpmn.internal.condition.Facts;
import org.itsm4j.bpmn.internal.condition.Truth;
import org.itsm4j.incident.IncidentContract;
import org.itsm4j.incident.IncidentState;
import org.itsm4j.testing.SettableClock;
import org.itsm4j.ticket.Priority;
import org.itsm4j.ticket.TicketKind;
import org.itsm4j.ticket.TicketRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Map<String, Object> FACTS = new HashMap<>(Map.of(
            "priority",
            Priority.P1,
            "mergedFrom",
            IncidentState.NEW,
            "service",
            "webshop",
            "hops",
            3,
            "limit",
            3,
            "major",
            true,
            "reopened",
            false,
            "autoCloseAfter",
            Duration.ofDays(5)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "action == 'resolve' | true",
                "action != 'resolve' | false",
                "action == \"resolve\" | true",
                "'resolve' == action | true",
                "priority == 'P1' | true",
                "mergedFrom == 'NEW' | true",
                "priority in ('P1', 'P2') | true",
                "priority in ('P3') | false",
                "priority not in ('P3', 'P4') | true",
                "hops > 2 | true",
                "hops >= 3 and hops <= 3 | true",
                "hops < 3 | false",
                "hops == 3.0 | true",
                "hops > -1 | true",
                "hops == limit | true",
                "hops < limit | false",
                "hops == '3' | false",
                "hops != '3' | true",
                "service == 'webshop' and major | true",
                "reopened | false",
                "not reopened | true",
                "not (major and reopened) | true",
                "major == true | true",
                "reopened == false | true",
                "false or true and false | false",
                "(false or true) and true | true",
                "not false and false | false",
                "absent | false",
                "absent == 'x' | false",
                "absent != 'x' | true",
                "absent > 1 | false",
                "absent in ('x') | false",
                "not absent | true",
                "service == 'and' | false",
            })
    void evaluates(String text, boolean expected) {
        assertThat(parse(text).test(facts())).isEqualTo(expected ? Truth.TRUE : Truth.FALSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "action == 'resolve' and priority == 'P1' | UNKNOWN",
                "action == 'close' and priority == 'P1' | FALSE",
                "action == 'resolve' or priority == 'P1' | TRUE",
                "action == 'close' or priority == 'P1' | UNKNOWN",
                "not (action == 'close' and major) | TRUE",
                "not major | UNKNOWN",
                "priority in ('P1') | UNKNOWN",
            })
    void saysWhatIsCertainBeforeThereAreFacts(String text, Truth expected) {
        assertThat(parse(text).test(Facts.assuming("resolve"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "action",
                "#{action == 'x'}",
                "${}",
                "${action =}",
                "${action = 'x'}",
                "${action == }",
                "${== 'x'}",
                "${action == 'x' and}",
                "${action == 'x' or or true}",
                "${(action == 'x'}",
                "${action == 'x')}",
                "${action == 'x' action == 'y'}",
                "${action == 'x}",
                "${action == 'a\\'b'}",
                "${action && major}",
                "${!major}",
                "${priority in 'P1'}",
                "${priority in ()}",
                "${priority in ('P1',)}",
                "${priority in (service)}",
                "${hops == 1.2.3}",
                "${hops == 1.}",
                "${hops == -}",
                "${hops == -.5}",
                "${hops == 1234567890123456789}",
                "${action.getClass()}",
                "${''.getClass().forName('java.lang.System')}",
                "${bean.call()}",
                "${a[0]}",
                "${a ? b : c}",
                "${a + b == 2}",
                "${x = 1}",
                "${action == 'x'} ${action == 'y'}",
                "${a -> b}",
                "${not}",
                "${in ('x')}",
                "${ action == 'x'; major}",
                "${ａction == 'x'}",
            })
    void refusesWhatIsNotOfTheGrammar(String text) {
        assertThatThrownBy(() -> ConditionParser.parse(text)).isInstanceOf(Mistake.class);
    }

    @Test
    void capsLengthAndDepth() {
        assertThatThrownBy(() -> parse("(".repeat(30) + "major" + ")".repeat(30)))
                .hasMessageContaining("nested more than 20 deep");
        assertThatThrownBy(() -> parse("not ".repeat(30) + "major")).hasMessageContaining("nested more than 20 deep");
        assertThatThrownBy(() -> parse("major" + " or major".repeat(200))).hasMessageContaining("up to 1000");
        assertThat(parse("major" + " or major".repeat(100)).test(facts())).isEqualTo(Truth.TRUE);
    }

    @Test
    void knowsWhatItReads() {
        assertThat(parse("action == 'x' and (hops > limit or not major) and service in ('a')")
                        .names())
                .containsExactly("action", "hops", "limit", "major", "service");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "risk == 'HIGH' | there is no fact 'risk'",
                "action == 'fly' | there is no action 'fly'",
                "action in ('close', 'fly') | there is no action 'fly'",
                "action == service | compared with a fact",
                "action < 'close' | there is no action",
                "action | not true or false",
                "priority == 'P9' | 'priority' is never 'P9', but one of [P1",
                "priority > 'P2' | has no order",
                "priority == 1 | is never '1'",
                "priority == urgency | cannot be compared",
                "service == true | is never 'true', but of type String",
                "major == 'yes' | is never 'yes'",
                "site == 'remot' | 'site' is never 'remot', but one of [remote, hq]",
                "site in ('hq', 'HQ') | 'site' is never 'HQ', but one of [remote, hq]",
                "service | is not true or false",
                "'x' | is not true or false",
                "autoCloseAfter == 'P5D' | is never 'P5D'",
                "1 == 1 | two literals",
            })
    void provesWhatItComparesAgainstTheContract(String text, String problem) {
        List<String> problems = new ArrayList<>();
        incidentConditions().check(parse(text), problems::add);
        assertThat(problems).singleElement().asString().contains(problem);
    }

    @Test
    void findsNothingWrongWithWhatTheContractDeclares() {
        List<String> problems = new ArrayList<>();
        incidentConditions()
                .check(
                        parse("action == 'hold' and (priority in ('P1', 'P2') or not major) and mergedFrom != 'NEW'"
                                + " and service == 'webshop' and site != 'hq' and autoCloseAfter >= autoCloseAfter"),
                        problems::add);
        assertThat(problems).isEmpty();
    }

    private static Condition parse(String text) {
        return ConditionParser.parse("${" + text + "}");
    }

    private static Facts facts() {
        return Facts.of(
                new org.itsm4j.lifecycle.Move(
                        IncidentContract.get(),
                        TestHost.TENANT,
                        new TicketRef(
                                TicketKind.INCIDENT,
                                org.itsm4j.ticket.TicketId.next(SettableClock.at("2026-03-02T10:00:00Z"))),
                        "resolve",
                        "RESOLVED",
                        name -> Optional.ofNullable(FACTS.get(name)),
                        SettableClock.at("2026-03-02T10:00:00Z").instant(),
                        Optional.empty(),
                        (handler, element) -> {}),
                Optional.empty());
    }

    private static ConditionCheck incidentConditions() {
        Map<String, Class<?>> types = new HashMap<>();
        IncidentContract.get().facts().forEach(fact -> types.put(fact.name(), fact.type()));
        types.put("site", String.class);
        return new ConditionCheck(
                types,
                Map.of("site", List.of("remote", "hq")),
                IncidentContract.get().actions().stream()
                        .map(org.itsm4j.ticket.Labels::of)
                        .collect(Collectors.toSet()));
    }
}
