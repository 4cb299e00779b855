package io.verilock.vkyc.evaluation.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A page to be filled in; what is put in is text unless it says otherwise. */
public final class HtmlTemplate {
  private final Configuration freemarker;
  private final String name;

  /** The template of this name beside a class. */
  public HtmlTemplate(Class<?> beside, String name) {
    this.name = name;
    freemarker = new Configuration(Configuration.VERSION_2_3_34);
    freemarker.setClassForTemplateLoading(beside, "");
    freemarker.setDefaultEncoding("UTF-8");
    freemarker.setLocale(Locale.ROOT);
    freemarker.setOutputFormat(HTMLOutputFormat.INSTANCE);
    freemarker.setLogTemplateExceptions(false);
    freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
  }

  /**
   * Writes the page.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file, Map<String, ?> model) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      freemarker.getTemplate(name).process(model, writer);
    } catch (TemplateException e) {
      throw new IOException("the report could not be written: " + e.getMessage(), e);
    }
  }
}
