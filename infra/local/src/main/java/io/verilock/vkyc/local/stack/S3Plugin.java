package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.servers.Credentials;
import io.verilock.vkyc.servers.EmbeddedObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;

/**
 * Flink's own file system for S3, in this process: loaded apart from the class path, because its
 * Hadoop and ours do not agree.
 */
final class S3Plugin {
  private static final String JAR = "/plugins/s3-fs-hadoop.jar";

  private S3Plugin() {}

  /**
   * Lets Flink read and write {@code s3://} in an object store, in all of this process.
   *
   * @param folder where the plugin may be unpacked
   */
  static void install(Path folder, EmbeddedObjectStore store, Credentials credentials)
      throws IOException {
    Path plugins = folder.resolve("plugins");
    Path own = Files.createDirectories(plugins.resolve("s3-fs-hadoop"));
    try (InputStream jar = S3Plugin.class.getResourceAsStream(JAR)) {
      if (jar == null) {
        throw new IOException("the build lacks " + JAR + "; build it anew");
      }
      Files.copy(jar, own.resolve("s3-fs-hadoop.jar"), StandardCopyOption.REPLACE_EXISTING);
    }
    Configuration configuration = new Configuration();
    configuration.setString("s3.endpoint", store.endpoint().toString());
    configuration.setString("s3.endpoint.region", "us-east-1");
    configuration.setString("s3.path.style.access", "true");
    configuration.setString("s3.access-key", credentials.accessKey());
    configuration.setString("s3.secret-key", credentials.secretKey());
    FileSystem.initialize(
        configuration,
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(plugins).findPlugins(),
            CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
  }
}
