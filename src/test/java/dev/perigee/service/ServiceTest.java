package dev.perigee.service;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the real application with a real PostgreSQL. All of them share one application, and
 * every answer they get by REST Assured must be as the contract says.
 */
@QuarkusTest
@ExtendWith(ContractFilter.class)
@WithTestResource(value = PostgresqlForTests.class, scope = TestResourceScope.GLOBAL)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServiceTest {}
