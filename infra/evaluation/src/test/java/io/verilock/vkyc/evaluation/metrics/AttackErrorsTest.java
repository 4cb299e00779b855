package io.verilock.vkyc.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.evaluation.metrics.AttackErrors.Presentation;
import io.verilock.vkyc.evaluation.metrics.AttackErrors.Species;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackErrorsTest {
  @Test
  void ratesAreThoseOfTheStandardAndTheWorstSpeciesIsNamed() {
    AttackErrors errors =
        AttackErrors.of(
            List.of(
                attack("print", 10.0),
                attack("print", 50.0),
                attack("print", 20.0),
                attack("print", null),
                attack("replay", 49.9),
                attack("replay", 90.0),
                bonaFide(50.0),
                bonaFide(49.0),
                bonaFide(null),
                bonaFide(99.0),
                bonaFide(70.0)),
            50);

    assertThat(errors.apcer()).isEqualTo(2 / 6.0);
    assertThat(errors.apnrr()).isEqualTo(1 / 6.0);
    assertThat(errors.bpcer()).isEqualTo(2 / 5.0);
    assertThat(errors.bpnrr()).isEqualTo(1 / 5.0);
    assertThat(errors.acer()).isEqualTo((2 / 6.0 + 2 / 5.0) / 2);
    assertThat(errors.worstSpecies()).isEqualTo("replay");
    assertThat(errors.apcerWorstSpecies()).isEqualTo(0.5);
    assertThat(errors.species())
        .containsEntry("print", new Species(4, 0.25, 0.25))
        .containsEntry("replay", new Species(2, 0.5, 0))
        .hasSize(2);
  }

  @Test
  void whatCannotBeHadIsNull() {
    AttackErrors people = AttackErrors.of(List.of(bonaFide(80.0)), 50);
    assertThat(people.apcer()).isNull();
    assertThat(people.acer()).isNull();
    assertThat(people.worstSpecies()).isNull();
    assertThat(people.bpcer()).isZero();

    AttackErrors attacks = AttackErrors.of(List.of(attack("mask", 80.0)), 50);
    assertThat(attacks.bpcer()).isNull();
    assertThat(attacks.acer()).isNull();
    assertThat(attacks.apcer()).isEqualTo(1);
  }

  private static Presentation attack(String species, Double score) {
    return new Presentation(species, score);
  }

  private static Presentation bonaFide(Double score) {
    return new Presentation(null, score);
  }
}
