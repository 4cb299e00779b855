package io.verilock.vkyc.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Vectors are those of the Standard Webhooks libraries and of RFC 8032. */
class SigningSecretTest {
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP = 1614265330;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  @Test
  void hmacGivesTheSignatureOfTheOfficialLibraries() {
    var secret = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(secret.sign(ID, TIMESTAMP, BODY))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(secret.publicKey()).isEmpty();
  }

  @Test
  void ed25519GivesTheSignatureOfTheOfficialGoLibrary() {
    var secret = SigningSecret.parse("whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=");

    assertThat(secret.sign(ID, TIMESTAMP, BODY))
        .isEqualTo(
            "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==");
  }

  @Test
  void theFirstKeyOfTheRfcHasItsPublicKey() {
    byte[] key =
        HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    var secret = SigningSecret.parse("whsk_" + Base64.getEncoder().encodeToString(key));

    assertThat(secret.publicKey())
        .contains(
            "whpk_"
                + Base64.getEncoder()
                    .encodeToString(
                        HexFormat.of()
                            .parseHex(
                                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));
  }

  @Test
  void aNewKeyIsReadBackAndNeverShown() {
    for (var scheme : SigningSecret.Scheme.values()) {
      var secret = SigningSecret.generate(scheme);

      assertThat(SigningSecret.parse(secret.text()).text()).isEqualTo(secret.text());
      assertThat(SigningSecret.generate(scheme).text()).isNotEqualTo(secret.text());
      assertThat(secret.toString()).doesNotContain(secret.text().substring(8));
    }
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutShowingIt() {
    for (String text :
        new String[] {"hidden-one", "whsec_c2hvcnQ=", "whsk_c2hvcnQ=", "whsec_***"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SigningSecret.parse(text))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text.substring(6)));
    }
  }
}
