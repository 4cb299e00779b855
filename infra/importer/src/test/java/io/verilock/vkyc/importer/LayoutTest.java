package io.verilock.vkyc.importer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.verilock.vkyc.importer",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule THE_IMPORTER_KNOWS_PACKS_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.verilock.vkyc.models",
              "io.verilock.vkyc.models.face..",
              "io.verilock.vkyc.models.image..",
              "io.verilock.vkyc.models.inference..",
              "io.verilock.vkyc.models.speech..",
              "io.verilock.vkyc.schemas..",
              "io.verilock.vkyc.jobs..",
              "org.apache.flink..",
              "org.apache.kafka..")
          .because("it makes files, whatever they are used for");
}
