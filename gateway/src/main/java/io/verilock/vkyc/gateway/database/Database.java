package io.verilock.vkyc.gateway.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * The gateway's PostgreSQL: a pool of connections to tables that are as this version wants them.
 */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 24;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool).registerArrayType(String.class, "text");
    // What a statement was given may be personal, and exceptions are logged.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
  }

  /**
   * Connects, and brings the tables up to date.
   *
   * @param url JDBC URL, {@code jdbc:postgresql://…}
   * @throws RuntimeException if the database cannot be reached, or holds tables of a later version
   */
  public static Database open(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName("gateway");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(2);
    // Details of errors hold values, which must not stand in a log.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.setConnectionTimeout(LONGEST_WAIT.toMillis());
    HikariDataSource pool = new HikariDataSource(config);
    try {
      Flyway.configure().dataSource(pool).load().migrate();
      return new Database(pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Its connections. */
  public DataSource pool() {
    return pool;
  }

  /** Ways to ask it. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Whether it answers. */
  public boolean answers() {
    try {
      return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
          == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
