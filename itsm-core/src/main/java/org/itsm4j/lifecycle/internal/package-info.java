/**
 * The one way every change takes. Public only because the practices are other packages: not API, may change at any time.
 */
@NullMarked
package org.itsm4j.lifecycle.internal;

import org.jspecify.annotations.NullMarked;
