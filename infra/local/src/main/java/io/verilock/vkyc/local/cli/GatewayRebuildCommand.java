package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.gateway.results.Projection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the projection anew. */
@Command(
    name = "rebuild",
    description = {
      "Makes the gateway's table of results anew from their topic.",
      "The running gateways read it from its beginning; until they are through, sessions that were "
          + "completed are shown as in progress."
    },
    mixinStandardHelpOptions = true)
final class GatewayRebuildCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Override
  public Integer call() throws Exception {
    StackAddress address = stack.running();
    try (Database database =
        Database.open(address.database(), address.databaseUser(), address.databasePassword())) {
      database.jdbi().useTransaction(Projection::forget);
    }
    System.err.println("the table of results is made anew");
    return 0;
  }
}
