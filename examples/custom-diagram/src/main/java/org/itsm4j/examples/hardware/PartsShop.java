package org.itsm4j.examples.hardware;

/** A system of the host's that is none of this library's, and not in its transaction. */
public interface PartsShop {
    /**
     * @param key of the request: the same key once more is the same order
     * @param part what is needed
     * @param incident what it is for
     * @return the number of the order
     */
    String order(String key, String part, String incident);

    /** @param order the number of an order that has not been answered */
    void remind(String order);
}
