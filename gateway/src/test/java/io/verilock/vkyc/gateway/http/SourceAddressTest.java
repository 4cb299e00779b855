package io.verilock.vkyc.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceAddressTest {
  private final SourceAddress behindProxies =
      new SourceAddress(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

  @Test
  void whatSomebodySaysOfThemselvesIsNotBelieved() {
    assertThat(behindProxies.of("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
    assertThat(new SourceAddress(List.of()).of("10.0.0.1", List.of("198.51.100.1")))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void aProxyIsBelieved() {
    assertThat(behindProxies.of("10.1.2.3", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    assertThat(behindProxies.of("2001:db8::1", List.of("2001:4860::8"))).isEqualTo("2001:4860::8");
  }

  @Test
  void ofSeveralTheFirstFromBehindThatIsNoProxyCounts() {
    assertThat(behindProxies.of("10.1.2.3", List.of("1.1.1.1, 198.51.100.1, 192.0.2.7")))
        .as("what the person sent before counts for nothing")
        .isEqualTo("198.51.100.1");
    assertThat(behindProxies.of("10.1.2.3", List.of("1.1.1.1", "198.51.100.1 ,10.0.0.2")))
        .isEqualTo("198.51.100.1");
    assertThat(behindProxies.of("10.1.2.3", List.of("10.0.0.4,10.0.0.5"))).isEqualTo("10.0.0.4");
  }

  @Test
  void whatIsNoAddressIsNotBelieved() {
    for (String odd :
        List.of("", "unknown", "kyc.example.com", "999.1.1.1", "1.2.3", "<b>", "::g")) {
      assertThat(behindProxies.of("10.1.2.3", List.of(odd))).as(odd).isEqualTo("10.1.2.3");
    }
    assertThat(behindProxies.of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
  }

  @Test
  void aProxyThatIsNoneIsNamed() {
    assertThatThrownBy(() -> new SourceAddress(List.of("10.0.0.0/8", "proxy/x")))
        .hasMessageContaining("proxy/x is no address or network");
  }
}
