package io.verilock.vkyc.local.cli;

import java.util.concurrent.Callable;

/**
 * A command of a module that this one does not know, found by {@link java.util.ServiceLoader}. Has
 * picocli's annotations, as every command has.
 */
public interface BroughtCommand extends Callable<Integer> {}
