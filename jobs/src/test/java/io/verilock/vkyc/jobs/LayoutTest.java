package io.verilock.vkyc.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.verilock.vkyc.jobs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule DECODING_AND_DECIDING_NEED_NO_CLUSTER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..jobs.media..",
              "..jobs.decision..",
              "..jobs.policy..",
              "..jobs.vision..",
              "..jobs.delivery..",
              "..jobs.distribution..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..")
          .because("what decodes and decides must run, and be tested, without Flink");

  @ArchTest
  static final ArchRule ONLY_THE_ENDS_KNOW_KAFKA_AND_THE_OBJECT_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..jobs.io..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.flink.connector.kafka..",
              "org.apache.hadoop..",
              "software.amazon..")
          .because("clients of other systems are exchanged in one place");

  @ArchTest
  static final ArchRule SHARED_PACKAGES_DO_NOT_KNOW_THE_JOBS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..jobs.media..",
              "..jobs.decision..",
              "..jobs.policy..",
              "..jobs.vision..",
              "..jobs.delivery..",
              "..jobs.distribution..",
              "..jobs.settings..",
              "..jobs.types..",
              "..jobs.io..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..jobs.analysis..", "..jobs.analytics..", "..jobs.webhooks..")
          .because("every job uses them");

  @ArchTest
  static final ArchRule JOBS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("..jobs.(analysis|analytics|webhooks)..")
          .should()
          .notDependOnEachOther()
          .because("they are deployed one by one");
}
