package org.itsm4j.approval;

/**
 * How many of the voters must approve. Voters are persons, each counted once however often they are invited; who is recused or
 * excused is none (see {@link ApprovalPolicy}). That a number makes sense is checked with the policy.
 */
public sealed interface Quorum {
    /** Every voter approves. One rejection, or one abstention, and it cannot be had any more. */
    record All() implements Quorum {
        @Override
        public int needed(int voters) {
            return voters;
        }
    }

    /** One voter approves. */
    record Any() implements Quorum {
        @Override
        public int needed(int voters) {
            return 1;
        }
    }

    /**
     * So many voters approve.
     *
     * @param count from 1
     */
    record AtLeast(int count) implements Quorum {
        @Override
        public int needed(int voters) {
            return count;
        }
    }

    /**
     * Such a share of the voters approves.
     *
     * @param share percent, 1 to 100; of three voters 34 percent are two, as it is never rounded down
     */
    record Percent(int share) implements Quorum {
        @Override
        public int needed(int voters) {
            return (int) (((long) share * voters + 99) / 100);
        }
    }

    /**
     * Voters of so much weight approve. Weights stand with those who are invited; who is invited more than once has the
     * greatest of them.
     *
     * @param threshold from 1
     */
    record Weight(int threshold) implements Quorum {
        @Override
        public int needed(int voters) {
            return threshold;
        }
    }

    /**
     * @param voters how many voters there are
     * @return how many approvals are needed; for {@link Weight} how much weight
     */
    int needed(int voters);

    /** @return every voter */
    static Quorum all() {
        return new All();
    }

    /** @return one voter */
    static Quorum any() {
        return new Any();
    }

    /**
     * @param count how many voters
     * @return so many
     */
    static Quorum atLeast(int count) {
        return new AtLeast(count);
    }

    /**
     * @param share percent of the voters
     * @return so many, rounded up
     */
    static Quorum percent(int share) {
        return new Percent(share);
    }

    /**
     * @param threshold how much weight
     * @return so much
     */
    static Quorum weight(int threshold) {
        return new Weight(threshold);
    }
}
