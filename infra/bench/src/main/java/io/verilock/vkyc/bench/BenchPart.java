package io.verilock.vkyc.bench;

import io.verilock.vkyc.bench.analysis.CoresBench;
import io.verilock.vkyc.bench.analysis.DecodingBench;
import io.verilock.vkyc.bench.analysis.MemoryBench;
import io.verilock.vkyc.bench.analysis.NetworksBench;
import io.verilock.vkyc.bench.analysis.PipelineBench;
import io.verilock.vkyc.bench.analysis.SpeechBench;
import io.verilock.vkyc.bench.analysis.StackBench;
import java.util.List;

/** What can be measured, each part by itself. */
enum BenchPart {
  decoding,
  networks,
  pipeline,
  cores,
  stack,
  memory,
  speech,
  analytics,
  page,
  webhooks,
  gateway,
  transactions;

  List<Figure> measure(BenchRun run) throws Exception {
    return switch (this) {
      case decoding -> DecodingBench.measure(run);
      case networks -> NetworksBench.measure(run);
      case pipeline -> PipelineBench.measure(run);
      case cores -> CoresBench.measure(run);
      case stack -> StackBench.measure(run);
      case memory -> MemoryBench.measure(run);
      case speech -> SpeechBench.measure(run);
      case analytics -> EdgeFigures.analytics(run);
      case page -> EdgeFigures.page(run);
      case webhooks -> EdgeFigures.webhooks(run);
      case gateway -> EdgeFigures.gateway(run);
      case transactions -> TransactionNamesBench.measure(run);
    };
  }
}
