package io.verilock.vkyc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person would do on a Flink cluster's web page. */
public final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "vkyc-job-jar";

  private static final Set<String> ENDED = Set.of("CANCELED", "FAILED", "FINISHED");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  public FlinkRest(URI address) {
    this.address = address;
  }

  /** TaskManagers that have reported to the JobManager; 0 while it does not answer. */
  public int taskManagers() throws InterruptedException {
    try {
      return get("/overview").path("taskmanagers").asInt();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Uploads a job's jar; gives its id. */
  public String upload(Path jar) throws IOException, InterruptedException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n\r\n"
            .formatted(BOUNDARY, jar.getFileName());
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--%s--\r\n".formatted(BOUNDARY)));
    String file =
        send(request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body))
            .path("filename")
            .asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * Runs a class of an uploaded jar; gives the job's id.
   *
   * @param main the class, or null for the jar's main class
   * @param savepoint to go on from, or null
   */
  public String run(
      String jar, String main, Map<String, String> settings, int parallelism, String savepoint)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          arguments.add("--" + key);
          arguments.add(value);
        });
    Map<String, Object> body = new HashMap<>();
    body.put("programArgsList", arguments);
    body.put("parallelism", parallelism);
    if (main != null) {
      body.put("entryClass", main);
    }
    if (savepoint != null) {
      body.put("savepointPath", savepoint);
    }
    return post("/jars/%s/run".formatted(jar), body).path("jobid").asText();
  }

  /** Whether every task of the job runs. */
  public boolean running(String job) throws IOException, InterruptedException {
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      int tasks = vertex.path("parallelism").asInt();
      if (vertex.path("tasks").path("RUNNING").asInt() != tasks) {
        return false;
      }
    }
    return true;
  }

  /** Whether the job has done all there was to do. */
  public boolean finished(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job).path("state").asText().equals("FINISHED");
  }

  /** Cancels the job, and waits until it is. */
  public void cancel(String job) throws Exception {
    send(request("/jobs/" + job).method("PATCH", BodyPublishers.noBody()));
    Await.until("cancelled", () -> get("/jobs/" + job).path("state").asText().equals("CANCELED"));
  }

  /** Cancels every job that has not ended, and waits until all have. */
  public void cancelAll() throws Exception {
    for (JsonNode job : get("/jobs").path("jobs")) {
      if (!ENDED.contains(job.path("status").asText())) {
        cancel(job.path("id").asText());
      }
    }
  }

  /** The TaskManager that runs a subtask of the operator. */
  public String taskManager(String job, String operator, int subtask)
      throws IOException, InterruptedException {
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      if (vertex.path("name").asText().contains(operator)) {
        JsonNode tasks = get("/jobs/%s/vertices/%s".formatted(job, vertex.path("id").asText()));
        return tasks.path("subtasks").path(subtask).path("taskmanager-id").asText();
      }
    }
    throw new IOException("the job has no operator " + operator);
  }

  /** Why the job failed last, for a person to read. */
  public String lastFailure(String job) throws IOException, InterruptedException {
    return get("/jobs/%s/exceptions".formatted(job))
        .path("exceptionHistory")
        .path("entries")
        .path(0)
        .path("stacktrace")
        .asText("no failure");
  }

  /** Begins to stop the job with a savepoint; gives the id to ask for it. */
  public String beginStop(String job, URI folder) throws IOException, InterruptedException {
    return post(
            "/jobs/%s/stop".formatted(job),
            Map.of("targetDirectory", folder.toString(), "drain", false))
        .path("request-id")
        .asText();
  }

  /** Where the savepoint stands; null while it is being made. */
  public String savepoint(String job, String request) throws IOException, InterruptedException {
    JsonNode state = get("/jobs/%s/savepoints/%s".formatted(job, request));
    JsonNode failure = state.path("operation").path("failure-cause");
    if (!failure.isMissingNode()) {
      throw new IOException("the job did not stop: " + failure.path("stack-trace").asText());
    }
    return state.path("operation").path("location").asText(null);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private JsonNode post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofMinutes(2));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response = http.send(request.build(), BodyHandlers.ofByteArray());
    JsonNode body = JSON.readTree(response.body());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "%s: %s".formatted(response.statusCode(), body.path("errors").toString()));
    }
    return body;
  }
}
