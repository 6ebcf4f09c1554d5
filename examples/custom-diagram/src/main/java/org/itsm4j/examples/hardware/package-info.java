/**
 * A hardware desk with a diagram of its own: {@link org.itsm4j.examples.hardware.HardwareDesk} registers what it names.
 */
@NullMarked
package org.itsm4j.examples.hardware;

import org.jspecify.annotations.NullMarked;
