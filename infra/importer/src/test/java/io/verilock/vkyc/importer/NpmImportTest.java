package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.pack.PackageImport;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class NpmImportTest {
  @Test
  void isFoundByPacksAndFetchesThroughNpm() {
    assertThat(ServiceLoader.load(PackageImport.class))
        .singleElement()
        .satisfies(
            found -> assertThat(found.fetcher(step -> {})).isInstanceOf(NpmImportFetcher.class));
  }
}
