package io.verilock.vkyc.local.manifest;

import io.verilock.vkyc.client.upload.SessionFiles;
import java.util.List;

/**
 * What a manifest says.
 *
 * @param ignoredColumns further columns, which say nothing
 */
public record Manifest(List<SessionFiles> sessions, List<String> ignoredColumns) {}
