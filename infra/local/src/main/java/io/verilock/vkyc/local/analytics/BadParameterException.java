package io.verilock.vkyc.local.analytics;

/** A parameter of a request that cannot be followed; the message names it. */
final class BadParameterException extends Exception {
  BadParameterException(String parameter, String problem) {
    super("%s: %s".formatted(parameter, problem));
  }
}
