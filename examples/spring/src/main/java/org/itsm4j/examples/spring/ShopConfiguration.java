package org.itsm4j.examples.spring;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.itsm4j.Itsm;
import org.itsm4j.bpmn.FlowableWorkflow;
import org.itsm4j.jpa.JpaStore;
import org.itsm4j.spi.SchemaMode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The shop as it was, and the bean at the end that brings incidents into it. */
@Configuration
@ComponentScan
@EnableTransactionManagement
class ShopConfiguration {
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
        // the shop's own table; with hibernate.hbm2ddl.auto, Hibernate would make those of itsm4j as well, and wrong
        new ResourceDatabasePopulator(new ClassPathResource("shop.sql")).execute(pool);
        return pool;
    }

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(dataSource);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setPackagesToScan("org.itsm4j.examples.spring"); // the shop's own entities
        factory.setMappingResources("META-INF/itsm4j-orm.xml"); // and those of itsm4j
        return factory;
    }

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
        return new JpaTransactionManager(factory);
    }

    @Bean(destroyMethod = "close")
    Itsm itsm(JpaTransactionManager transactions, EntityManagerFactory factory, DataSource dataSource) {
        return Itsm.builder()
                .store(JpaStore.builder(new SpringTransactions(transactions, factory))
                        .schemaMode(SchemaMode.CREATE)
                        .build())
                .workflow(FlowableWorkflow.over(dataSource).schemaMode(SchemaMode.CREATE))
                .build();
    }
}
