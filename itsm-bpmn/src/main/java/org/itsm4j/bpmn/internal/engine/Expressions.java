package org.itsm4j.bpmn.internal.engine;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowable.common.engine.api.delegate.Expression;
import org.flowable.common.engine.api.variable.VariableContainer;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.common.engine.impl.javax.el.ELContext;
import org.flowable.engine.impl.el.ProcessExpressionManager;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.itsm4j.bpmn.internal.Quote;
import org.itsm4j.lifecycle.Move;
import org.jspecify.annotations.Nullable;

/**
 * Knows only {@code ${itsm:id}}, which stands for the condition or the due date of an element in the program of the running
 * definition. There is no expression language.
 */
final class Expressions extends ProcessExpressionManager {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{itsm:([A-Za-z0-9_.\\u00b7-]+)}");

    private final Programs programs;

    Expressions(Programs programs) {
        super(Map.of());
        this.programs = programs;
    }

    static String reference(String elementId) {
        return "${itsm:" + elementId + "}";
    }

    static boolean isReference(@Nullable String text) {
        return text != null && REFERENCE.matcher(text).matches();
    }

    @Override
    public Expression createExpression(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches()) {
            throw new SecurityException("Expression refused: " + Quote.of(text));
        }
        return new Reference(text, matcher.group(1), programs);
    }

    @Override
    public ELContext getElContext(VariableContainer container) {
        throw new SecurityException("Expressions are off");
    }

    private static final class Reference implements Expression {
        private static final long serialVersionUID = 1L;

        private final String text;
        private final String elementId;
        private final transient Programs programs;

        Reference(String text, String elementId, Programs programs) {
            this.text = text;
            this.elementId = elementId;
            this.programs = programs;
        }

        @Override
        public @Nullable Object getValue(VariableContainer container) {
            if (!(container instanceof ExecutionEntity execution)) {
                throw new SecurityException("Expression " + text + " has no meaning outside an execution");
            }
            CommandContext context = Context.getCommandContext();
            Move move = Moves.current(context, execution.getProcessInstanceId());
            Program program = programs.of(execution.getProcessDefinitionId(), context);
            return program.isTimer(elementId)
                    ? program.due(elementId, move, programs.workingTime()).orElse(null)
                    : program.holds(elementId, move);
        }

        @Override
        public void setValue(Object value, VariableContainer container) {
            throw new SecurityException("Expressions are read only");
        }

        @Override
        public String getExpressionText() {
            return text;
        }
    }
}
