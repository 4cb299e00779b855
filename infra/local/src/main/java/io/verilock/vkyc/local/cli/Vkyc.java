package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackException;
import io.verilock.vkyc.local.sql.QueryException;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command people type. */
@Command(
    name = "vkyc",
    description = "Verifies people by video: analyses recordings for liveness and face match.",
    mixinStandardHelpOptions = true,
    version = "Verilock Video KYC 0.1.0",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      InviteCommand.class,
      IngestCommand.class,
      BatchCommand.class,
      EvaluateCommand.class,
      SimulateCommand.class,
      ResultsCommand.class,
      ReviewCommand.class,
      SqlCommand.class,
      WebhooksCommand.class,
      KeysCommand.class,
      GatewayCommand.class,
      ModelsCommand.class
    },
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  ./vkyc demo                                 see what it does",
      "  ./vkyc batch people.csv --out results.jsonl analyse files, without a running stack",
      "  ./vkyc up                                   start the whole stack on this machine",
      "  ./vkyc test                                 run every test",
      "  ./vkyc test --quick                         run those without recordings and clusters",
      "  ./vkyc test jobs                            run one module's: schemas, models, jobs, gateway,",
      "                                              client, evaluation, importer, sql, local,",
      "                                              bench",
      "  ./vkyc figures                              measure the packs on the development data",
      "  ./vkyc fuzz                                 look for photos and recordings that break the",
      "                                              reading of them, ten minutes each",
      "  ./vkyc fuzz mp4 --seconds 60                look for one kind's: photo, webm, mp4",
      "",
      "Each command explains itself with --help."
    })
public final class Vkyc {
  static final int FAILED = 1;
  static final int UNUSABLE = 2;
  private static final Logger LOG = LoggerFactory.getLogger(Vkyc.class);

  private Vkyc() {}

  /** Runs a command and exits: 0 if it did its work, 1 if not, 2 if it was called wrongly. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command and its parts, those that other modules bring along as well. */
  public static CommandLine commandLine() {
    IExecutionExceptionHandler oneLine =
        (exception, command, parsed) -> {
          PrintWriter err = command.getErr();
          err.println("vkyc: " + Complaint.of(exception));
          if (exception instanceof UsageException) {
            return UNUSABLE;
          }
          LOG.info("{} failed", command.getCommandName(), exception);
          if (!explained(exception)) {
            err.println("      details are in " + Home.log());
          }
          return FAILED;
        };
    CommandLine vkyc = new CommandLine(new Vkyc());
    ServiceLoader.load(BroughtCommand.class).forEach(vkyc::addSubcommand);
    return vkyc.setExecutionExceptionHandler(oneLine);
  }

  /** Whether the message alone says what happened and what to do. */
  private static boolean explained(Exception exception) {
    return (exception instanceof StackException || exception instanceof QueryException)
        && exception.getCause() == null;
  }
}
