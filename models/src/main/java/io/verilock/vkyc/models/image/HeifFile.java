package io.verilock.vkyc.models.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a HEIF or AVIF file says of its pictures: which one to show, and where each one's bytes are.
 * Nothing is decoded. Thumbnails, depth, alpha and whatever else a camera adds are items nobody
 * asks for.
 */
final class HeifFile {
  private static final int IN_FILE = 0;
  private static final int IN_INDEX = 1;

  private final ByteBuffer file;
  private final Map<Integer, String> types = new HashMap<>();
  private final Map<Integer, Location> locations = new HashMap<>();
  private final Map<Integer, List<Integer>> parts = new HashMap<>();
  private final Map<Integer, List<HeifBox>> properties = new HashMap<>();
  private ByteBuffer index = ByteBuffer.allocate(0);
  private int primary;
  private long bytesGiven;

  private record Location(int method, List<Extent> extents) {}

  private record Extent(long offset, long length) {}

  /**
   * Reads the file's index.
   *
   * @throws IOException if there is none, or it makes no sense
   */
  HeifFile(byte[] bytes) throws IOException {
    file = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    ByteBuffer meta =
        HeifBox.within(file.duplicate()).stream()
            .filter(box -> box.is("meta"))
            .findFirst()
            .orElseThrow(() -> new IOException("no index of pictures"))
            .read();
    meta.getInt();
    for (HeifBox box : HeifBox.within(meta)) {
      switch (box.type()) {
        case "pitm" -> readPrimary(box.read());
        case "iinf" -> readTypes(box.read());
        case "iloc" -> readLocations(box.read());
        case "iref" -> readParts(box.read());
        case "iprp" -> readProperties(box.read());
        case "idat" -> index = box.read();
        default -> {
          // Nothing that a still picture needs.
        }
      }
    }
  }

  /** The picture to show. */
  HeifItem primary() throws IOException {
    return item(primary);
  }

  /** What an item is made of, in its order; empty where it is made of no others. */
  List<HeifItem> partsOf(HeifItem item) throws IOException {
    List<HeifItem> items = new ArrayList<>();
    for (int id : parts.getOrDefault(item.id(), List.of())) {
      items.add(item(id));
    }
    return items;
  }

  /**
   * An item's bytes.
   *
   * @throws IOException if they are not all there
   */
  byte[] bytes(HeifItem item) throws IOException {
    Location location = locations.get(item.id());
    if (location == null || location.method > IN_INDEX) {
      throw new IOException("a picture whose bytes are nowhere");
    }
    ByteBuffer from = location.method == IN_FILE ? file : index;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Extent extent : location.extents) {
      long length = extent.length == 0 ? from.capacity() - extent.offset : extent.length;
      // No honest item is larger than its file, however many extents it is made of.
      if (extent.offset < 0
          || length < 0
          || extent.offset > from.capacity() - length
          || bytes.size() + length > file.capacity()) {
        throw new IOException("the file ends before its picture does");
      }
      byte[] part = new byte[(int) length];
      from.get((int) extent.offset, part);
      bytes.writeBytes(part);
    }
    // Tiles may share bytes; a thousand that are all the whole file are made to cost time.
    bytesGiven += bytes.size();
    if (bytesGiven > 2L * file.capacity()) {
      throw new IOException("pictures that use the same bytes again and again");
    }
    return bytes.toByteArray();
  }

  private HeifItem item(int id) throws IOException {
    String type = types.get(id);
    if (type == null) {
      throw new IOException("a picture that the index does not name");
    }
    return new HeifItem(id, type, properties.getOrDefault(id, List.of()));
  }

  private void readPrimary(ByteBuffer box) {
    primary = (int) HeifBox.number(box, version(box) == 0 ? 2 : 4);
  }

  private void readTypes(ByteBuffer box) throws IOException {
    HeifBox.number(box, version(box) == 0 ? 2 : 4);
    for (HeifBox entry : HeifBox.within(box)) {
      ByteBuffer item = entry.read();
      int version = version(item);
      if (entry.is("infe") && version >= 2) {
        int id = (int) HeifBox.number(item, version == 2 ? 2 : 4);
        item.getShort();
        types.put(id, HeifBox.type(item));
      }
    }
  }

  private void readLocations(ByteBuffer box) {
    int version = version(box);
    int sizes = box.getShort();
    int offsetLength = sizes >> 12 & 15;
    int lengthLength = sizes >> 8 & 15;
    int baseLength = sizes >> 4 & 15;
    int indexLength = version == 0 ? 0 : sizes & 15;
    long items = HeifBox.number(box, version < 2 ? 2 : 4);
    for (long i = 0; i < items; i++) {
      int id = (int) HeifBox.number(box, version < 2 ? 2 : 4);
      int method = version == 0 ? IN_FILE : box.getShort() & 15;
      int source = box.getShort();
      long base = HeifBox.number(box, baseLength);
      int extents = Short.toUnsignedInt(box.getShort());
      List<Extent> all = new ArrayList<>();
      for (int extent = 0; extent < extents; extent++) {
        HeifBox.number(box, indexLength);
        long offset = base + HeifBox.number(box, offsetLength);
        all.add(new Extent(offset, HeifBox.number(box, lengthLength)));
        if (offsetLength + lengthLength + indexLength == 0) {
          break; // further ones would cost memory and no bytes of the file
        }
      }
      // Bytes in another file are not looked for.
      if (source == 0) {
        locations.put(id, new Location(method, all));
      }
    }
  }

  private void readParts(ByteBuffer box) throws IOException {
    int idLength = version(box) == 0 ? 2 : 4;
    for (HeifBox reference : HeifBox.within(box)) {
      if (reference.is("dimg")) {
        ByteBuffer ids = reference.read();
        int whole = (int) HeifBox.number(ids, idLength);
        int count = Short.toUnsignedInt(ids.getShort());
        List<Integer> of = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          of.add((int) HeifBox.number(ids, idLength));
        }
        parts.put(whole, of);
      }
    }
  }

  private void readProperties(ByteBuffer box) throws IOException {
    List<HeifBox> all = List.of();
    for (HeifBox part : HeifBox.within(box)) {
      if (part.is("ipco")) {
        all = HeifBox.within(part.read());
      } else if (part.is("ipma")) {
        readAssociations(part.read(), all);
      }
    }
  }

  private void readAssociations(ByteBuffer box, List<HeifBox> all) throws IOException {
    int head = box.getInt();
    int idLength = head >>> 24 == 0 ? 2 : 4;
    int numberLength = (head & 1) == 0 ? 1 : 2;
    int numberMask = numberLength == 1 ? 0x7f : 0x7fff;
    long items = Integer.toUnsignedLong(box.getInt());
    for (long i = 0; i < items; i++) {
      int id = (int) HeifBox.number(box, idLength);
      int count = box.get() & 0xff;
      List<HeifBox> of = new ArrayList<>();
      for (int property = 0; property < count; property++) {
        int number = (int) HeifBox.number(box, numberLength) & numberMask;
        if (number > all.size()) {
          throw new IOException("a property that the file does not have");
        }
        if (number > 0) {
          of.add(all.get(number - 1));
        }
      }
      properties.put(id, of);
    }
  }

  /** Reads a full box's version and passes over its flags. */
  private static int version(ByteBuffer box) {
    return box.getInt() >>> 24;
  }
}
