package org.itsm4j.bpmn.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.itsm4j.bpmn.Drawing;
import org.itsm4j.bpmn.Effort;
import org.itsm4j.bpmn.internal.model.Findings;
import org.itsm4j.bpmn.internal.model.MarkupReader;
import org.itsm4j.bpmn.internal.model.Model;
import org.itsm4j.bpmn.internal.model.ModelReader;
import org.junit.jupiter.api.Test;

class ProgramTest {
    @Test
    void plansTasksSoonWhereTheWaysAreVeryMany() {
        String tasks = "<startEvent id='b'/><sequenceFlow id='fb' sourceRef='b' targetRef='g0'/>"
                + IntStream.range(0, 150)
                        .mapToObj(i -> "<parallelGateway id='g" + i + "'/><sequenceFlow id='a" + i + "' sourceRef='g"
                                + i
                                + "' targetRef='g" + (i + 1) + "'/><sequenceFlow id='c" + i + "' sourceRef='g" + i
                                + "' targetRef='g" + (i + 1) + "'/>")
                        .collect(Collectors.joining())
                + "<userTask id='g150'/><sequenceFlow id='fx' sourceRef='g150' targetRef='x'/><endEvent id='x'/>";
        byte[] file = Drawing.around("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='p'/>"
                + "<subProcess id='p'>" + tasks
                + "</subProcess><sequenceFlow id='fe' sourceRef='p' targetRef='e'/><endEvent id='e'/>");
        Model model = ModelReader.read(MarkupReader.read(file), new Findings()).orElseThrow();
        assertThat(Effort.of(() -> new Program(model).tasks("p", Set.of())).millis())
                .isLessThan(2_000);
        assertThat(new Program(model).tasks("p", Set.of())).hasSize(1);
    }
}
