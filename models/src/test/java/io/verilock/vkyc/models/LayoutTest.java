package io.verilock.vkyc.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.verilock.vkyc.models",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule MODELS_KNOW_NOTHING_OF_WHO_USES_THEM =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.verilock.vkyc.schemas..",
              "io.verilock.vkyc.jobs..",
              "io.verilock.vkyc.importer..",
              "org.apache.flink..",
              "org.apache.kafka..")
          .because("numbers from pictures are the same whoever asks for them");

  @ArchTest
  static final ArchRule PICTURES_KNOW_NO_MODELS =
      noClasses()
          .that()
          .resideInAPackage("..models.image..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..models.face..", "..models.pack..", "..models.speech..")
          .because("they come before");

  @ArchTest
  static final ArchRule MODELS_DO_NOT_KNOW_WHERE_THEIR_WEIGHTS_COME_FROM =
      noClasses()
          .that()
          .resideInAnyPackage("..models.face..", "..models.speech..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..models.pack..")
          .because("weights are found and loaded in one place");

  @ArchTest
  static final ArchRule MODELS_ARE_READ_AND_NOT_MADE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.protobuf..", "org.apache.commons.compress..")
          .because("the importer makes them, and the jobs' jar does without it");
}
