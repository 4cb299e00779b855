package io.verilock.vkyc.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.verilock.vkyc.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule THE_EDGE_KNOWS_THE_CONTRACT_AND_THE_CLIENT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.verilock.vkyc.jobs..",
              "io.verilock.vkyc.models..",
              "io.verilock.vkyc.local..",
              "org.apache.flink..")
          .because("what is analysed must be able to change without the edge");

  @ArchTest
  static final ArchRule SERVERS_ARE_FOR_TESTS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.verilock.vkyc.servers..", "io.zonky..")
          .because("a gateway knows PostgreSQL by its URL");

  @ArchTest
  static final ArchRule JAVALIN_STAYS_AT_THE_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..gateway.http..", "io.verilock.vkyc.gateway")
          .should()
          .dependOnClassesThat(resideInAPackage("io.javalin.."))
          .because("operations take calls and give answers");

  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CIRCLE =
      slices().matching("io.verilock.vkyc.gateway.(*)..").should().beFreeOfCycles();
}
