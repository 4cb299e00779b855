package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.models.pack.Bundle;
import io.verilock.vkyc.models.pack.FetchProgress;
import io.verilock.vkyc.models.pack.FileStatus;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.Packs;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, verifies and fetches model packs. */
@Command(
    name = "models",
    description = {
      "Lists the model packs and the dictations beside them, and checks every file of theirs against its checksum.",
      "Files are looked for in $VKYC_MODELS, in shared/models beside the checkout, and in the "
          + "user's cache; --fetch gets what is missing into the cache."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  ./vkyc models", "  ./vkyc models fallback --fetch"})
final class ModelsCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "PACK", description = "One pack only.")
  private String name;

  @Option(names = "--fetch", description = "Fetch what is missing.")
  private boolean fetch;

  @Override
  public Integer call() throws Exception {
    PackLocator locator = PackLocator.standard();
    int exit = 0;
    for (Bundle pack : bundles(locator)) {
      System.out.printf("%s: %s%n", pack.manifest().name(), pack.manifest().description());
      if (fetch) {
        try {
          locator.locate(pack.manifest(), pack.fetcher(), FetchProgress.NONE);
        } catch (PackException e) {
          System.err.printf("vkyc: pack %s: %s%n", pack.manifest().name(), e.getMessage());
          exit = Vkyc.FAILED;
        }
      }
      for (FileStatus file : locator.verify(pack.manifest())) {
        System.out.printf(
            "  %-8s %-44s %s%n",
            file.state().name().toLowerCase(Locale.ROOT),
            file.file().file(),
            file.where().map(Object::toString).orElse("-"));
        if (file.state() == FileStatus.State.WRONG) {
          exit = Vkyc.FAILED;
        }
      }
    }
    return exit;
  }

  private List<Bundle> bundles(PackLocator locator) throws UsageException, PackException {
    List<Bundle> all = Packs.bundles(locator);
    if (name == null) {
      return all;
    }
    List<Bundle> named = all.stream().filter(one -> one.manifest().name().equals(name)).toList();
    if (named.isEmpty()) {
      throw new UsageException(
          "there is no model pack %s; there are %s"
              .formatted(name, all.stream().map(one -> one.manifest().name()).toList()));
    }
    return named;
  }
}
