package io.verilock.vkyc.models.pack;

import java.nio.file.Path;

/**
 * A file found on this machine is not the one its manifest names. Never passed over for another
 * place or another pack: someone put it there, and should know that it is not used.
 */
public final class WrongChecksumException extends PackException {
  public WrongChecksumException(ModelFile file, Path where, String found) {
    super(
        "%s at %s has the SHA-256 %s, expected %s: remove it or put the right file there"
            .formatted(file.file(), where, found, file.sha256()));
  }
}
