package io.verilock.vkyc.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report for programs: names in snake case, numbers with six decimals. */
final class ReportJson {
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Rounded())
                  .addSerializer(double.class, new Rounded()))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writer();

  private ReportJson() {}

  static void write(EvaluationReport report, Path file) throws IOException {
    Files.writeString(file, WRITER.writeValueAsString(report) + "\n");
  }

  private static final class Rounded extends JsonSerializer<Double> {
    @Override
    public void serialize(Double number, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(number)) {
        throw new IllegalStateException("a report holds numbers only, not " + number);
      }
      json.writeNumber(Math.round(number * 1e6) / 1e6);
    }
  }
}
