package org.itsm4j.ticket;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A place in the tree of categories, as a path such as {@code network/vpn}. Which ones exist is said by a {@link
 * CategoryTree}.
 *
 * @param path names from the root, separated by {@code /}
 */
public record Category(@Text(max = Limits.NAME) String path) {
    /**
     * @param path names from the root, separated by {@code /}
     * @return the category
     */
    public static Category of(String path) {
        return new Category(Objects.requireNonNull(path, "path"));
    }

    /** @return the category above, empty at the top of the tree */
    public Optional<Category> parent() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(new Category(path.substring(0, slash)));
    }

    /** @return the names from the root */
    public List<String> names() {
        return List.of(path.split("/", -1));
    }

    /**
     * @param other another category
     * @return whether this one is the other or lies below it
     */
    public boolean isWithin(Category other) {
        Objects.requireNonNull(other, "other");
        return path.equals(other.path) || path.startsWith(other.path + "/");
    }

    @Override
    public String toString() {
        return path;
    }
}
