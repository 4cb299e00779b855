package io.verilock.vkyc.gateway.http;

import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that the server itself cannot read, such as one whose address is too long or
 * whose head is no HTTP, as every other problem.
 */
public final class UnreadableRequests implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String reason = String.valueOf(request.getAttribute("org.eclipse.jetty.server.error_message"));
    Problem problem =
        new Problem(
            ErrorCode.INVALID_PARAMETER, "The request cannot be read: %s.".formatted(reason));
    byte[] body =
        problem
            .body("/")
            .put("status", response.getStatus())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemWriter.TYPE);
    // What else was sent with it is not read: the connection cannot go on, and its end is told.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put(RequestIds.HEADER, Secrets.id("req_"));
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
