package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void theOddPixelOfSamePaddingComesAfter() {
    assertThat(Window.same(256, 5, 2)).isEqualTo(new Window(1, 2, 128));
    assertThat(Window.same(64, 3, 2)).isEqualTo(new Window(0, 1, 32));
  }

  @Test
  void anOddLengthIsPaddedAlike() {
    assertThat(Window.same(63, 3, 2)).isEqualTo(new Window(1, 1, 32));
    assertThat(Window.same(63, 3, 1)).isEqualTo(new Window(1, 1, 63));
  }

  @Test
  void aKernelWithinItsStrideNeedsNoPadding() {
    assertThat(Window.same(64, 2, 2)).isEqualTo(new Window(0, 0, 32));
    assertThat(Window.same(64, 1, 2)).isEqualTo(new Window(0, 0, 32));
  }

  @Test
  void validWindowsStayInside() {
    assertThat(Window.valid(150, 7, 2)).isEqualTo(new Window(0, 0, 72));
    assertThat(Window.valid(72, 3, 2)).isEqualTo(new Window(0, 0, 35));
  }
}
