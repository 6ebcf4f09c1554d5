/** A shop on Spring, with entities and a transaction manager of its own, that logs an incident when a payment fails. */
package org.itsm4j.examples.spring;
