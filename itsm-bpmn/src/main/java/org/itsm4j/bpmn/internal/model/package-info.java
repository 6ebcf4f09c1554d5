/**
 * From the bytes of a file to its graph, with a finding for what is not allowed. {@link
 * org.itsm4j.bpmn.internal.model.MarkupReader} reads XML that nobody vouches for, {@link
 * org.itsm4j.bpmn.internal.model.AllowList} says what may be in it, {@link org.itsm4j.bpmn.internal.model.ModelReader} makes a
 * {@link org.itsm4j.bpmn.internal.model.Model} of it, where to begin. Not API, may change at any time.
 */
@NullMarked
package org.itsm4j.bpmn.internal.model;

import org.jspecify.annotations.NullMarked;
