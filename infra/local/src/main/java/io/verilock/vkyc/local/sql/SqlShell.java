package io.verilock.vkyc.local.sql;

import io.verilock.vkyc.sql.SqlScript;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.client.cli.CliClient;
import org.apache.flink.table.client.gateway.Executor;
import org.apache.flink.table.client.gateway.SingleSessionManager;
import org.apache.flink.table.gateway.SqlGateway;
import org.apache.flink.table.gateway.api.endpoint.SqlGatewayEndpointFactoryUtils;
import org.apache.flink.table.gateway.rest.util.SqlGatewayRestOptions;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.util.NetUtils;

/**
 * Flink's SQL client, where every topic is a table. Put together here rather than by Flink's own
 * {@code SqlClient}, which wants a folder of configuration.
 */
public final class SqlShell {
  private SqlShell() {}

  /**
   * Reads statements from the terminal until its end, or {@code QUIT}.
   *
   * @param bootstrapServers Kafka's brokers
   * @param follow whether queries follow what is written, rather than end with what is there now
   * @param history file of the statements that were typed
   */
  public static void open(String bootstrapServers, boolean follow, Path history) throws Exception {
    DefaultContext context = new DefaultContext(SqlSession.settings(follow), List.<URI>of());
    try (NetUtils.Port port = NetUtils.getAvailablePort()) {
      SqlGateway gateway =
          new SqlGateway(gateway(port.getPort()), new SingleSessionManager(context));
      gateway.start();
      try (Executor executor =
          Executor.create(
              context, InetSocketAddress.createUnresolved("localhost", port.getPort()), "vkyc")) {
        SqlScript.topics(bootstrapServers, follow).forEach(executor::configureSession);
        try (CliClient client =
            new CliClient(CliClient.DEFAULT_TERMINAL_FACTORY, executor, history)) {
          client.executeInInteractiveMode();
        }
      } finally {
        gateway.stop();
      }
    }
  }

  private static Configuration gateway(int port) {
    Configuration rest = new Configuration();
    rest.set(SqlGatewayRestOptions.ADDRESS, "localhost");
    rest.set(SqlGatewayRestOptions.PORT, port);
    Configuration configuration = new Configuration();
    configuration.addAll(rest, SqlGatewayEndpointFactoryUtils.getSqlGatewayOptionPrefix("rest"));
    return configuration;
  }
}
