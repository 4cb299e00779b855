package io.verilock.vkyc.importer;

/** How far a kernel's window goes over the edges of its input, and how many places it takes. */
record Window(int before, int after, int places) {
  /** As many places as {@code size / stride}, rounded up; an odd pixel goes after. */
  static Window same(int size, int kernel, int stride) {
    int places = (size + stride - 1) / stride;
    int padding = Math.max(0, (places - 1) * stride + kernel - size);
    return new Window(padding / 2, padding - padding / 2, places);
  }

  /** Inside the input only. */
  static Window valid(int size, int kernel, int stride) {
    return new Window(0, 0, (size - kernel) / stride + 1);
  }
}
