package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.inference.InferenceSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads a pack once per process for all tasks that use it, and closes it after the last has given
 * it back. Safe for use by several threads.
 */
public final class SharedModels {
  private static final SharedModels PROCESS = new SharedModels(SharedModels::load);

  private final Loader loader;
  private final Map<Key, Entry> entries = new HashMap<>();

  SharedModels(Loader loader) {
    this.loader = loader;
  }

  /** Models on loan. */
  public interface Lease extends AutoCloseable {
    /** The models; not to be used after {@link #close()}. */
    ModelSet models();

    /** Gives the models back; a second call does nothing. */
    @Override
    void close();
  }

  /**
   * Borrows models, loading them where nobody has them yet; those who ask meanwhile wait.
   *
   * @throws PackException if the pack cannot be had
   */
  public static Lease acquire(ModelChoice choice, InferenceSettings settings) throws PackException {
    return PROCESS.borrow(new Key(choice, settings));
  }

  /** Borrows models with the default settings. */
  public static Lease acquire(ModelChoice choice) throws PackException {
    return acquire(choice, InferenceSettings.DEFAULT);
  }

  /** Borrows a pack without dictation, with the default settings. */
  public static Lease acquire(String pack) throws PackException {
    return acquire(ModelChoice.ofPack(pack));
  }

  private static LoadedModels load(Key key) throws PackException {
    return Packs.load(key.choice(), key.settings(), PackLocator.standard());
  }

  synchronized Lease borrow(Key key) throws PackException {
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(loader.load(key));
      entries.put(key, entry);
    }
    entry.users++;
    return new OneLease(key, entry);
  }

  private synchronized void giveBack(Key key, Entry entry) {
    entry.users--;
    if (entry.users == 0) {
      entries.remove(key);
      entry.models.close();
    }
  }

  /** What is loaded at most once. */
  record Key(ModelChoice choice, InferenceSettings settings) {}

  /** Loads a pack. */
  interface Loader {
    LoadedModels load(Key key) throws PackException;
  }

  private static final class Entry {
    private final LoadedModels models;
    private int users;

    Entry(LoadedModels models) {
      this.models = models;
    }
  }

  private final class OneLease implements Lease {
    private final Key key;
    private final Entry entry;
    private final AtomicBoolean closed = new AtomicBoolean();

    OneLease(Key key, Entry entry) {
      this.key = key;
      this.entry = entry;
    }

    @Override
    public ModelSet models() {
      return entry.models;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        giveBack(key, entry);
      }
    }
  }
}
