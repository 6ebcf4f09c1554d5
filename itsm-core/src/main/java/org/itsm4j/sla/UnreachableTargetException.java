package org.itsm4j.sla;
/** STUB */
public class UnreachableTargetException extends org.itsm4j.error.ConfigurationException { private static final long serialVersionUID = 1L; /** x */ public UnreachableTargetException(String m) { super(m); } }
