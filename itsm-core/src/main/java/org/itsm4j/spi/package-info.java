/**
 * The ports a host may implement: where tickets are kept, what a transaction is, who exists, who is told. Each port says
 * what it must guarantee; the test kit in {@code org.itsm4j.testing} proves it.
 */
@NullMarked
package org.itsm4j.spi;

import org.jspecify.annotations.NullMarked;
