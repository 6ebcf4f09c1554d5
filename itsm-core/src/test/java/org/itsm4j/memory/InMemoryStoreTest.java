package org.itsm4j.memory;

import org.itsm4j.spi.Store;
import org.itsm4j.testing.StoreContract;

class InMemoryStoreTest extends StoreContract {
    @Override
    protected Store store() {
        return new InMemoryStore();
    }
}
