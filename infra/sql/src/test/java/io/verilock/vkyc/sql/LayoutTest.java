package io.verilock.vkyc.sql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.verilock.vkyc.sql",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule TABLES_KNOW_THE_CONTRACT_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.verilock.vkyc.jobs..",
              "io.verilock.vkyc.models..",
              "io.verilock.vkyc.client..",
              "io.verilock.vkyc.local..")
          .because("the jar goes into anyone's SQL client");
}
