/**
 * Keeps tickets with Jakarta Persistence 3.2, on any provider, in the transaction of whoever owns it: {@link
 * org.itsm4j.jpa.JpaStore} is the door, {@link org.itsm4j.jpa.HostTransactions} binds it to Spring, {@link
 * org.itsm4j.jpa.JtaTransactions} to JTA, {@link org.itsm4j.jpa.JpaSchema} knows the tables.
 */
@NullMarked
package org.itsm4j.jpa;

import org.jspecify.annotations.NullMarked;
