/**
 * How it is done. Public only because it is several packages: not API, may change at any time. From the bottom up: {@code
 * condition}, the language; {@code model}, a file as a graph; and four that do not know each other: {@code check} proves a
 * diagram, {@code diff} compares two, {@code picture} draws one, {@code engine} runs one. None of them knows the API above.
 */
@NullMarked
package org.itsm4j.bpmn.internal;

import org.jspecify.annotations.NullMarked;
