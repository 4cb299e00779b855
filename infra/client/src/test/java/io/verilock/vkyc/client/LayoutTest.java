package io.verilock.vkyc.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.verilock.vkyc.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule CLIENTS_KNOW_THE_CONTRACT_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.verilock.vkyc.jobs..",
              "io.verilock.vkyc.models..",
              "io.verilock.vkyc.local..",
              "org.apache.flink..",
              "org.apache.hadoop..")
          .because("a program that sends sessions and reads results must not need the analysis");

  @ArchTest
  static final ArchRule KAFKA_IS_REACHED_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.verilock.vkyc.client.topics")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.kafka.clients.consumer.KafkaConsumer")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.kafka.clients.producer.KafkaProducer")
          .because("how topics are read and written is decided once");

  @ArchTest
  static final ArchRule WAYS_DO_NOT_CROSS =
      slices()
          .matching("io.verilock.vkyc.client.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(), resideInAPackage("io.verilock.vkyc.client.topics"))
          .because("uploads, results and webhooks are used one without the others");
}
