package org.dormouse.backend.simulated.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.NetworkCard;
import org.dormouse.spi.StoredMachine;

/**
 * The VMs of a simulated library: names, hardware, disks, computed from their number (1 and up). Images lie at
 * {@code /simulated/LIBRARY/NAME-SLOT.qcow2}, where there is no file.
 *
 * @param upToDate percent of VMs that need nothing until the update service's level rises above 1
 */
public record Estate(String library, int machines, long seed, int upToDate) {
  private static final Path ROOT = Path.of("/simulated").toAbsolutePath();
  private static final String[] ROLES = {"web", "db", "app", "mail", "ci", "files", "desk", "test"};
  private static final int[] MEMORY = {512, 1024, 1024, 2048, 2048, 4096};
  private static final Pattern NAME = Pattern.compile("[a-z]{2,5}-([0-9]{5,6})");
  private static final Pattern IMAGE = Pattern.compile("([a-z]{2,5}-[0-9]{5,6})-([0-9])\\.qcow2");
  private static final int FRESH = 2;

  public String name(int index) {
    String digits = String.valueOf(100_000 + index);
    return ROLES[(int) Math.floorMod(Chance.of(seed, "role", index), (long) ROLES.length)] + "-"
        + (index < 100_000 ? digits.substring(1) : String.valueOf(index));
  }

  /** 0 if there is no VM of that name. */
  public int index(String name) {
    Matcher matcher = NAME.matcher(name);
    int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    return index >= 1 && index <= machines && name(index).equals(name) ? index : 0;
  }

  public StoredMachine machine(int index) {
    String name = name(index);
    int memory = MEMORY[(int) Math.floorMod(Chance.of(seed, "memory", index), (long) MEMORY.length)];
    var hardware = new Hardware(memory, memory >= 2048 ? 2 : 1, "q35", Hardware.Firmware.BIOS);
    var disks = new ArrayList<MachineDisk>();
    for (int slot = 0; slot < disks(index); slot++) {
      disks.add(new MachineDisk(slot, image(index, slot), DiskFormat.QCOW2, MachineDisk.Bus.VIRTIO));
    }
    String mac = String.format("52:54:00:%02x:%02x:%02x", index >> 16 & 255, index >> 8 & 255, index & 255);
    return new StoredMachine(library, name, hardware, disks, List.of(new NetworkCard(mac, "virtio-net-pci")),
        Optional.empty());
  }

  /** Every fifth VM has a second disk. */
  int disks(int index) {
    return index % 5 == 0 ? 2 : 1;
  }

  Path image(int index, int slot) {
    return folder().resolve(name(index) + "-" + slot + ".qcow2");
  }

  Content first(int index, int slot) {
    int step = Chance.percent(seed, "fresh", index) < upToDate ? FRESH : 0;
    return new Content(name(index), index, slot, step, 0);
  }

  Path folder() {
    return ROOT.resolve(plain(library));
  }

  /** Where the new images of a servicing lie. */
  public Path incoming(String key) {
    return folder().resolve(".incoming").resolve(key);
  }

  /** Where images are kept that could not be stored. */
  public Path aside(String key) {
    return folder().resolve(".aside").resolve(key);
  }

  private static String plain(String library) {
    return library.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}") ? library
        : "=" + HexFormat.of().formatHex(library.getBytes(StandardCharsets.UTF_8));
  }

  /** The library a path belongs to, as a key; empty for paths of others. */
  static Optional<String> libraryOf(Path path) {
    return isSimulated(path) && path.getNameCount() > ROOT.getNameCount() + 1
        ? Optional.of(path.getName(ROOT.getNameCount()).toString()) : Optional.empty();
  }

  public static boolean isSimulated(Path path) {
    return path.startsWith(ROOT);
  }

  String key() {
    return plain(library);
  }

  /** Number and slot of the image at a path of this library, if it is one. */
  Optional<int[]> placeOf(Path path) {
    Matcher matcher = IMAGE.matcher(path.getFileName().toString());
    if (!matcher.matches() || !path.getParent().equals(folder())) {
      return Optional.empty();
    }
    int index = index(matcher.group(1));
    int slot = Integer.parseInt(matcher.group(2));
    return index > 0 && slot < disks(index) ? Optional.of(new int[] {index, slot}) : Optional.empty();
  }
}
