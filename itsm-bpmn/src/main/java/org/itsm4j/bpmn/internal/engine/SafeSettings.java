package org.itsm4j.bpmn.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.itsm4j.error.ConfigurationException;

/**
 * What the built engine must look like before it may run anything. Looks at the result, not at what was set: an
 * initialiser of Flowable, or a later version of it, may have put its own in place.
 */
final class SafeSettings {
    private static final Map<String, Predicate<LeanConfiguration>> RULES = rules();

    private SafeSettings() {}

    /**
     * @throws ConfigurationException naming each setting that is weaker than it must be
     */
    static void verify(LeanConfiguration engine) {
        List<String> weak = new ArrayList<>();
        RULES.forEach((name, holds) -> {
            if (!holds.test(engine)) {
                weak.add(name);
            }
        });
        if (!weak.isEmpty()) {
            throw new ConfigurationException("The engine is not locked down as it must be: " + weak
                    + "; use the version of Flowable that itsm-bpmn names, and nothing that changes its engines");
        }
    }

    private static Map<String, Predicate<LeanConfiguration>> rules() {
        Map<String, Predicate<LeanConfiguration>> rules = new LinkedHashMap<>();
        rules.put("enableSafeBpmnXml", LeanConfiguration::isEnableSafeBpmnXml);
        rules.put("beans", it -> it.getBeans() != null && it.getBeans().isEmpty());
        rules.put("expressionManager", it -> it.getExpressionManager() instanceof Expressions);
        rules.put("processValidator", it -> it.getProcessValidator() instanceof CompiledOnly);
        rules.put("bpmnParseFactory", it -> it.getBpmnParseFactory() instanceof AlwaysValidated);
        rules.put("activityBehaviorFactory", it -> it.getActivityBehaviorFactory() instanceof Behaviors);
        rules.put("listenerFactory", it -> it.getListenerFactory() instanceof Refusals.NoClassListeners);
        rules.put("scriptEngine", it -> it.getScriptEngine() instanceof Refusals.NoScripts);
        rules.put("variableTypes", it -> it.getVariableTypes() instanceof Refusals.NoVariables);
        rules.put("disableIdmEngine", LeanConfiguration::isDisableIdmEngine);
        rules.put("disableEventRegistry", LeanConfiguration::isDisableEventRegistry);
        rules.put("eventDispatcher", it -> !it.getEventDispatcher().isEnabled());
        rules.put(
                "configurators",
                it -> !it.isEnableConfiguratorServiceLoader()
                        && (it.getAllConfigurators() == null
                                || it.getAllConfigurators().isEmpty()));
        rules.put("asyncHistory", it -> !it.isAsyncHistoryEnabled());
        rules.put("processDefinitionInfoCache", it -> !it.isEnableProcessDefinitionInfoCache());
        rules.put("flowable5Compatibility", it -> !it.isFlowable5CompatibilityEnabled());
        rules.put("transactionsExternallyManaged", LeanConfiguration::isTransactionsExternallyManaged);
        rules.put("dataSource", it -> it.getDataSource() instanceof LentConnections);
        rules.put("clock", it -> it.getClock() instanceof EngineClock);
        rules.put("idGenerator", it -> it.getIdGenerator() instanceof LeanConfiguration.RandomIds);
        rules.put(
                "globalAcquireLockEnabled",
                it -> it.getAsyncExecutorConfiguration().isGlobalAcquireLockEnabled());
        rules.put("addDefaultExceptionHandler", it -> !it.isAddDefaultExceptionHandler());
        return rules;
    }
}
