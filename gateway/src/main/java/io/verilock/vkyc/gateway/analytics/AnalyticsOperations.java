package io.verilock.vkyc.gateway.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Call;
import io.verilock.vkyc.gateway.http.Operation;
import java.time.Instant;
import java.util.Map;

/** Tells how the scores of the caller's own tenant are distributed. */
public final class AnalyticsOperations {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  private final TenantDistributions distributions;

  /** Sets them up. */
  public AnalyticsOperations(TenantDistributions distributions) {
    this.distributions = distributions;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    Operation.Unbound get = this::get;
    Operation.Unbound export = this::export;
    return Map.of("getDistributions", get, "exportDistributions", export);
  }

  /**
   * What is answered for a tenant's sessions in a range, all of them.
   *
   * @throws Problem if the range is none that can be answered
   */
  public byte[] json(String tenantId, Instant from, Instant to)
      throws Problem, JsonProcessingException {
    return JSON.writeValueAsBytes(
        answer(tenantId, new DistributionQuery(null, null, null, null, from, to)));
  }

  private Answer get(Call call) throws Problem, JsonProcessingException {
    byte[] json = JSON.writeValueAsBytes(answer(call));
    return new Answer(200, "application/json", json, Map.of());
  }

  private Answer export(Call call) throws Problem {
    AnswerCsv table = AnswerCsv.named(call.text("table"));
    return Answer.text("text/csv;charset=utf-8", table.of(answer(call)))
        .with(
            "Content-Disposition",
            "attachment; filename=\"verilock-%s.csv\"".formatted(table.fileName()));
  }

  private DistributionAnswer answer(Call call) throws Problem {
    return answer(call.caller().tenantId(), DistributionQuery.of(call));
  }

  private DistributionAnswer answer(String tenantId, DistributionQuery query) throws Problem {
    return DistributionAnswer.of(distributions.of(tenantId), distributions.state(), query);
  }
}
