/**
 * Who acts, for which tenant, and what they may do. The host authenticates; itsm4j is told the {@link
 * org.itsm4j.security.Actor} and asks the {@link org.itsm4j.security.AccessPolicy} on every object and reference.
 */
@NullMarked
package org.itsm4j.security;

import org.jspecify.annotations.NullMarked;
