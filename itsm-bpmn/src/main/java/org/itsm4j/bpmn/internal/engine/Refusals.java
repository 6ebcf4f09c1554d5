package org.itsm4j.bpmn.internal.engine;

import java.util.List;
import org.flowable.bpmn.model.EventListener;
import org.flowable.bpmn.model.MapExceptionEntry;
import org.flowable.common.engine.api.delegate.Expression;
import org.flowable.common.engine.api.delegate.event.FlowableEventListener;
import org.flowable.common.engine.impl.scripting.FlowableScriptEngine;
import org.flowable.common.engine.impl.scripting.FlowableScriptEvaluationRequest;
import org.flowable.engine.impl.bpmn.helper.ClassDelegate;
import org.flowable.engine.impl.bpmn.helper.ClassDelegateFactory;
import org.flowable.engine.impl.bpmn.parser.FieldDeclaration;
import org.flowable.engine.impl.bpmn.parser.factory.DefaultListenerFactory;
import org.flowable.variable.api.types.ValueFields;
import org.flowable.variable.service.impl.types.DefaultVariableTypes;
import org.flowable.variable.service.impl.types.NullType;
import org.flowable.variable.service.impl.types.SerializableType;
import org.itsm4j.bpmn.internal.Quote;

/**
 * What a compiled diagram never asks for. It stands under the gate: a definition that is already in the database must pass
 * here too.
 */
final class Refusals {
    private Refusals() {}

    static ClassDelegateFactory noClasses() {
        return new ClassDelegateFactory() {
            @Override
            public ClassDelegate create(
                    String id,
                    String className,
                    List<FieldDeclaration> fields,
                    boolean triggerable,
                    Expression skip,
                    List<MapExceptionEntry> exceptions) {
                throw new SecurityException("Class refused: " + Quote.of(className));
            }

            @Override
            public ClassDelegate create(String className, List<FieldDeclaration> fields) {
                throw new SecurityException("Class refused: " + Quote.of(className));
            }
        };
    }

    /** Makes no listener from the name of a class. */
    static final class NoClassListeners extends DefaultListenerFactory {
        NoClassListeners() {
            super(noClasses());
        }

        @Override
        public FlowableEventListener createClassDelegateEventListener(EventListener listener) {
            throw new SecurityException("Class refused: " + Quote.of(listener.getImplementation()));
        }
    }

    /** Runs no script. */
    static final class NoScripts implements FlowableScriptEngine {
        @Override
        public FlowableScriptEvaluationRequest createEvaluationRequest() {
            throw new SecurityException("Scripts are off");
        }
    }

    /** Stores null only: a compiled diagram has no variables. */
    static final class NoVariables extends DefaultVariableTypes {
        private static final long serialVersionUID = 1L;

        NoVariables() {
            addType(new NullType());
            addType(new NoSerialisation()); // a type of its name must stay: Flowable inserts others before it
        }
    }

    private static final class NoSerialisation extends SerializableType {
        @Override
        public boolean isAbleToStore(Object value) {
            return false;
        }

        @Override
        public Object deserialize(byte[] bytes, ValueFields fields) {
            throw new SecurityException("Java serialisation is off");
        }
    }
}
