package io.verilock.vkyc.local.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/**
 * A command that was run in this process.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Run(int exit, String out, String err) {
  static Run of(String... arguments) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StringWriter help = new StringWriter();
    StringWriter complaints = new StringWriter();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      CommandLine command =
          Vkyc.commandLine()
              .setOut(new PrintWriter(help, true))
              .setErr(new PrintWriter(complaints, true))
              .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
      int exit = command.execute(arguments);
      return new Run(
          exit,
          help + out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8) + complaints);
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }
}
