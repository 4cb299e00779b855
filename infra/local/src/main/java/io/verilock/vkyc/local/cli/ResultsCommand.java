package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.client.results.UrlSigner;
import io.verilock.vkyc.schemas.ResultJson;
import io.verilock.vkyc.schemas.VideoResult;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows results. */
@Command(
    name = "results",
    description = "Shows the results of a running stack: all as a table, or one session in full.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc results",
      "  ./vkyc results anna-1          everything about one session, with a URL of its recording",
      "  ./vkyc results --json | jq .   one JSON result per line"
    })
final class ResultsCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Parameters(arity = "0..1", paramLabel = "SESSION", description = "A session's id.")
  private String sessionId;

  @Option(names = "--json", description = "One JSON result per line, without a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    StackAddress address = stack.running();
    try (ResultTopic topic = new ResultTopic(address.kafka());
        UrlSigner signer = new UrlSigner(address.objects())) {
      Map<String, VideoResult> results = topic.readToEnd();
      if (sessionId == null) {
        printAll(results.values(), signer);
        return 0;
      }
      VideoResult result = results.get(sessionId);
      if (result == null) {
        throw new UsageException(
            "there is no session %s; ./vkyc results lists those there are".formatted(sessionId));
      }
      VideoResult signed = signer.signed(result);
      System.out.println(json ? ResultJson.line(signed) : ResultJson.pretty(signed));
      return 0;
    }
  }

  private void printAll(Collection<VideoResult> results, UrlSigner signer) {
    if (json) {
      results.forEach(result -> System.out.println(ResultJson.line(signer.signed(result))));
    } else if (results.isEmpty()) {
      System.err.println("no sessions yet; upload some with: ./vkyc ingest MANIFEST.csv");
    } else {
      System.out.print(ResultListing.of(results));
    }
  }
}
