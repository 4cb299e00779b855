package io.verilock.vkyc.models.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TensorPoolTest {
  private final TensorPool pool = new TensorPool();

  @Test
  void givesATensorOutAgainAfterItCameBack() {
    Tensor first = pool.take(1, 3);
    assertThat(pool.take(1, 3).data()).isNotSameAs(first.data());
    pool.giveBack(first);
    assertThat(pool.take(1, 3).data()).isSameAs(first.data());
  }

  @Test
  void neverGivesATensorOfAnotherShape() {
    pool.giveBack(pool.take(1, 3));
    assertThat(pool.take(3, 1).shape()).containsExactly(3, 1);
    assertThat(pool.take(2, 2).data().limit()).isEqualTo(4);
  }
}
