package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.dormouse.image.ConfinedProcess;

/**
 * Whether KVM works here. A device file that answers proves nothing: there are machines where a kernel crawls on it or
 * never gets anywhere. So the first VM that is started with it is watched, and what came of it is written down for
 * this emulator and this kernel of the host. That it does not work is looked at again after a day.
 *
 * @param host settings of the host in whose work folder the proof is kept, {@code .host/kvm.json}
 */
record KvmProof(HostSettings host, InstantSource clock) {

  static final Path DEVICE = Path.of("/dev/kvm");

  private static final Duration FAILURE_HOLDS = Duration.ofDays(1);

  enum Verdict { WORKS, FAILS, UNKNOWN }

  private record Kept(String emulator, String kernel, boolean works, String reason, long epochSecond) {}

  /** @param reason for a verdict that it fails */
  record Known(Verdict verdict, String reason) {}

  KvmProof(HostSettings host) {
    this(host, InstantSource.system());
  }

  Known known() {
    if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
      String why = Files.exists(DEVICE) ? "this user may not use " : "there is no ";
      return new Known(Verdict.FAILS, why + DEVICE);
    }
    return written();
  }

  /** What was found out, whether this user may use the device now or not. */
  Known written() {
    return kept().filter(this::holds)
        .map(kept -> new Known(kept.works() ? Verdict.WORKS : Verdict.FAILS, kept.reason()))
        .orElse(new Known(Verdict.UNKNOWN, ""));
  }

  private boolean holds(Kept kept) {
    Instant written = Instant.ofEpochSecond(kept.epochSecond());
    return emulator().equals(kept.emulator()) && kernel().equals(kept.kernel())
        && (kept.works() || clock.instant().isBefore(written.plus(FAILURE_HOLDS)));
  }

  void write(boolean works, String reason) throws IOException {
    Files.createDirectories(file().getParent());
    Durable.write(file(),
        new Gson().toJson(new Kept(emulator(), kernel(), works, reason, clock.instant().getEpochSecond())));
  }

  private Optional<Kept> kept() {
    try {
      return Optional.ofNullable(new Gson().fromJson(Files.readString(file()), Kept.class))
          .filter(kept -> kept.emulator() != null && kept.kernel() != null && kept.reason() != null);
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }

  private Path file() {
    return host.work().resolve(".host/kvm.json");
  }

  /** Which emulator it was, without running it. */
  private String emulator() {
    try {
      Path program = ConfinedProcess.find(host.program()).orElseThrow(() -> new IOException("no emulator"));
      BasicFileAttributes attributes = Files.readAttributes(program, BasicFileAttributes.class);
      return program.toRealPath() + " " + attributes.size() + " " + attributes.lastModifiedTime().toMillis();
    } catch (IOException e) {
      return "";
    }
  }

  private static String kernel() {
    return System.getProperty("os.version", "");
  }
}
