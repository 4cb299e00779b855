package io.verilock.vkyc.client;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Ways to an object store. */
public final class ObjectAccess {
  private ObjectAccess() {}

  /** Reads and writes objects; to be closed. */
  public static S3Client client(ObjectStoreAddress store) {
    return S3Client.builder()
        .endpointOverride(store.endpoint())
        .region(Region.of(store.region()))
        .credentialsProvider(credentials(store))
        .forcePathStyle(true)
        // Checksums in trailers are not understood by every store.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  /** Signs URLs; to be closed. */
  public static S3Presigner presigner(ObjectStoreAddress store) {
    return S3Presigner.builder()
        .endpointOverride(store.endpoint())
        .region(Region.of(store.region()))
        .credentialsProvider(credentials(store))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private static AwsCredentialsProvider credentials(ObjectStoreAddress store) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(store.accessKey(), store.secretKey()));
  }
}
