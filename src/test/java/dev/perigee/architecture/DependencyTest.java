package dev.perigee.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Dependencies point one way; see docs/adr and the package descriptions. */
@AnalyzeClasses(packages = "dev.perigee", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyTest {
  private static final String CORE = "dev.perigee.simulation";
  private static final String PROGRAM = "dev.perigee.simulation.program";

  @ArchTest
  static final ArchRule FEATURES_DEPEND_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("dashboards")
          .definedBy("dev.perigee.dashboards..")
          .layer("impact")
          .definedBy("dev.perigee.impact..")
          .layer("forecasts")
          .definedBy("dev.perigee.forecasts..")
          .layer("comparisons")
          .definedBy("dev.perigee.comparisons..")
          .layer("sweeps")
          .definedBy("dev.perigee.sweeps..")
          .layer("studies")
          .definedBy("dev.perigee.studies..")
          .layer("scenarios")
          .definedBy("dev.perigee.scenarios..")
          .layer("rules")
          .definedBy("dev.perigee.rules..")
          .layer("milestones")
          .definedBy("dev.perigee.milestones..")
          .layer("identity")
          .definedBy("dev.perigee.identity..")
          .layer("platform")
          .definedBy("dev.perigee.platform..")
          .layer("engine")
          .definedBy("dev.perigee.engine..")
          .layer("simulation")
          .definedBy("dev.perigee.simulation..")
          .whereLayer("dashboards")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("impact")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("forecasts")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("comparisons")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sweeps")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("studies")
          .mayOnlyBeAccessedByLayers("impact", "comparisons", "sweeps")
          .whereLayer("scenarios")
          .mayOnlyBeAccessedByLayers("impact", "forecasts", "comparisons", "sweeps", "studies")
          .whereLayer("rules")
          .mayOnlyBeAccessedByLayers(
              "impact", "forecasts", "comparisons", "sweeps", "studies", "scenarios")
          .whereLayer("milestones")
          .mayOnlyBeAccessedByLayers(
              "impact", "forecasts", "comparisons", "sweeps", "studies", "scenarios", "rules")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers(
              "impact", "forecasts", "comparisons", "sweeps", "studies", "scenarios")
          .whereLayer("simulation")
          .mayOnlyBeAccessedByLayers(
              "impact",
              "forecasts",
              "comparisons",
              "sweeps",
              "studies",
              "scenarios",
              "rules",
              "engine")
          .whereLayer("identity")
          .mayOnlyBeAccessedByLayers(
              "impact",
              "forecasts",
              "comparisons",
              "sweeps",
              "studies",
              "scenarios",
              "rules",
              "milestones",
              "engine")
          .whereLayer("platform")
          .mayOnlyBeAccessedByLayers(
              "dashboards",
              "impact",
              "forecasts",
              "comparisons",
              "sweeps",
              "studies",
              "scenarios",
              "rules",
              "milestones",
              "engine",
              "identity");

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CORE, "java..", "jdk.incubator.vector");

  /** Everything else must run where the module is missing. */
  @ArchTest
  static final ArchRule ONE_CLASS_KNOWS_VECTORS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.perigee.simulation.VectorLanes")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector");

  @ArchTest
  static final ArchRule THE_CORE_DOES_NO_INPUT_OR_OUTPUT =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..");

  @ArchTest
  static final ArchRule THE_PROGRAM_OF_THE_CORE_KNOWS_THE_STREAMING_PARSER_BESIDE_IT =
      classes()
          .that()
          .resideInAPackage(PROGRAM)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CORE, PROGRAM, "java..", "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule THE_PROGRAM_OF_THE_CORE_USES_NO_REFLECTION =
      noClasses()
          .that()
          .resideInAPackage(PROGRAM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..");

  @ArchTest
  static final ArchRule THERE_ARE_NO_CYCLES =
      slices().matching("dev.perigee.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ENTITIES_STAY_IN_THEIR_PACKAGE =
      classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

  /** The contract says of each field of an answer whether it is always there. */
  @ArchTest
  static final ArchRule ANSWERS_SAY_FIELD_BY_FIELD_WHAT_MAY_BE_ABSENT =
      noClasses()
          .that()
          .areRecords()
          .and()
          .areAnnotatedWith(Schema.class)
          .and()
          .haveSimpleNameNotEndingWith("Request")
          .should()
          .beAnnotatedWith(JsonInclude.class)
          .because("@JsonInclude stands on each component that may be null, and on no other");

  @ArchTest
  static final ArchRule EVERY_OPERATION_NAMES_THE_ROLES_THAT_MAY_CALL_IT =
      methods()
          .that()
          .areAnnotatedWith(
              describe(
                  "an HTTP method",
                  (JavaAnnotation<?> each) -> each.getRawType().isAnnotatedWith(HttpMethod.class)))
          .should()
          .beAnnotatedWith(RolesAllowed.class)
          .as(
              "Every operation names the roles that may call it: write @RolesAllowed(Roles.VIEWER) beside @GET and what"
                  + " computes, @RolesAllowed(Roles.ANALYST) beside what writes facts, scenarios and sweeps; see"
                  + " docs/identity.md. Without it the operation is refused to everybody");

  @ArchTest
  static final ArchRule NOTHING_PRINTS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.perigee.Perigee")
          .and()
          .resideOutsideOfPackage(PROGRAM)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
