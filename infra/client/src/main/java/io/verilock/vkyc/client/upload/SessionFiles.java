package io.verilock.vkyc.client.upload;

import io.verilock.vkyc.schemas.VideoMode;
import java.io.Serializable;

/**
 * A session as files.
 *
 * @param video path of the recording
 * @param selfie path of the selfie, or null
 * @param document path of the document photo, or null
 */
public record SessionFiles(
    String sessionId, String video, String selfie, String document, VideoMode mode, String language)
    implements Serializable {}
