/**
 * What hosts need to test: a clock they can set, and the contract their own store must keep. Needs JUnit 5 and AssertJ on
 * the test class path.
 */
@NullMarked
package org.itsm4j.testing;

import org.jspecify.annotations.NullMarked;
