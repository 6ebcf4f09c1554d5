package org.itsm4j.bpmn.internal.engine;

import org.flowable.engine.impl.bpmn.parser.BpmnParse;
import org.flowable.engine.impl.bpmn.parser.BpmnParser;
import org.flowable.engine.impl.cfg.BpmnParseFactory;

/** A deployment may ask the engine not to validate it; this one validates all the same. */
final class AlwaysValidated implements BpmnParseFactory {
    @Override
    public BpmnParse createBpmnParse(BpmnParser parser) {
        return new BpmnParse(parser) {
            @Override
            public void setValidateProcess(boolean validates) {
                super.setValidateProcess(true);
            }
        };
    }
}
