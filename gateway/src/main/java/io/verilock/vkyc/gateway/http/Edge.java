package io.verilock.vkyc.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.verilock.vkyc.gateway.access.Access;
import io.verilock.vkyc.gateway.access.Caller;
import io.verilock.vkyc.gateway.access.RateLimits;
import io.verilock.vkyc.gateway.contract.Contract;
import io.verilock.vkyc.gateway.contract.ContractOperation;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.schemas.Ids;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The way of a request, from its bytes to its answer: who calls, how often, whether it keeps to the
 * contract, whether it was answered before; then the operation, and its answer or problem.
 */
public final class Edge {
  private final Contract contract;
  private final Map<String, Operation> operations;
  private final Map<String, BodyLimit> bodyLimits;
  private final Access access;
  private final RateLimits limits;
  private final Jdbi jdbi;
  private final Observer observer;
  private final SourceAddress source;

  /** Hears of every request that was answered. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Takes note.
     *
     * @param operation id of the operation, or what stands for an address without one
     * @param code of the problem; null where there is none
     */
    void answered(String operation, String requestId, int status, ErrorCode code, long nanos);
  }

  /**
   * Sets it up.
   *
   * @param operations what does each operation of the contract, by its id
   * @param bodyLimits of operations whose body is no JSON
   * @throws IllegalStateException if there is an operation that the contract does not have, or one
   *     of the contract's is missing
   */
  public Edge(
      Contract contract,
      Map<String, Operation> operations,
      Map<String, BodyLimit> bodyLimits,
      Access access,
      RateLimits limits,
      Jdbi jdbi,
      Observer observer,
      SourceAddress source) {
    Set<String> agreed = contract.operations().keySet();
    if (!agreed.equals(operations.keySet())) {
      throw new IllegalStateException(
          "the contract has the operations %s, the gateway %s"
              .formatted(agreed, operations.keySet()));
    }
    this.contract = contract;
    this.operations = operations;
    this.bodyLimits = bodyLimits;
    this.access = access;
    this.limits = limits;
    this.jdbi = jdbi;
    this.observer = observer;
    this.source = source;
  }

  /** Makes a route of every operation. */
  public void configure(JavalinConfig config) {
    config.http.prefer405over404 = true;
    config.router.treatMultipleSlashesAsSingleSlash = false;
    for (ContractOperation operation : contract.operations().values()) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(operation.method()),
          operation.path(),
          context -> serve(operation, context));
    }
    config.routes.before(Edge::protect);
    config.routes.exception(HttpResponseException.class, this::noRoute);
    config.routes.exception(Exception.class, (fault, context) -> fail(fault, "none", context));
  }

  /** Answers hold personal data: nobody between us and the caller keeps or reinterprets them. */
  private static void protect(Context context) {
    context
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer");
  }

  private void serve(ContractOperation operation, Context context) {
    context.attribute("start", System.nanoTime());
    try {
      if (operations.get(operation.id()) instanceof Operation.Later later) {
        CompletableFuture<Answer> answer = later.answer(call(operation, context));
        context.future(
            () ->
                answer.handle(
                    (done, fault) -> {
                      if (fault == null) {
                        write(operation, context, done);
                      } else {
                        fail(cause(fault), operation.id(), context);
                      }
                      return null;
                    }));
      } else {
        write(operation, context, answer(operation, context));
      }
    } catch (Exception e) {
      fail(e, operation.id(), context);
    }
  }

  private static Exception cause(Throwable fault) {
    return fault instanceof CompletionException && fault.getCause() instanceof Exception cause
        ? cause
        : new IllegalStateException(fault);
  }

  private void write(ContractOperation operation, Context context, Answer answer) {
    context.status(answer.status());
    answer.headers().forEach(context::header);
    if (answer.body().length > 0) {
      context.contentType(answer.contentType()).result(answer.body());
    }
    context.header(RequestIds.HEADER, RequestIds.of(context));
    long start = context.<Long>attribute("start");
    observer.answered(
        operation.id(), RequestIds.of(context), answer.status(), null, System.nanoTime() - start);
  }

  private Answer answer(ContractOperation operation, Context context) throws Problem, IOException {
    Call call = call(operation, context);
    String key = call.text("Idempotency-Key");
    return key == null || call.caller() == null
        ? done(call)
        : doneOnce(call, KeptAnswers.Request.of(call, key, Credentials.of(context)));
  }

  /** The request, of somebody who may send it, in the contract's form. */
  private Call call(ContractOperation operation, Context context) throws Problem, IOException {
    String credential = Credentials.of(context);
    Caller caller = operation.open() ? null : access.caller(operation, credential);
    limit(operation, caller, context);
    Map<String, JsonNode> parameters = Requests.parameters(operation, context);
    if (caller instanceof Caller.Applicant applicant) {
      onlyOwnSession(applicant, parameters);
    }
    String type = Requests.contentType(operation, context);
    byte[] bytes = new byte[0];
    JsonNode body = MissingNode.getInstance();
    if (type.equals(Requests.JSON_TYPE)) {
      bytes = Requests.bytes(context, BodyLimit.JSON);
      body = Requests.json(operation, bytes);
    } else if (!type.isEmpty()) {
      bytes = Requests.bytes(context, bodyLimits.get(operation.id()));
    }
    return new Call(
        operation,
        caller,
        parameters,
        body,
        bytes,
        type,
        RequestIds.of(context),
        source.of(context),
        Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private void limit(ContractOperation operation, Caller caller, Context context) throws Problem {
    if (operation.uploadToken()) {
      // A token is of one session, whatever address it is sent to.
      limits.takeForSession(
          caller instanceof Caller.Applicant applicant
              ? applicant.sessionId()
              : countedAs(context.pathParam("session_id")));
    } else if (caller instanceof Caller.Customer customer) {
      limits.take(
          customer,
          standing ->
              context
                  .header("RateLimit-Limit", Integer.toString(standing.limit()))
                  .header("RateLimit-Remaining", Long.toString(standing.remaining()))
                  .header("RateLimit-Reset", Long.toString(standing.resetSeconds())));
    }
  }

  /** What is no id of a session is counted together: it must not fill the memory. */
  private static String countedAs(String sessionId) {
    return Ids.fault("session_id", sessionId).isEmpty() ? sessionId : "";
  }

  private static void onlyOwnSession(Caller.Applicant applicant, Map<String, JsonNode> parameters)
      throws Problem {
    JsonNode asked = parameters.get("session_id");
    if (asked != null && !asked.asText().equals(applicant.sessionId())) {
      throw new Problem(
          ErrorCode.SESSION_NOT_FOUND, "There is no session %s.".formatted(asked.asText()));
    }
  }

  private Answer done(Call call) throws Problem, IOException {
    return operations.get(call.operation().id()) instanceof Operation.InTransaction bound
        ? inTransaction(handle -> bound.answer(call, handle))
        : ((Operation.Unbound) operations.get(call.operation().id())).answer(call);
  }

  /** What is done twice by an operation that waits is harmless: only its answer is kept. */
  private Answer doneOnce(Call call, KeptAnswers.Request request) throws Problem, IOException {
    Operation operation = operations.get(call.operation().id());
    return inTransaction(
        handle -> {
          Optional<Answer> kept = KeptAnswers.find(handle, request);
          if (kept.isPresent()) {
            return kept.get();
          }
          Answer answer =
              operation instanceof Operation.InTransaction bound
                  ? bound.answer(call, handle)
                  : ((Operation.Unbound) operation).answer(call);
          KeptAnswers.keep(handle, request, answer);
          return answer;
        });
  }

  /** What is done in a transaction, and may find that it cannot be done. */
  private interface Work {
    Answer answer(Handle handle) throws Problem, IOException;
  }

  private Answer inTransaction(Work work) throws Problem, IOException {
    try {
      return jdbi.inTransaction(
          handle -> {
            try {
              return work.answer(handle);
            } catch (Problem | IOException e) {
              throw new Undone(e);
            }
          });
    } catch (Undone e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw (IOException) e.getCause();
    }
  }

  /** Rolls a transaction back. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undone(Exception cause) {
      super(cause);
    }
  }

  private void noRoute(HttpResponseException fault, Context context) {
    ErrorCode code =
        fault.getStatus() == 405 ? ErrorCode.METHOD_NOT_ALLOWED : ErrorCode.ROUTE_NOT_FOUND;
    String detail =
        code == ErrorCode.METHOD_NOT_ALLOWED
            ? "The address does not take %s.".formatted(context.method().name())
            : "There is nothing at this address.";
    fail(new Problem(code, detail), "none", context);
  }

  private void fail(Exception fault, String operation, Context context) {
    Problem problem = Faults.problem(fault, RequestIds.of(context));
    ProblemWriter.write(problem, context);
    Long start = context.attribute("start");
    observer.answered(
        operation,
        RequestIds.of(context),
        problem.code().status(),
        problem.code(),
        start == null ? 0 : System.nanoTime() - start);
  }
}
