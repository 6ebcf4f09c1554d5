package org.itsm4j.ticket;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.error.Given;
import org.itsm4j.error.InvalidInputException;

/** The categories of a tenant, as a tree. {@link #open()} accepts any. Immutable. */
public final class CategoryTree {
    private static final CategoryTree OPEN = new CategoryTree(Set.of());
    private final Set<String> paths;

    private CategoryTree(Set<String> paths) {
        this.paths = paths;
    }

    /** @return a tree that accepts any category: for hosts that keep their categories elsewhere */
    public static CategoryTree open() {
        return OPEN;
    }

    /**
     * @param paths the leaves and any inner nodes, such as {@code network/vpn}; the nodes above them come by themselves
     * @return the tree of these
     * @throws ConfigurationException if a path has an empty name or is longer than {@link Limits#NAME}
     */
    public static CategoryTree of(Collection<String> paths) {
        Set<String> all = new TreeSet<>();
        for (String path : Objects.requireNonNull(paths, "paths")) {
            Category category = Category.of(path);
            if (path.length() > Limits.NAME || category.names().stream().anyMatch(String::isBlank)) {
                throw new ConfigurationException(
                        "Category path with an empty name or over " + Limits.NAME + " characters" + Given.got(path));
            }
            for (Category node = category; node != null; node = node.parent().orElse(null)) {
                all.add(node.path());
            }
        }
        if (all.isEmpty()) {
            throw new ConfigurationException("A category tree needs a category; use open() to accept any");
        }
        return new CategoryTree(Collections.unmodifiableSet(all));
    }

    /**
     * @param category what a command gives
     * @throws InvalidInputException if the tree does not have it; the message lists those it has
     */
    public void require(Category category) {
        if (this != OPEN && !paths.contains(category.path())) {
            throw new InvalidInputException("Classification", "category", "one of " + Labels.list(paths));
        }
    }

    /** @return every path of the tree in order; empty if it accepts any */
    public Set<String> paths() {
        return paths;
    }
}
