package org.dormouse.update.apt.internal.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dormouse.update.apt.internal.debian.Dependency;
import org.dormouse.update.apt.internal.debian.Stanza;

/**
 * All packages of a snapshot, by name. Only names, versions and positions are kept in memory (some 5 MB for a whole
 * distribution); all else is read from the snapshot's files when asked for. Immutable, shared between threads.
 */
public final class PackageIndex {
  private final SnapshotFolder snapshot;
  private final PackageTable table;

  /**
   * One package of the index.
   *
   * @param source which of {@link #sources} it comes from
   */
  public record Entry(String name, String version, String architecture, int source, int position) {}

  /** Where a group of packages comes from, for pins and for telling the user. */
  public record Source(SnapshotFolder.Index index, ReleaseFile release) {}

  private final List<Source> sources;

  PackageIndex(SnapshotFolder snapshot, List<Source> sources, PackageTable table) {
    this.snapshot = snapshot;
    this.sources = List.copyOf(sources);
    this.table = table;
  }

  public int size() {
    return table.size();
  }

  public List<Source> sources() {
    return sources;
  }

  public boolean serves(String architecture) {
    return sources.stream().anyMatch(source -> source.index().architecture().equals(architecture));
  }

  /** How many packages one suite has, all components and architectures together. */
  public int size(String folder, String suite) {
    int result = 0;
    for (int i = 0; i < sources.size(); i++) {
      SnapshotFolder.Index index = sources.get(i).index();
      result += index.folder().equals(folder) && index.suite().equals(suite) ? table.size(i) : 0;
    }
    return result;
  }

  /** Every version and architecture of a package. */
  public List<Entry> find(String name) {
    return table.find(name);
  }

  /** Opens the files behind the index. Not thread-safe; close it. */
  public Reader reader() {
    return new Reader();
  }

  /** Reads whole paragraphs; remembers those it has read, at most a few thousand. */
  public final class Reader implements AutoCloseable {
    private static final int MOST_REMEMBERED = 5000;
    private final FileChannel[] channels = new FileChannel[sources.size()];
    private final Map<Integer, Stanza> remembered = new HashMap<>();

    private Reader() {}

    public Stanza read(Entry entry) throws IOException {
      Stanza known = remembered.get(entry.position());
      if (known != null) {
        return known;
      }
      int source = entry.source();
      if (channels[source] == null) {
        channels[source] = FileChannel.open(snapshot.plain(sources.get(source).index()), StandardOpenOption.READ);
      }
      ByteBuffer buffer = ByteBuffer.allocate(table.length(entry.position()));
      long at = table.offset(entry.position());
      while (buffer.hasRemaining()) {
        int n = channels[source].read(buffer, at + buffer.position());
        if (n < 0) {
          throw new IOException("the index of " + sources.get(source).index().path() + " has become shorter");
        }
      }
      Stanza stanza = Stanza.parse(buffer.array(), 0, buffer.capacity());
      if (remembered.size() < MOST_REMEMBERED) {
        remembered.put(entry.position(), stanza);
      }
      return stanza;
    }

    /** Packages that provide what is depended on, though they have another name. */
    public List<Entry> providers(Dependency dependency) throws IOException {
      List<Entry> result = new ArrayList<>();
      for (Entry entry : table.providers(dependency.name())) {
        boolean provides = Dependency.groups(read(entry).get("provides")).stream().flatMap(List::stream)
            .anyMatch(dependency::acceptsProvided);
        if (provides) {
          result.add(entry);
        }
      }
      return result;
    }

    @Override
    public void close() {
      for (FileChannel channel : channels) {
        if (channel != null) {
          try {
            channel.close();
          } catch (IOException e) {
            // nothing was written, so nothing is lost
          }
        }
      }
    }
  }
}
