package io.verilock.vkyc.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.verilock.vkyc.schemas",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule THE_CONTRACT_NEEDS_NOTHING_BUT_ITS_ENCODINGS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "io.verilock.vkyc.schemas",
              "org.apache.avro..",
              "org.apache.datasketches..",
              "com.fasterxml.jackson..")
          .because("every program that speaks to the jobs depends on it");
}
