package io.verilock.vkyc.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.verilock.vkyc.evaluation",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule FIGURES_NEED_NO_CLUSTER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.verilock.vkyc.local..",
              "org.apache.flink.streaming..",
              "org.apache.flink.runtime..",
              "org.apache.kafka..",
              "org.apache.hadoop..")
          .because("what is measured is the judging, not what carries it");

  @ArchTest
  static final ArchRule REPORTS_AND_JUDGES_DO_NOT_KNOW_WHO_MEASURES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..evaluation.judge..", "..evaluation.report..", "..evaluation.text..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.verilock.vkyc.evaluation",
              "..evaluation.data..",
              "..evaluation.metrics..",
              "..evaluation.simulate..",
              "..evaluation.samples..")
          .because("the demo uses them without any figures");
}
