package org.dormouse.backend.simulated.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dormouse.spi.GuestSession.Leave;
import org.dormouse.spi.Hypervisor.Power;

/** A deployed VM. Time is looked at whenever somebody asks; nothing runs in between. Thread-safe. */
public final class Deployment {
  private final String key;
  private final String machine;
  private final List<Content> disks;
  private final GuestHabits habits;
  private final boolean lost;
  private final Map<String, Path> media = new HashMap<>();
  private Optional<SimulatedGuest> guest = Optional.empty();
  private Optional<Instant> off = Optional.empty();
  private Power power = Power.STOPPED;
  private int step;

  Deployment(String key, String machine, List<Content> disks, GuestHabits habits, boolean lost) {
    this.key = key;
    this.machine = machine;
    this.disks = List.copyOf(disks);
    this.habits = habits;
    this.lost = lost;
    this.step = disks.getFirst().step();
  }

  public String key() {
    return key;
  }

  public String machine() {
    return machine;
  }

  public synchronized Power power(Instant now) {
    settle(now);
    return power;
  }

  public synchronized boolean start(Instant now) {
    settle(now);
    if (power == Power.STOPPED) {
      power = lost ? Power.LOST : Power.RUNNING;
      guest = Optional.of(new SimulatedGuest(disks.getFirst().updated(step), habits, now));
      off = Optional.empty();
    }
    return power == Power.RUNNING || power == Power.LOST;
  }

  private void settle(Instant now) {
    if (power != Power.RUNNING) {
      return;
    }
    SimulatedGuest running = guest.orElseThrow();
    if (running.crashes()) {
      end(Power.CRASHED);
    } else if (off.isPresent() && !now.isBefore(off.get())) {
      step = running.step(off.get());
      end(Power.STOPPED);
    }
  }

  private void end(Power state) {
    power = state;
    guest = Optional.empty();
    off = Optional.empty();
    media.clear();
  }

  public synchronized void kill() {
    if (power == Power.RUNNING) {
      end(Power.CRASHED);
    }
  }

  public synchronized void pressButton(Instant now) {
    if (!habits.ignoresButton()) {
      shutDown(now);
    }
  }

  synchronized void leave(Leave how, Instant now) {
    if (how == Leave.RESTART) {
      guest.ifPresent(running -> running.restart(now));
    } else if (!habits.ignoresAgent()) {
      shutDown(now);
    }
  }

  private void shutDown(Instant now) {
    if (off.isEmpty()) {
      off = Optional.of(now.plus(habits.shutdown()));
    }
    settle(now);
  }

  public synchronized Map<String, Path> media() {
    return media;
  }

  /** Does something with the guest if its agent answers; empty if it does not. */
  synchronized <T> Optional<T> ask(Instant now, Function<SimulatedGuest, T> question) {
    settle(now);
    return guest.filter(running -> power == Power.RUNNING && running.answers(now)).map(question);
  }

  /** What the disks hold, once the VM has stopped. */
  public synchronized List<Content> exported() {
    return disks.stream().map(disk -> disk.updated(step).written()).toList();
  }
}
