package io.verilock.vkyc.gateway.staff;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.verilock.vkyc.gateway.access.Role;
import io.verilock.vkyc.gateway.staff.SignInRefused.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A provider of OpenID Connect, which says who somebody is: by the code flow with PKCE, and an ID
 * token whose signature, issuer, audience, times and nonce are checked.
 */
final class OidcProvider {
  /** How long the provider is waited for, to connect and to answer. */
  private static final int PATIENCE_MS = (int) Duration.ofSeconds(5).toMillis();

  /** How long it is believed where its endpoints are. Its keys are asked for as they are needed. */
  private static final Duration KNOWN = Duration.ofHours(1);

  private static final int MOST_KEY_BYTES = 256 << 10;

  private final OidcSettings settings;
  private final Issuer issuer;
  private final ClientID clientId;
  private final URI callback;

  /** Null until the provider was reached; several threads may ask it for the same. */
  private volatile Known known;

  /** What the provider says of itself, and what its ID tokens are checked with. */
  private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant until) {}

  /**
   * Does not ask the provider anything yet: it may be down when a gateway starts.
   *
   * @param callback where it sends browsers back to
   */
  OidcProvider(OidcSettings settings, URI callback) {
    this.settings = settings;
    this.issuer = new Issuer(settings.issuer());
    this.clientId = new ClientID(settings.clientId());
    this.callback = callback;
  }

  /** Where a browser is sent for an attempt. */
  URI address(OidcAttempt attempt) throws SignInRefused {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, new Scope("openid", "profile", "email"), clientId, callback)
        .endpointURI(known().metadata().getAuthorizationEndpointURI())
        .state(new State(attempt.state()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Who came back.
   *
   * @param query of the address at which they did
   */
  Identity identity(Map<String, List<String>> query, OidcAttempt attempt) throws SignInRefused {
    Known provider = known();
    JWT token = idToken(provider.metadata(), code(query), attempt);
    try {
      Map<String, Object> claims =
          provider.validator().validate(token, new Nonce(attempt.nonce())).toJSONObject();
      return new Identity(
          issuer.getValue(),
          (String) claims.get("sub"),
          IdTokenClaims.name(claims),
          Role.firstOf(IdTokenClaims.texts(claims, settings.rolesClaim())));
    } catch (KeySourceException e) {
      throw new SignInRefused(Reason.UNREACHABLE, "its keys cannot be had: " + e.getMessage(), e);
    } catch (BadJOSEException | JOSEException e) {
      throw new SignInRefused(Reason.NOT_BELIEVED, "its ID token: " + e.getMessage(), e);
    }
  }

  private AuthorizationCode code(Map<String, List<String>> query) throws SignInRefused {
    AuthenticationResponse response;
    try {
      response = AuthenticationResponseParser.parse(callback, query);
    } catch (ParseException e) {
      throw new SignInRefused(Reason.NOT_BELIEVED, "no answer of a provider", e);
    }
    // Only some providers say who they are (RFC 9207); who says so must be the one that was asked.
    if (response.getIssuer() != null && !response.getIssuer().equals(issuer)) {
      throw new SignInRefused(Reason.NOT_BELIEVED, "the answer is another provider's");
    }
    if (!response.indicatesSuccess()) {
      throw new SignInRefused(
          Reason.DECLINED, "it answers " + told(response.toErrorResponse().getErrorObject()));
    }
    AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
    if (code == null) {
      throw new SignInRefused(Reason.NOT_BELIEVED, "the answer has no code");
    }
    return code;
  }

  private JWT idToken(OIDCProviderMetadata metadata, AuthorizationCode code, OidcAttempt attempt)
      throws SignInRefused {
    HTTPRequest request =
        new TokenRequest.Builder(
                metadata.getTokenEndpointURI(),
                authentication(metadata),
                new AuthorizationCodeGrant(code, callback, new CodeVerifier(attempt.verifier())))
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(PATIENCE_MS);
    request.setReadTimeout(PATIENCE_MS);
    request.setFollowRedirects(false);
    TokenResponse response;
    try {
      response = OIDCTokenResponseParser.parse(request.send());
    } catch (IOException | ParseException e) {
      throw new SignInRefused(
          Reason.UNREACHABLE, "its token endpoint does not answer as one: " + e.getMessage(), e);
    }
    if (!(response instanceof OIDCTokenResponse granted)) {
      throw new SignInRefused(
          Reason.NOT_BELIEVED,
          "its token endpoint answers " + told(response.toErrorResponse().getErrorObject()));
    }
    return granted.getOIDCTokens().getIDToken();
  }

  private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    Secret secret = new Secret(settings.clientSecret());
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        ? new ClientSecretBasic(clientId, secret)
        : new ClientSecretPost(clientId, secret);
  }

  /** Its code alone: what else it says may name a person. */
  private static String told(ErrorObject error) {
    String code = error == null ? null : error.getCode();
    return code != null && code.matches("[A-Za-z0-9_.-]{1,64}") ? code : "an error";
  }

  private Known known() throws SignInRefused {
    Known last = known;
    if (last != null && Instant.now().isBefore(last.until())) {
      return last;
    }
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(issuer, PATIENCE_MS, PATIENCE_MS);
      requireSafe("authorization_endpoint", metadata.getAuthorizationEndpointURI());
      requireSafe("token_endpoint", metadata.getTokenEndpointURI());
      requireSafe("jwks_uri", metadata.getJWKSetURI());
      Known found = new Known(metadata, validator(metadata), Instant.now().plus(KNOWN));
      known = found;
      return found;
    } catch (GeneralException | IOException | IllegalArgumentException e) {
      throw new SignInRefused(
          Reason.UNREACHABLE, "it does not say where its endpoints are: " + e.getMessage(), e);
    }
  }

  /**
   * Codes, keys and what we share with the provider go no less safely than what it says of them.
   */
  private void requireSafe(String name, URI endpoint) throws SignInRefused {
    if (endpoint == null
        || !("https".equals(endpoint.getScheme())
            || "http".equals(settings.issuer().getScheme()))) {
      throw new SignInRefused(Reason.UNREACHABLE, "its %s is none of https".formatted(name));
    }
  }

  private IDTokenValidator validator(OIDCProviderMetadata metadata) throws IOException {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(
                metadata.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, MOST_KEY_BYTES))
            .refreshAheadCache(false)
            .retrying(true)
            .build();
    // Neither no signature nor one that is made with what we share with the provider.
    Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
    List<JWSAlgorithm> told = metadata.getIDTokenJWSAlgs();
    if (told != null) {
      algorithms.retainAll(told);
    }
    return new IDTokenValidator(
        issuer, clientId, new JWSVerificationKeySelector<>(algorithms, keys), null);
  }
}
