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
   * Borrows a pack, or {@link Packs#DEFAULT}, loading it where nobody has it yet; those who ask
   * meanwhile wait.
   *
   * @throws PackException if the pack cannot be had
   */
  public static Lease acquire(String name, InferenceSettings settings) throws PackException {
    return PROCESS.borrow(new Key(name, settings));
  }

  /** Borrows a pack with the default settings. */
  public static Lease acquire(String name) throws PackException {
    return acquire(name, InferenceSettings.DEFAULT);
  }

  private static LoadedModels load(Key key) throws PackException {
    return Packs.load(key.pack(), key.settings(), PackLocator.standard());
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
  record Key(String pack, InferenceSettings settings) {}

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
