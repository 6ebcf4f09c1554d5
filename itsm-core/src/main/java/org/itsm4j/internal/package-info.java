/**
 * What practices share and no host needs: files of policies as JSON, and the names in them. Public for the compiler only: no
 * API.
 */
@NullMarked
package org.itsm4j.internal;

import org.jspecify.annotations.NullMarked;
