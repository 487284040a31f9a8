package org.dormouse.library.directory.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dormouse.library.directory.internal.GenerationEntry.State;
import org.dormouse.library.directory.internal.GenerationEntry.Stored;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;

/**
 * All generations of one VM, oldest first. Numbers go up and are never used again: {@code last} survives the entries.
 * A state that somebody else put in place gets a number of its own as soon as it is seen.
 */
record History(int version, int last, List<GenerationEntry> entries) {
  static final History NONE = new History(1, 0, List.of());
  private static final int REMEMBERED = 50;

  History {
    if (version != 1) {
      throw new IllegalArgumentException("version " + version);
    }
    entries = List.copyOf(entries);
  }

  static History read(LibraryFolder library, String machine) throws IOException, Refusal {
    return JsonFile.read(library.history(machine), History.class).orElse(NONE);
  }

  void write(LibraryFolder library, String machine) throws IOException {
    DurableFiles.makeFolder(library.generations(machine));
    JsonFile.write(library.history(machine), this);
  }

  Optional<GenerationEntry> current() {
    return entries.stream().filter(entry -> entry.state() == State.CURRENT).findFirst();
  }

  Optional<GenerationEntry> ofKey(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).reduce((a, b) -> b);
  }

  Optional<GenerationEntry> kept(int number) {
    return entries.stream().filter(entry -> entry.number() == number && entry.state() == State.KEPT).findFirst();
  }

  /** Newest first, without those that are gone. */
  List<Generation> shown() {
    return entries.stream().filter(entry -> entry.state() != State.GONE)
        .sorted(Comparator.comparing((GenerationEntry entry) -> entry.state() != State.CURRENT)
            .thenComparing(Comparator.comparing(GenerationEntry::number).reversed()))
        .map(GenerationEntry::shown).toList();
  }

  /** The present files, as they lie in the library, become the current generation unless they already are it. */
  History observing(List<Stored> present, List<FileIdentity> identities) {
    Optional<GenerationEntry> before = current();
    if (before.isPresent() && same(before.get().files(), present, identities)) {
      return this;
    }
    Instant newest = identities.stream().map(i -> Instant.ofEpochSecond(0, i.modified()))
        .max(Comparator.naturalOrder()).orElseThrow();
    var known = before.map(GenerationEntry::files).orElse(List.of());
    List<Stored> files = new ArrayList<>();
    for (int i = 0; i < present.size(); i++) {
      Stored now = present.get(i);
      FileIdentity identity = identities.get(i);
      files.add(known.stream().filter(k -> k.file().equals(now.file()) && k.is(identity)).findFirst().orElse(now));
    }
    var next = new ArrayList<GenerationEntry>();
    entries.forEach(e -> next.add(e.state() == State.CURRENT ? e.gone(newest.toString()) : e));
    next.add(new GenerationEntry(last + 1, newest.toString(), "", State.CURRENT, "", files));
    return new History(1, last + 1, next).trimmed();
  }

  private static boolean same(List<Stored> recorded, List<Stored> present, List<FileIdentity> identities) {
    if (recorded.size() != present.size()) {
      return false;
    }
    for (int i = 0; i < recorded.size(); i++) {
      if (!recorded.get(i).file().equals(present.get(i).file()) || !recorded.get(i).is(identities.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The current entry becomes {@code kept}, and {@code fresh} the current one. Again changes nothing. */
  History advanced(GenerationEntry kept, GenerationEntry fresh) {
    if (last >= fresh.number()) {
      return this;
    }
    var next = new ArrayList<GenerationEntry>();
    entries.stream().filter(e -> e.number() != kept.number()).forEach(next::add);
    next.add(kept);
    next.add(fresh);
    return new History(1, fresh.number(), next).trimmed();
  }

  /** Kept entries beyond {@code keep}, or replaced longer than {@code age} ago. */
  List<GenerationEntry> expired(int keep, Duration age, Instant now) {
    List<GenerationEntry> kept = entries.stream().filter(entry -> entry.state() == State.KEPT)
        .sorted(Comparator.comparing(GenerationEntry::number).reversed()).toList();
    var expired = new ArrayList<GenerationEntry>();
    for (int i = 0; i < kept.size(); i++) {
      Duration since = Duration.between(Instant.parse(kept.get(i).ended()), now);
      if (i >= keep || since.compareTo(age) > 0) {
        expired.add(kept.get(i));
      }
    }
    return expired;
  }

  History without(List<GenerationEntry> expired, Instant now) {
    return new History(1, last, entries.stream()
        .map(entry -> expired.contains(entry) ? entry.gone(now.toString()) : entry).toList()).trimmed();
  }

  History replacing(GenerationEntry entry) {
    return new History(1, last, entries.stream().map(e -> e.number() == entry.number() ? entry : e).toList());
  }

  private History trimmed() {
    long tooMany = entries.stream().filter(entry -> entry.state() == State.GONE).count() - REMEMBERED;
    var left = new ArrayList<GenerationEntry>();
    for (var entry : entries) {
      if (entry.state() == State.GONE && tooMany > 0) {
        tooMany--;
      } else {
        left.add(entry);
      }
    }
    return new History(1, last, left);
  }
}
