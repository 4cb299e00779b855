package io.verilock.vkyc.gateway.consent;

import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.database.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What people are asked to agree to, in one language.
 *
 * @param version counts a tenant's texts of the language up; 0 for the one that comes with the
 *     product
 * @param createdAt null for the one that comes with the product
 */
record ConsentText(String language, int version, String text, Instant createdAt) {
  static final List<String> LANGUAGES = List.of("en", "es", "fr", "de", "pt");

  private static final Map<String, ConsentText> BUILT_IN = builtIn();

  /** SHA-256 of its bytes in UTF-8, hexadecimal. */
  String sha256() {
    return HexFormat.of().formatHex(Secrets.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The text that a tenant's people are asked to agree to now. */
  static ConsentText current(Handle handle, String tenantId, String language) {
    Optional<ConsentText> own =
        handle
            .createQuery(
                "select * from consent_text where tenant_id = :tenant and language = :language"
                    + " order by version desc limit 1")
            .bind("tenant", tenantId)
            .bind("language", language)
            .map(
                (row, context) ->
                    new ConsentText(
                        row.getString("language"),
                        row.getInt("version"),
                        row.getString("text"),
                        Rows.instant(row, "created_at")))
            .findOne();
    return own.orElseGet(() -> BUILT_IN.get(language));
  }

  /** Keeps it as a tenant's. */
  void insert(Handle handle, String tenantId) {
    handle
        .createUpdate(
            "insert into consent_text (tenant_id, language, version, text, created_at)"
                + " values (:tenant, :language, :version, :text, :at)")
        .bind("tenant", tenantId)
        .bind("language", language)
        .bind("version", version)
        .bind("text", text)
        .bind("at", createdAt)
        .execute();
  }

  private static Map<String, ConsentText> builtIn() {
    Map<String, ConsentText> texts = new TreeMap<>();
    for (String language : LANGUAGES) {
      try (InputStream file = ConsentText.class.getResourceAsStream(language + ".txt")) {
        String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        texts.put(language, new ConsentText(language, 0, text, null));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }
}
