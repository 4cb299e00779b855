package io.verilock.vkyc.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder until samples and report are joined in. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 1;
  }
}
