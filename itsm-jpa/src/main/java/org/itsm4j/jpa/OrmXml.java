package org.itsm4j.jpa;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;

/** Writes the mapping file: the classes, and the names of their tables. All else is in the annotations. */
final class OrmXml {
    private OrmXml() {}

    static String write(JpaSchema schema) {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.2">
                """);
        ManagedClasses.ALL.stream()
                .filter(type -> type.isAnnotationPresent(MappedSuperclass.class))
                .forEach(type -> xml.append("  <mapped-superclass class=\"" + type.getName() + "\"/>\n"));
        ManagedClasses.ALL.stream()
                .filter(type -> type.isAnnotationPresent(Table.class))
                .forEach(type -> entity(xml, type, schema));
        ManagedClasses.ALL.stream()
                .filter(type -> type.isAnnotationPresent(Embeddable.class))
                .forEach(type -> xml.append("  <embeddable class=\"" + type.getName() + "\"/>\n"));
        return xml.append("</entity-mappings>\n").toString();
    }

    private static void entity(StringBuilder xml, Class<?> type, JpaSchema schema) {
        String entity = type.getAnnotation(Entity.class).name();
        xml.append("  <entity class=\"" + type.getName() + "\" name=\"" + entity + "\" cacheable=\"false\">\n");
        xml.append("    <table name=\"" + schema.tableName(JpaSchema.plainName(type)) + "\"");
        schema.schemaName().ifPresent(name -> xml.append(" schema=\"" + name + "\""));
        xml.append("/>\n  </entity>\n");
    }
}
