package io.verilock.vkyc.client.results;

import io.verilock.vkyc.client.ObjectAccess;
import io.verilock.vkyc.client.ObjectStoreAddress;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.VideoResult;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Gives readers of a result a URL of its recording that works for one hour. */
public final class UrlSigner implements AutoCloseable {
  private static final Duration VALID = Duration.ofHours(1);

  private final S3Presigner presigner;

  /** Signs for this store. */
  public UrlSigner(ObjectStoreAddress store) {
    presigner = ObjectAccess.presigner(store);
  }

  /** The result with its {@code video_url}; as it is where there is no recording. */
  public VideoResult signed(VideoResult result) {
    ObjectReference recording = result.getRecording();
    if (recording == null) {
      return result;
    }
    String url = url(URI.create(recording.getUri()));
    return VideoResult.newBuilder(result).setVideoUrl(url).build();
  }

  /** A URL of an object, {@code s3a://BUCKET/PATH}, for whoever may see it. */
  public String url(URI object) {
    return presigner
        .presignGetObject(
            request ->
                request
                    .signatureDuration(VALID)
                    .getObjectRequest(
                        get -> get.bucket(object.getHost()).key(object.getPath().substring(1))))
        .url()
        .toString();
  }

  @Override
  public void close() {
    presigner.close();
  }
}
