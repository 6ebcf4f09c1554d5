/**
 * A diagram as SVG, drawn from the XML of its file, not from the model. Begin with {@link
 * org.itsm4j.bpmn.internal.picture.Picture}: a sketch says where shapes and arrows lie, marks say what a {@link
 * org.itsm4j.bpmn.internal.picture.Layer} means for each, painters write {@link org.itsm4j.bpmn.internal.picture.Svg}. Not API,
 * may change at any time.
 */
@NullMarked
package org.itsm4j.bpmn.internal.picture;

import org.jspecify.annotations.NullMarked;
