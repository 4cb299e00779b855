package io.verilock.vkyc.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.verilock.vkyc", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_BENCHMARKS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.verilock.vkyc.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.verilock.vkyc.bench..")
          .because("what is measured must not know it");

  @ArchTest
  static final ArchRule SERVERS_KNOW_THE_CATALOGUE_OF_TOPICS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.verilock.vkyc.servers..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.verilock.vkyc..")
                  .and(
                      resideOutsideOfPackages(
                          "io.verilock.vkyc.servers..", "io.verilock.vkyc.schemas..")))
          .because("whoever needs a server must not need us");

  @ArchTest
  static final ArchRule RECORDINGS_KNOW_PICTURES_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.verilock.vkyc.recordings..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.verilock.vkyc..")
                  .and(
                      resideOutsideOfPackages(
                          "io.verilock.vkyc.recordings..", "io.verilock.vkyc.models.image..")))
          .because("a recording is made of pictures and sound, whoever is on them");

  @ArchTest
  static final ArchRule THE_PROGRAM_KNOWS_NO_FIXTURE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.verilock.vkyc.testing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.verilock.vkyc.testing..")
          .because("what tests share is not part of what runs");
}
