package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dormouse.image.DetachedProcess;
import org.dormouse.spi.CommandJournal;
import org.dormouse.spi.CommandJournal.Command;
import org.dormouse.spi.CommandJournal.Place;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * What a servicing has on this host, all of it in {@code WORK/KEY/}, found by the key alone:
 * <pre>
 * machine.json   the {@link MachineRecord}; written last, so a folder without it is no deployment yet
 * diskN.qcow2    overlays, by slot
 * run-N/         the N-th start: the emulator's {@link DetachedProcess}, and {@code ended} if the guest shut down
 * serial.log     the last part of what the guest said on its serial port
 * export-N/      the N-th export
 * </pre>
 * The sockets lie there as well, if their paths are not too long to bind.
 */
record Deployment(Path work, String key, CommandJournal journal) {

  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final String RECORD = "machine.json";
  private static final int RECORD_LIMIT = 1 << 20;
  private static final String RUN = "run-";
  private static final String EXPORT = "export-";

  /** One of whose commands nobody is told. */
  Deployment(Path work, String key) {
    this(work, key, CommandJournal.none());
  }

  /** What was carried out for it. */
  void tell(List<String> command, String remark) {
    journal.carriedOut(key, Command.onHost(command, remark));
  }

  /** What the emulator was told over its monitor. */
  void tellMonitor(Path socket, List<String> questions) {
    if (!questions.isEmpty()) {
      // a monitor that was started a moment ago has to be waited for
      String address = "UNIX-CONNECT:" + socket.toString().replaceAll("[\\\\,:!]", "\\\\$0") + ",retry=50,interval=0.1";
      journal.carriedOut(key, new Command(Place.HOST, List.of("socat", "-t", "5", "-", address),
          "{\"execute\":\"qmp_capabilities\"}\n" + String.join("\n", questions) + "\n", "by the VM's monitor"));
    }
  }

  /** A key that cannot be has no deployment and gets none. */
  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  Path folder() {
    return work.resolve(key);
  }

  /** The id under which the emulator itself knows the deployment. */
  UUID uuid() {
    return UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  Path overlay(int slot) {
    return folder().resolve("disk" + slot + ".qcow2");
  }

  Path serialLog() {
    return folder().resolve("serial.log");
  }

  boolean hasFolder() {
    return Files.isDirectory(folder(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Empty if there is no whole deployment. */
  Optional<MachineRecord> read() {
    Path file = folder().resolve(RECORD);
    try {
      if (Files.size(file) > RECORD_LIMIT) {
        return Optional.empty();
      }
      MachineRecord record = new Gson().fromJson(Files.readString(file), MachineRecord.class);
      return Optional.ofNullable(record).filter(MachineRecord::isWhole);
    } catch (IOException | JsonParseException e) {
      return Optional.empty();
    }
  }

  /** The deployment's record, or the trouble that there is none. */
  Result<MachineRecord> found() {
    return read().<Result<MachineRecord>>map(Result::ok).orElseGet(() -> Result.failed(Trouble.lasting(
        "deployment-gone", "There is no deployment " + key + " in " + work + ".", "Start the servicing anew.")));
  }

  void write(MachineRecord record) throws IOException {
    Durable.write(folder().resolve(RECORD), new Gson().toJson(record));
  }

  void makeFolder() throws IOException {
    Files.createDirectories(work);
    Files.createDirectories(folder(), PosixFilePermissions.asFileAttribute(
        PosixFilePermissions.fromString("rwx------")));
  }

  /** The folder of the last start; empty if the VM was never started. */
  Optional<Path> lastRun() {
    return last(RUN);
  }

  Path nextRun() {
    return next(RUN);
  }

  Path nextExport() {
    return next(EXPORT);
  }

  List<Path> runs() {
    return numbered(RUN);
  }

  List<Path> exports() {
    return numbered(EXPORT);
  }

  private Path next(String prefix) {
    int last = last(prefix).map(path -> number(path, prefix)).orElse(0);
    return folder().resolve(prefix + (last + 1));
  }

  private Optional<Path> last(String prefix) {
    List<Path> all = numbered(prefix);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  private List<Path> numbered(String prefix) {
    Pattern name = Pattern.compile(prefix + "\\d{1,6}");
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(path -> name.matcher(path.getFileName().toString()).matches())
          .sorted(Comparator.comparingInt(path -> number(path, prefix))).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static int number(Path path, String prefix) {
    return Integer.parseInt(path.getFileName().toString().substring(prefix.length()));
  }

  /** Keys of everything in the work folder that is or was to be a deployment. */
  static List<String> keys(Path work) throws IOException {
    if (!Files.isDirectory(work)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(work)) {
      return files.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> path.getFileName().toString()).filter(Deployment::isKey).sorted().toList();
    }
  }
}
