package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.schemas.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an API key. */
@Command(
    name = "create",
    description = {
      "Makes an API key, and prints it alone: it is not shown again.",
      "Makes the tenant, too, where there is none of that id, and gives it the plan."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc keys create --tenant bank --plan enterprise",
      "  ./vkyc keys create --tenant bank --scopes sessions:write,sessions:read --name onboarding"
    })
final class KeysCreateCommand implements Callable<Integer> {
  private static final List<String> PLANS = List.of("standard", "enterprise");

  @Mixin private StackFolder stack;

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Whose key it is. Default: ${DEFAULT-VALUE}.")
  private String tenant;

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      defaultValue = "standard",
      description = "standard, or enterprise, which has live agents. Default: ${DEFAULT-VALUE}.")
  private String plan;

  @Option(names = "--name", paramLabel = "TEXT", description = "What the key is for.")
  private String name = "made by ./vkyc keys";

  @Option(
      names = "--scopes",
      paramLabel = "SCOPE",
      split = ",",
      description = "What it may do. Default: everything.")
  private List<String> scopes = Arrays.stream(Scope.values()).map(Scope::text).toList();

  @Override
  public Integer call() throws Exception {
    check();
    StackAddress address = stack.running();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (Database database =
        Database.open(address.database(), address.databaseUser(), address.databasePassword())) {
      System.out.println(
          database
              .jdbi()
              .<String, RuntimeException>inTransaction(
                  handle -> {
                    ApiKeys.putTenant(handle, tenant, plan, now);
                    String keyId = ApiKeys.create(handle, tenant, name, scopes, now);
                    return ApiKeys.addSecret(handle, keyId, now);
                  }));
    }
    return 0;
  }

  private void check() throws UsageException {
    Optional<String> fault = Ids.fault("--tenant", tenant);
    if (fault.isPresent()) {
      throw new UsageException(fault.get());
    }
    if (!PLANS.contains(plan)) {
      throw new UsageException(
          "there is no plan %s; there are standard and enterprise".formatted(plan));
    }
    for (String scope : scopes) {
      if (Scope.of(scope).isEmpty()) {
        throw new UsageException(
            "there is no scope %s; there are %s"
                .formatted(
                    scope,
                    String.join(", ", Arrays.stream(Scope.values()).map(Scope::text).toList())));
      }
    }
  }
}
