package org.itsm4j.bpmn.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.impl.persistence.entity.DeploymentEntity;
import org.flowable.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.flowable.engine.repository.ProcessDefinition;
import org.itsm4j.bpmn.internal.model.Source;
import org.jspecify.annotations.Nullable;

/**
 * Deploys a diagram unless the newest version is that diagram already, and answers the definition id. Looking and deploying
 * are one transaction, and what is deployed must be the version that follows the one looked at: when nodes start together,
 * one of them deploys and the others find it.
 */
final class Deploy implements Command<String> {
    private static final String COMPILED = "compiled.bpmn20.xml";

    private final Source diagram;
    private final byte[] compiled;
    private final RepositoryService repository;

    Deploy(Source diagram, RepositoryService repository) {
        this.diagram = diagram;
        this.compiled = DiagramCompiler.write(diagram.model());
        this.repository = repository;
    }

    @Override
    public String execute(CommandContext context) {
        ProcessDefinition newest = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(diagram.model().id())
                .latestVersion()
                .singleResult();
        return newest != null && isSame(newest.getDeploymentId()) ? newest.getId() : deployed(newest);
    }

    /**
     * Flowable's own filter takes for newest the deployment that is so by the clocks of the nodes. What was compiled is
     * compared too: a later version of this library may compile otherwise.
     */
    private boolean isSame(String deploymentId) {
        return holds(deploymentId, Programs.ORIGINAL, diagram.file()) && holds(deploymentId, COMPILED, compiled);
    }

    private String deployed(@Nullable ProcessDefinition newest) {
        var deployment = (DeploymentEntity) repository
                .createDeployment()
                .name(diagram.model().id())
                .addBytes(COMPILED, compiled)
                .addBytes(Programs.ORIGINAL, diagram.file())
                .deploy();
        ProcessDefinition deployed =
                deployment.getDeployedArtifacts(ProcessDefinitionEntity.class).get(0);
        if (deployed.getVersion() != (newest == null ? 1 : newest.getVersion() + 1)) {
            throw new Overtaken(diagram.model().id());
        }
        return deployed.getId();
    }

    private boolean holds(String deploymentId, String resource, byte[] expected) {
        if (!repository.getDeploymentResourceNames(deploymentId).contains(resource)) {
            return false;
        }
        try (InputStream found = repository.getResourceAsStream(deploymentId, resource)) {
            return Arrays.equals(found.readAllBytes(), expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another node has deployed between the look and the deployment; what was deployed here is rolled back. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(String diagram) {
            super("Another node has deployed a version of " + diagram + " meanwhile");
        }
    }
}
