package org.itsm4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.itsm4j.approval.ApprovalOutcome;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.InvalidInputException;
import org.itsm4j.incident.Incident;
import org.itsm4j.incident.LogIncident;
import org.itsm4j.lifecycle.ContractWorkflow;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.security.Actor;
import org.itsm4j.security.Role;
import org.itsm4j.security.Tenant;
import org.itsm4j.spi.Directory;
import org.itsm4j.ticket.TicketKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** The door, as a host opens it. */
class ItsmTest {
    @Test
    void worksWithNothingButItself() {
        try (Itsm itsm = Itsm.builder().build()) {
            Incident incident = itsm.as(Actor.agent("ana"))
                    .incidents()
                    .log(LogIncident.titled("Checkout returns 500")
                            .requester("mia")
                            .build());
            assertThat(incident.tenant()).isEqualTo(Tenant.SINGLE);
            assertThat(itsm.as(Actor.requester("mia")).ownIncidents().list(10).items())
                    .hasSize(1);
            assertThat(itsm.as(Actor.agent("ana")).actor()).hasToString("ana[AGENT]@main");
        }
    }

    @Test
    void refusesNothingnessAndNamesIt() throws IllegalAccessException {
        refusesNull(
                Itsm.Builder.class,
                Itsm.builder(),
                Map.of(Tenant.class, Tenant.SINGLE, String.class, "x", TicketKind.class, TicketKind.INCIDENT));
        Itsm itsm = Itsm.builder().build();
        refusesNull(Itsm.class, itsm, Map.of());
        refusesNull(Desk.class, itsm.as(Actor.agent("ana")), Map.of());
    }

    /** Of several arguments, the last is null and the others are the samples. */
    private static void refusesNull(Class<?> door, Object opened, Map<Class<?>, Object> samples)
            throws IllegalAccessException {
        int refused = 0;
        for (Method method : door.getDeclaredMethods()) {
            int last = method.getParameterCount() - 1;
            if (!Modifier.isPublic(method.getModifiers())
                    || last < 0
                    || method.getParameterTypes()[last].isPrimitive()) {
                continue;
            }
            Object[] arguments =
                    Stream.of(method.getParameterTypes()).map(samples::get).toArray();
            arguments[last] = null;
            try {
                method.invoke(opened, arguments);
                fail("takes null: " + method);
            } catch (InvocationTargetException e) {
                assertThat(e.getCause())
                        .as(method.toString())
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage(method.getParameters()[last].getName());
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void writesTheRolesOfAnActorInOneOrder() {
        assertThat(Actor.administrator("ada").with(Role.REQUESTER).with(Role.AGENT))
                .hasToString("ada[REQUESTER, AGENT, ADMINISTRATOR]@main");
    }

    @Test
    void whatDiagramsNameHasANameOfItsOwnThatDiagramsCanWrite() {
        Itsm.Builder builder = Itsm.builder().step("order_Part2", step -> {}).step("x".repeat(100), step -> {});
        for (String wrong : List.of("", "2part", "order part", "order-part", "${x}", "x".repeat(101), "\u00e9")) {
            assertThatThrownBy(() -> builder.step(wrong, step -> {})).isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(() -> builder.approval(wrong, ticket -> ApprovalOutcome.PENDING))
                    .isInstanceOf(ConfigurationException.class);
        }
        assertThatThrownBy(() -> builder.step("order_Part2", step -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("order_Part2 already");
        builder.approval("order_Part2", ticket -> ApprovalOutcome.PENDING);
        assertThatThrownBy(() -> builder.approval("order_Part2", ticket -> ApprovalOutcome.PENDING))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void closesItsWorkflowAndNothingElse() {
        List<String> closed = new ArrayList<>();
        Workflow workflow = new ForwardingWorkflow(new ContractWorkflow()) {
            @Override
            public void close() {
                closed.add("workflow");
            }
        };
        Itsm.builder().workflow(workflow).build().close();
        assertThat(closed).containsExactly("workflow");
    }

    @Test
    void takesTheHostsValidator() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Itsm itsm = Itsm.builder().validator(factory.getValidator()).build();
            assertThatThrownBy(() -> itsm.as(Actor.agent("ana"))
                            .incidents()
                            .log(LogIncident.titled("${7*7}").requester("").build()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("log is refused: requester: must not be blank");
        }
    }

    @Test
    void saysWhatToAddIfNoValidationProviderIsThere() throws Exception {
        assertThatThrownBy(() -> built("hibernate-validator"))
                .hasMessageContaining("Add org.hibernate.validator:hibernate-validator")
                .hasMessageContaining("Itsm.builder().validator(...)")
                .extracting(thrown -> thrown.getClass().getName())
                .isEqualTo("org.itsm4j.error.ConfigurationException");
    }

    @Test
    void saysSoIfTheValidationProviderDoesNotStart(@TempDir Path home) throws Exception {
        Path configuration = Files.createDirectories(home.resolve("META-INF")).resolve("validation.xml");
        Files.writeString(configuration, "<not-a-configuration>");
        assertThatThrownBy(() -> built("nothing", home.toUri().toURL()))
                .hasMessageContaining("does not start")
                .extracting(thrown -> thrown.getClass().getName())
                .isEqualTo("org.itsm4j.error.ConfigurationException");
    }

    @Test
    void needsNoExpressionLanguage() throws Exception {
        assertThat(built("expressly")).isNotNull();
    }

    /** Builds an Itsm with a class path that lacks a jar. */
    private static Object built(String without, URL... more) throws Exception {
        List<URL> urls = new ArrayList<>(List.of(more));
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!new File(element).getName().startsWith(without)) {
                urls.add(url(element));
            }
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Object builder =
                    loader.loadClass(Itsm.class.getName()).getMethod("builder").invoke(null);
            Method build = builder.getClass().getMethod("build");
            return build.invoke(builder);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL url(String element) throws MalformedURLException {
        return new File(element).toURI().toURL();
    }

    @Test
    void asksTheDirectoryWhoExists() throws IOException {
        Directory directory = Mockito.mock(Directory.class);
        Mockito.when(directory.hasGroup(Tenant.SINGLE, "payments")).thenReturn(true);
        Mockito.when(directory.hasPerson(Tenant.SINGLE, "raj")).thenReturn(true);
        Mockito.when(directory.hasPerson(Tenant.SINGLE, "mia")).thenReturn(true);
        DirectoryCases.check(Itsm.builder().directory(directory).build());
        Mockito.verify(directory, Mockito.atLeastOnce()).hasPerson(Tenant.SINGLE, "nobody");
        Mockito.verify(directory, Mockito.never()).hasGroup(Tenant.SINGLE, "zoe");
    }
}
