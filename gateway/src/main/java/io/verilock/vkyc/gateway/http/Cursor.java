package io.verilock.vkyc.gateway.http;

import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Where a page begins: behind the entry of a time and an id. Names the filters it belongs to, so
 * that it is not taken with others.
 */
public record Cursor(Instant at, String id) {
  private static final String SEPARATOR = "\n";

  /**
   * Reads the cursor of a call; null where it has none.
   *
   * @throws Problem if it is none of ours or belongs to other filters
   */
  public static Cursor of(Call call) throws Problem {
    String text = call.text("cursor");
    if (text == null) {
      return null;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
              .split(SEPARATOR, -1);
      if (parts.length == 3 && parts[0].equals(filters(call))) {
        long micros = Long.parseLong(parts[1]);
        return new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), parts[2]);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Told below, as every cursor that leads nowhere.
    }
    throw new Problem(
        ErrorCode.INVALID_CURSOR, "cursor is none of ours, or belongs to other filters.");
  }

  /** As it stands in {@code next_cursor}. */
  public String text(Call call) {
    String plain =
        String.join(
            SEPARATOR,
            filters(call),
            Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
            id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** A fingerprint of the operation and of what it was asked for beside the page. */
  private static String filters(Call call) {
    CRC32 sum = new CRC32();
    sum.update(call.operation().id().getBytes(StandardCharsets.UTF_8));
    call.parameters().entrySet().stream()
        .filter(one -> !one.getKey().equals("cursor") && !one.getKey().equals("limit"))
        .filter(one -> call.operation().isFilter(one.getKey()))
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(one -> sum.update(one.toString().getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
