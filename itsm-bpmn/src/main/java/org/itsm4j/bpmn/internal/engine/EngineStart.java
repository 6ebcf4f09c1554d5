package org.itsm4j.bpmn.internal.engine;

import java.util.Optional;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.common.engine.api.FlowableWrongDbException;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.lifecycle.Workflow;
import org.itsm4j.spi.ConnectionLender;
import org.itsm4j.spi.SchemaMode;

/** Starts the engine for a host, or says what to do so that it starts. */
final class EngineStart {
    private EngineStart() {}

    /** The unit of work of the host, which must lend the engine its connection. */
    static ConnectionLender units(Workflow.Host host) {
        if (host.unitOfWork() instanceof ConnectionLender units) {
            return units;
        }
        throw new ConfigurationException(
                "FlowableWorkflow writes in the transaction of the store, but the store's unit of work, "
                        + host.unitOfWork().getClass().getName()
                        + ", lends no JDBC connection; use JpaStore of itsm-jpa, or a store whose unit of work is a"
                        + " org.itsm4j.spi.ConnectionLender");
    }

    static LeanEngine start(Settings settings, Workflow.Host host, ConnectionLender units) {
        Programs programs = new Programs(host.workingTime());
        var configuration =
                new LeanConfiguration(settings, units, host.clock(), programs, new HostTimers(host), host::runDueWork);
        try {
            return new LeanEngine(configuration, programs);
        } catch (FlowableWrongDbException e) {
            throw new ConfigurationException(
                    "The tables of Flowable are of version " + e.getDbVersion() + " and must be of version "
                            + e.getLibraryVersion() + ". " + scripts(configuration),
                    e);
        } catch (FlowableException e) {
            throw new ConfigurationException(
                    settings.schemaMode() == SchemaMode.VALIDATE
                            ? "The tables of Flowable are missing. " + scripts(configuration)
                            : "Flowable does not start: " + e.getMessage(),
                    e);
        }
    }

    private static String scripts(LeanConfiguration configuration) {
        String database = Optional.ofNullable(configuration.getDatabaseType()).orElse("<database>");
        return "Run org/flowable/common/db/create/flowable." + database
                + ".create.common.sql from flowable-engine-common.jar, then org/flowable/db/create/flowable." + database
                + ".create.engine.sql and org/flowable/db/create/flowable." + database
                + ".create.history.sql from flowable-engine.jar, or the scripts in the folders named upgrade; or let"
                + " itsm4j do it: FlowableWorkflow.over(dataSource).schemaMode(SchemaMode.CREATE)";
    }
}
