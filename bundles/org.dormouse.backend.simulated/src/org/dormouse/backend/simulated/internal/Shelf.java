package org.dormouse.backend.simulated.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.Generation.StoredFile;

/** The stored generations of a simulated library. A VM that was never stored has its first one by computation. */
public final class Shelf {
  /** The same in every process, as identities are claimed in one and compared in the next. */
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
  private final Estate estate;
  private final Map<Integer, Row> rows = new ConcurrentHashMap<>();

  Shelf(Estate estate) {
    this.estate = estate;
  }

  Estate estate() {
    return estate;
  }

  /** @param ended when it was replaced; of no meaning for the current one */
  private record Stored(int number, Instant created, String key, List<Content> disks, Instant ended) {
    Stored endedAt(Instant when) {
      return new Stored(number, created, key, disks, when);
    }
  }

  /**
   * @param stored what there is, oldest first; the last is the current one
   * @param last number ever given
   */
  private record Row(int last, List<Stored> stored) {
    Row {
      stored = List.copyOf(stored);
    }

    Stored current() {
      return stored.getLast();
    }
  }

  private Row row(int index) {
    Row row = rows.get(index);
    return row != null ? row : new Row(1, List.of(new Stored(1, BEGAN, "", first(index), BEGAN)));
  }

  private List<Content> first(int index) {
    var disks = new ArrayList<Content>();
    for (int slot = 0; slot < estate.disks(index); slot++) {
      disks.add(estate.first(index, slot));
    }
    return List.copyOf(disks);
  }

  Optional<Content> content(Path path) {
    return estate.placeOf(path).map(place -> row(place[0]).current().disks().get(place[1]));
  }

  /** Changes whenever the current generation does. */
  public List<FileIdentity> identify(int index) {
    Row row = row(index);
    var identities = new ArrayList<FileIdentity>();
    for (Content disk : row.current().disks()) {
      long moment = (BEGAN.getEpochSecond() << 20) + row.last();
      identities.add(new FileIdentity(estate.image(index, disk.slot()), 1, index * 10L + disk.slot(), disk.size(),
          moment, moment + disk.mark()));
    }
    return identities;
  }

  public List<Generation> generations(int index) {
    Row row = row(index);
    return row.stored().reversed().stream().map(stored -> shown(index, stored, stored == row.current())).toList();
  }

  private Generation shown(int index, Stored stored, boolean current) {
    List<StoredFile> files = stored.disks().stream().map(disk -> new StoredFile(
        estate.image(index, disk.slot()).getFileName().toString(), disk.size(),
        current && stored.key().isEmpty() ? "" : disk.sha256())).toList();
    return new Generation(stored.number(), stored.created(), stored.key(), files, current);
  }

  public Optional<Generation> ofKey(int index, String key) {
    return generations(index).stream().filter(generation -> generation.key().equals(key)).findFirst();
  }

  public Generation add(int index, String key, List<Content> disks, Instant now) {
    Row changed = change(index, row -> {
      var stored = new ArrayList<>(row.stored().subList(0, row.stored().size() - 1));
      stored.add(row.current().endedAt(now));
      stored.add(new Stored(row.last() + 1, now, key, List.copyOf(disks), now));
      return new Row(row.last() + 1, stored);
    });
    return shown(index, changed.current(), true);
  }

  /** Somebody else puts other images in place: a generation that nobody here made. */
  public void replace(int index, Instant now) {
    change(index, row -> {
      var stored = new ArrayList<>(row.stored().subList(0, row.stored().size() - 1));
      List<Content> disks = row.current().disks().stream().map(Content::written).toList();
      stored.add(new Stored(row.last() + 1, now, "", disks, now));
      return new Row(row.last() + 1, stored);
    });
  }

  /** The disks of a kept generation. */
  public Optional<List<Content>> kept(int index, int number) {
    Row row = row(index);
    return row.stored().stream().filter(stored -> stored.number() == number && stored != row.current()).findFirst()
        .map(Stored::disks);
  }

  public List<Generation> expire(int index, int keep, Duration age, Instant now) {
    var gone = new ArrayList<Generation>();
    if (!rows.containsKey(index)) {
      return gone;
    }
    change(index, row -> {
      var left = new ArrayList<Stored>();
      List<Stored> newestFirst = row.stored().reversed();
      for (int i = 0; i < newestFirst.size(); i++) {
        Stored stored = newestFirst.get(i);
        boolean expired = i > keep || i > 0 && Duration.between(stored.ended(), now).compareTo(age) > 0;
        if (expired) {
          gone.add(shown(index, stored, false));
        } else {
          left.addFirst(stored);
        }
      }
      return new Row(row.last(), left);
    });
    return gone;
  }

  private Row change(int index, Function<Row, Row> change) {
    return rows.compute(index, (number, row) -> change.apply(row != null ? row : row(index)));
  }
}
