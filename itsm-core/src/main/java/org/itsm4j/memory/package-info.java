/** Everything in memory: for examples, for hosts' tests, and the first subject of every contract test. */
@NullMarked
package org.itsm4j.memory;

import org.jspecify.annotations.NullMarked;
