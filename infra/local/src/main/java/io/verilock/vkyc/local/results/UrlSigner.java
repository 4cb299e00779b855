package io.verilock.vkyc.local.results;

import io.verilock.vkyc.local.stack.StackAddress;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.VideoResult;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Gives readers of a result a URL of its recording that works for one hour. */
public final class UrlSigner implements AutoCloseable {
  private static final Duration VALID = Duration.ofHours(1);

  private final S3Presigner presigner;

  public UrlSigner(StackAddress stack) {
    presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create(stack.objectStore()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(stack.accessKey(), stack.secretKey())))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
  }

  /** The result with its {@code video_url}; as it is where there is no recording. */
  public VideoResult signed(VideoResult result) {
    ObjectReference recording = result.getRecording();
    if (recording == null) {
      return result;
    }
    URI uri = URI.create(recording.getUri());
    String url =
        presigner
            .presignGetObject(
                request ->
                    request
                        .signatureDuration(VALID)
                        .getObjectRequest(
                            get -> get.bucket(uri.getHost()).key(uri.getPath().substring(1))))
            .url()
            .toString();
    return VideoResult.newBuilder(result).setVideoUrl(url).build();
  }

  @Override
  public void close() {
    presigner.close();
  }
}
