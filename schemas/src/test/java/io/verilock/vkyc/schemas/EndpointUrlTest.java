package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "HTTPS://example.com:8443/hooks?token=a%20b",
        "https://[2606:4700::1111]/hook"
      })
  void urlsOfServersAreTaken(String url) {
    assertThat(EndpointUrl.fault(url, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com, does not start with https",
    "ftp://example.com, does not start with https",
    "example.com, does not start with https",
    "file:///etc/passwd, does not start with https",
    "https:///hook, names no host",
    "https://, is not a URL",
    "https://127.1/, is not a URL",
    "https://0x7f.1/, is not a URL",
    "https://exa mple.com, is not a URL",
    "https://me:secret@example.com, holds a user or a password",
    "https://example.com/#top, has a fragment"
  })
  void othersAreRefusedWithAReason(String url, String reason) {
    assertThat(EndpointUrl.fault(url, false))
        .hasValueSatisfying(fault -> assertThat(fault).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080/hook", "http://127.0.0.1"})
  void plainHttpIsForDevelopment(String url) {
    assertThat(EndpointUrl.fault(url, true)).isEmpty();
    assertThat(EndpointUrl.fault(url, false)).isPresent();
  }
}
