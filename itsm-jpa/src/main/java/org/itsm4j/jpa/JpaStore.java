package org.itsm4j.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.itsm4j.change.Change;
import org.itsm4j.error.ConfigurationException;
import org.itsm4j.incident.Incident;
import org.itsm4j.problem.Problem;
import org.itsm4j.spi.ApprovalStore;
import org.itsm4j.spi.CascadeStore;
import org.itsm4j.spi.ClockStore;
import org.itsm4j.spi.ConnectionLender;
import org.itsm4j.spi.LinkStore;
import org.itsm4j.spi.NumberStore;
import org.itsm4j.spi.ScheduleStore;
import org.itsm4j.spi.SchemaMode;
import org.itsm4j.spi.Store;
import org.itsm4j.spi.TaskStore;
import org.itsm4j.spi.TicketStore;
import org.itsm4j.spi.TimelineStore;
import org.itsm4j.ticket.Field;
import org.itsm4j.ticket.Ticket;

/**
 * Keeps everything in a relational database, through the host's Jakarta Persistence 3.2 provider. Thread-safe.
 *
 * <p>The persistence unit must know our classes: give {@link #managedClasses()} to a {@code PersistenceConfiguration}, or
 * name {@code META-INF/itsm4j-orm.xml} as a {@code <mapping-file>} in {@code persistence.xml}. The tables must be there,
 * see {@link JpaSchema}.
 *
 * <pre>{@code
 * Itsm itsm = Itsm.builder().store(JpaStore.over(entityManagerFactory)).build();
 * }</pre>
 *
 * <p>Who owns the transaction:
 *
 * <ul>
 *   <li>Java SE: {@link #over(EntityManagerFactory)}; every command has its own transaction.
 *   <li>Java SE, with the host's own work in it: {@link #callInTransaction}, or {@link #join} where the host has begun it.
 *   <li>Spring, JTA: {@link #over(HostTransactions)}; commands join the transaction of the thread, or begin one.
 * </ul>
 *
 * A command that fails in a joined transaction marks it, so that it can only roll back. Before it does anything, a command
 * in a transaction of the host flushes what the host has pending in the persistence context: what fails there comes out as
 * the provider throws it. A question flushes nothing. Reads of one transaction see one persistence context: with an
 * entity manager that outlives its transactions, {@code clear()} it between them.
 */
public final class JpaStore implements Store {
    private final JpaUnitOfWork unit;
    private final Map<Class<?>, TicketStore<?, ?>> tickets;
    private final TimelineStore timelines;
    private final LinkStore links;
    private final TaskStore tasks;
    private final ClockStore clocks;
    private final ApprovalStore approvals;
    private final ScheduleStore schedule;
    private final CascadeStore cascades;
    private final NumberStore numbers;

    private JpaStore(Builder builder) {
        unit = new JpaUnitOfWork(builder.transactions);
        IncidentMapping incidents = new IncidentMapping();
        ProblemMapping problems = new ProblemMapping();
        ChangeMapping changes = new ChangeMapping();
        tickets = Map.of(
                Incident.class, new JpaTicketStore<>(unit, incidents),
                Problem.class, new JpaTicketStore<>(unit, problems),
                Change.class, new JpaTicketStore<>(unit, changes));
        JpaTimelineStore entries = new JpaTimelineStore(unit);
        timelines = entries;
        links = new JpaLinkStore(unit);
        tasks = new JpaTaskStore(unit);
        clocks = new JpaClockStore(unit, builder.schema, entries, List.of(incidents, problems, changes));
        approvals = new JpaApprovalStore(unit);
        schedule = new JdbcScheduleStore(unit, builder.schema);
        cascades = new JpaCascadeStore(unit);
        numbers = new JdbcNumberStore(unit, builder.schema);
        new SchemaStart(unit, builder.schema).run(builder.mode);
    }

    /**
     * @param factory the host's, with resource-local transactions
     * @return a store over it, with a transaction for every command; the tables are looked at now
     * @throws ConfigurationException if the tables are missing, incomplete, older or newer, or the classes are not known
     */
    public static JpaStore over(EntityManagerFactory factory) {
        return builder(factory).build();
    }

    /**
     * @param transactions the host's transactions
     * @return a store that takes part in them; the tables are looked at now
     * @throws ConfigurationException if the tables are missing, incomplete, older or newer, or the classes are not known
     */
    public static JpaStore over(HostTransactions transactions) {
        return builder(transactions).build();
    }

    /**
     * @param factory the host's, with resource-local transactions
     * @return a builder of a store over it
     */
    public static Builder builder(EntityManagerFactory factory) {
        return new Builder(new LocalTransactions(Objects.requireNonNull(factory, "factory")));
    }

    /**
     * @param transactions the host's transactions
     * @return a builder of a store that takes part in them
     */
    public static Builder builder(HostTransactions transactions) {
        return new Builder(Objects.requireNonNull(transactions, "transactions"));
    }

    /** @return our classes, for {@code PersistenceConfiguration.managedClass}; what they are is not part of the API */
    public static List<Class<?>> managedClasses() {
        return ManagedClasses.ALL;
    }

    /**
     * Runs the host's own work and commands in one transaction: this thread's, or a new one.
     *
     * <pre>{@code
     * store.callInTransaction(manager -> {
     *     manager.persist(order);
     *     return desk.incidents().log(...);
     * });
     * }</pre>
     *
     * @param work what to do with the transaction's entity manager, which is not to be closed or kept
     * @param <R> its result
     * @return its result, committed unless joined
     * @throws org.itsm4j.error.StoreException if no transaction can be begun, the commit fails, or a command in it had
     *     failed and the work went on
     */
    public <R> R callInTransaction(Function<EntityManager, R> work) {
        return unit.hosting(work);
    }

    /**
     * As {@link #callInTransaction}, without a result.
     *
     * @param work what to do with the transaction's entity manager
     */
    public void runInTransaction(Consumer<EntityManager> work) {
        callInTransaction(manager -> {
            work.accept(manager);
            return true;
        });
    }

    /**
     * Gives commands in a resource-local transaction that the host has begun and will end. If one fails, the transaction
     * is marked for rollback, even if the host swallows the exception. Jakarta Persistence tells nobody of a commit, so
     * what waits for it waits in the result:
     *
     * <pre>{@code
     * manager.getTransaction().begin();
     * Joined<Incident> joined = store.join(manager, () -> desk.incidents().log(...));
     * manager.getTransaction().commit();
     * joined.committed(); // without this, after-commit listeners hear nothing
     * }</pre>
     *
     * Do not swallow the exception of a failed command: Hibernate's {@code commit()} of a marked transaction rolls back and
     * returns as if nothing were wrong, unless {@code hibernate.jpa.compliance.transaction} is {@code true}, which is best
     * set. Without it, only {@link Joined#committed()} throws, of a transaction in which the exception was swallowed inside
     * of the commands, or that was joined before; if the exception leaves this method, there is no {@code Joined}, and
     * whoever swallows it there is told by nobody that nothing was written.
     *
     * <p>Without {@code join}, a command knows nothing of the host's transaction: it commits by itself at once, and stays if
     * the host rolls back.
     *
     * @param manager the host's entity manager, its transaction active
     * @param commands what to do in it
     * @param <R> the result
     * @return the result, not yet committed
     * @throws IllegalStateException if no transaction is active
     */
    public <R> Joined<R> join(EntityManager manager, Supplier<R> commands) {
        return unit.join(manager, commands);
    }

    /** @return the transaction; it lends its JDBC connection */
    @Override
    public ConnectionLender unitOfWork() {
        return unit;
    }

    @Override
    @SuppressWarnings("unchecked") // the class is the key under which a store of just these tickets was put
    public <T extends Ticket<T>, F extends Enum<F> & Field<T>> TicketStore<T, F> tickets(
            Class<T> ticket, Class<F> fields) {
        TicketStore<?, ?> store = tickets.get(ticket);
        if (store == null) {
            throw new ConfigurationException("JpaStore has no tables for " + ticket.getSimpleName());
        }
        return (TicketStore<T, F>) store;
    }

    @Override
    public TimelineStore timelines() {
        return timelines;
    }

    @Override
    public LinkStore links() {
        return links;
    }

    @Override
    public TaskStore tasks() {
        return tasks;
    }

    @Override
    public ClockStore clocks() {
        return clocks;
    }

    @Override
    public ApprovalStore approvals() {
        return approvals;
    }

    @Override
    public ScheduleStore schedule() {
        return schedule;
    }

    @Override
    public CascadeStore cascades() {
        return cascades;
    }

    @Override
    public NumberStore numbers() {
        return numbers;
    }

    /** Collects what a store needs. Not thread-safe. */
    public static final class Builder {
        private final HostTransactions transactions;
        private SchemaMode mode = SchemaMode.VALIDATE;
        private JpaSchema schema = JpaSchema.standard();

        private Builder(HostTransactions transactions) {
            this.transactions = transactions;
        }

        /**
         * @param value what to do about the tables now; {@link SchemaMode#VALIDATE} unless told. {@link SchemaMode#CREATE}
         *     runs the script in a transaction like any other; where JTA does not take that, use {@link JpaSchema#create}. In
         *     every mode, rows of a tenant that nobody is are written, looked for in the tables that {@link #schema} names,
         *     and rolled back; with {@link SchemaMode#NONE} the tables may still be missing
         * @return this builder
         */
        public Builder schemaMode(SchemaMode value) {
            mode = Objects.requireNonNull(value, "schemaMode");
            return this;
        }

        /**
         * @param value the names of the tables; {@link JpaSchema#standard()} unless told. With others, the persistence unit
         *     needs {@link JpaSchema#ormXml()}
         * @return this builder
         */
        public Builder schema(JpaSchema value) {
            schema = Objects.requireNonNull(value, "schema");
            return this;
        }

        /**
         * @return the store
         * @throws ConfigurationException if the tables or the classes are not as they must be, or the persistence unit
         *     maps the classes to other tables
         */
        public JpaStore build() {
            return new JpaStore(this);
        }
    }
}
