package io.verilock.vkyc.jobs.io;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.verilock.vkyc.jobs.settings.EndSettings;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.PhotoKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder of any file system that Hadoop knows: S3 by S3A, or local files. */
public final class HadoopObjectStore implements ObjectStore {
  public static final ConfigOption<String> RECORDINGS_URI =
      key("vkyc.recordings.uri")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder of the object store for recordings, photos and referenced uploads, such as"
                  + " s3a://bucket/sessions.");

  /** Passed on to Hadoop's file systems without this prefix, such as fs.s3a.endpoint. */
  public static final String PREFIX = "vkyc.hadoop.";

  /** The settings of the object store. */
  public static final EndSettings SETTINGS =
      new EndSettings(List.of(RECORDINGS_URI), List.of(RECORDINGS_URI), List.of(PREFIX));

  private static final int LONGEST_OBJECT = 512 << 20;

  private final FileSystem files;
  private final Path root;

  private HadoopObjectStore(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /** An opener of the folder that settings name, which were checked. */
  public static Opener opener(Configuration settings) {
    return opener(settings.get(RECORDINGS_URI), Settings.under(settings, PREFIX));
  }

  /**
   * An opener of the folder {@code uri}, such as {@code s3a://bucket/recordings}.
   *
   * @param properties Hadoop's settings for it, such as {@code fs.s3a.endpoint}
   */
  public static Opener opener(String uri, Map<String, String> properties) {
    Map<String, String> copy = Map.copyOf(properties);
    return () -> {
      var configuration = new org.apache.hadoop.conf.Configuration();
      copy.forEach(configuration::set);
      return new HadoopObjectStore(
          FileSystem.newInstance(URI.create(uri), configuration), new Path(uri));
    };
  }

  @Override
  public ObjectReference writeRecording(String sessionId, byte[][] pieces) throws IOException {
    return write(new Path(root, sessionId + "/recording"), pieces);
  }

  @Override
  public ObjectReference writeReviewCopy(String sessionId, byte[][] pieces) throws IOException {
    return write(new Path(root, sessionId + "/review"), pieces);
  }

  @Override
  public void writePhoto(String sessionId, PhotoKind kind, byte[] bytes) throws IOException {
    write(new Path(root, sessionId + "/" + kind), new byte[][] {bytes});
  }

  @Override
  public void eraseSession(String sessionId) throws IOException {
    files.delete(new Path(root, sessionId), true);
  }

  @Override
  public byte[] read(String sessionId, ObjectReference reference)
      throws IOException, ObjectUnavailableException {
    // Nobody may have another session's upload analysed as their own.
    String prefix = new Path(root, sessionId) + "/";
    if (!reference.getUri().startsWith(prefix) || reference.getUri().contains("..")) {
      throw new ObjectUnavailableException("the object is not below " + prefix);
    }
    if (reference.getLength() < 0 || reference.getLength() > LONGEST_OBJECT) {
      throw new ObjectUnavailableException(
          "the object is said to have %d bytes, more than %d"
              .formatted(reference.getLength(), LONGEST_OBJECT));
    }
    byte[] bytes;
    try (FSDataInputStream in = files.open(new Path(reference.getUri()))) {
      // What a reference claims takes no memory before the object is known to have it.
      if (files.getFileStatus(new Path(reference.getUri())).getLen() < reference.getLength()) {
        throw new ObjectUnavailableException("the object is shorter than the reference says");
      }
      bytes = new byte[(int) reference.getLength()];
      in.readFully(0, bytes);
    } catch (FileNotFoundException e) {
      throw new ObjectUnavailableException("no such object");
    } catch (java.io.EOFException e) {
      throw new ObjectUnavailableException("the object is shorter than the reference says");
    }
    if (!HexFormat.of().formatHex(sha256().digest(bytes)).equals(reference.getSha256())) {
      throw new ObjectUnavailableException("the object's SHA-256 is not the reference's");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private ObjectReference write(Path path, byte[][] pieces) throws IOException {
    MessageDigest digest = sha256();
    long length = 0;
    try (OutputStream out = files.create(path, true)) {
      for (byte[] piece : pieces) {
        out.write(piece);
        digest.update(piece);
        length += piece.length;
      }
    }
    return new ObjectReference(path.toString(), length, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
