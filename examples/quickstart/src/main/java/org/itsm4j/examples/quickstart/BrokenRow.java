package org.itsm4j.examples.quickstart;

/**
 * A row that cannot be understood. It is reported and skipped.
 *
 * @param line where it begins in the file, from 1
 * @param problem what is wrong with it
 */
record BrokenRow(long line, String problem) {}
