package org.itsm4j.bpmn.internal.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flowable.common.engine.api.FlowableObjectNotFoundException;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.persistence.entity.ResourceEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.repository.ProcessDefinition;
import org.itsm4j.bpmn.internal.model.Source;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.spi.WorkingTime;
import org.jspecify.annotations.Nullable;

/**
 * The programs this node has met, by process definition id. One that is missing (after a restart, or deployed by another
 * node) is made again from the original diagram, which lies in the deployment.
 */
final class Programs {
    /** Has not one of the suffixes that the engine parses. */
    static final String ORIGINAL = "original.diagram";

    private final Map<String, Program> programs = new ConcurrentHashMap<>();
    private final WorkingTime workingTime;

    Programs(WorkingTime workingTime) {
        this.workingTime = workingTime;
    }

    /** Counts the working time of timers that name a calendar. */
    WorkingTime workingTime() {
        return workingTime;
    }

    void remember(String definitionId, Program program) {
        programs.putIfAbsent(definitionId, program); // offers are cached in the program
    }

    @Nullable
    Program known(String definitionId) {
        return programs.get(definitionId);
    }

    Program of(String definitionId, CommandContext context) {
        Program known = programs.get(definitionId); // not computeIfAbsent: no SQL under a map's lock
        if (known != null) {
            return known;
        }
        Program program =
                new Program(Source.kept(original(definitionId, context)).model());
        remember(definitionId, program);
        return program;
    }

    static byte[] original(String definitionId, CommandContext context) {
        var configuration = CommandContextUtil.getProcessEngineConfiguration(context);
        ProcessDefinition definition;
        try {
            definition = configuration.getDeploymentManager().findDeployedProcessDefinitionById(definitionId);
        } catch (FlowableObjectNotFoundException e) {
            throw new ConfigurationException(
                    "The engine has no process definition " + definitionId + "; a ticket that was begun with another"
                            + " workflow, or on another database, cannot go on here",
                    e);
        }
        ResourceEntity resource = configuration
                .getResourceEntityManager()
                .findResourceByDeploymentIdAndResourceName(definition.getDeploymentId(), ORIGINAL);
        if (resource == null) {
            throw new ConfigurationException("Process definition " + definitionId + " was not deployed by itsm4j");
        }
        return resource.getBytes();
    }
}
