package io.verilock.vkyc.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** Lists, page by page. */
public final class Pages {
  private Pages() {}

  /**
   * A page.
   *
   * @param found entries, one more than {@code limit} where another page follows
   * @param cursor where the page after an entry begins
   */
  public static <T> Answer answer(
      Call call,
      List<T> found,
      int limit,
      Function<T, ObjectNode> json,
      Function<T, Cursor> cursor) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode data = page.putArray("data");
    found.stream().limit(limit).map(json).forEach(data::add);
    page.put(
        "next_cursor", found.size() > limit ? cursor.apply(found.get(limit - 1)).text(call) : null);
    return Answer.json(200, page);
  }
}
