/**
 * Approvals, shared by all practices that need one: who may vote, what is enough, and what stands. A decision is computed from
 * the policy and the votes, and can be explained.
 */
@NullMarked
package org.itsm4j.approval;

import org.jspecify.annotations.NullMarked;
