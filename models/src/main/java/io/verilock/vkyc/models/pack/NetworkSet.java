package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads the networks of a pack, and closes all of them together. */
final class NetworkSet implements AutoCloseable {
  private final PackFiles files;
  private final InferenceSettings settings;
  private final List<Network> networks = new ArrayList<>();

  NetworkSet(PackFiles files, InferenceSettings settings) {
    this.files = files;
    this.settings = settings;
  }

  OnnxNetwork load(String task) {
    return load(task, Map.of());
  }

  OnnxNetwork load(String task, Map<String, Long> constants) {
    OnnxNetwork network = OnnxNetwork.load(files.path(task), settings, constants);
    networks.add(network);
    return network;
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
    networks.clear();
  }
}
