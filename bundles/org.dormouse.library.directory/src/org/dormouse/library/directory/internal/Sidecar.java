package org.dormouse.library.directory.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dormouse.library.directory.internal.YamlNode.Malformed;
import org.dormouse.library.directory.internal.YamlNode.Mapping;
import org.dormouse.library.directory.internal.YamlNode.Scalar;
import org.dormouse.library.directory.internal.YamlNode.Sequence;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hardware;
import org.dormouse.spi.MachineDisk;
import org.dormouse.spi.NetworkCard;

/**
 * What {@code NAME.vm.yaml} says of a VM. Only {@code disks} is required; the rest is {@link Hardware#usual}.
 *
 * <pre>
 * memory: 2 GiB          # or MiB as a number
 * cpus: 2
 * chipset: q35           # or pc
 * firmware: bios         # or uefi
 * disks:
 * - file: web-root.qcow2 # relative to the sidecar, never above it
 *   format: qcow2        # else by the suffix: qcow2, raw, vmdk, vhd, vhdx
 *   bus: virtio          # or sata, ide
 * cards:
 * - mac: 52:54:00:12:34:56
 *   model: virtio-net-pci
 * </pre>
 */
record Sidecar(Hardware hardware, List<Disk> disks, List<NetworkCard> cards) {
  static final int LARGEST = 64 * 1024;
  private static final int MOST_DISKS = 24;
  private static final int MOST_CARDS = 8;
  private static final Set<String> KEYS = Set.of("memory", "cpus", "chipset", "firmware", "disks", "cards");
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}) ?(MiB|GiB)");

  /** @param file relative to the sidecar */
  record Disk(int line, String file, DiskFormat format, MachineDisk.Bus bus) {}

  static Sidecar parse(String text) throws Malformed {
    Mapping root = mapping(YamlNode.parse(text), "the sidecar", KEYS);
    Hardware usual = Hardware.usual();
    int memory = root.entries().containsKey("memory") ? memory(scalar(root, "memory")) : usual.memoryMiB();
    int cpus = root.entries().containsKey("cpus") ? number(scalar(root, "cpus"), "cpus", 1, 255) : usual.cpus();
    String chipset = oneOf(root, "chipset", usual.chipset(), "q35", "pc");
    String firmware = oneOf(root, "firmware", "bios", "bios", "uefi");
    var hardware = new Hardware(memory, cpus, chipset, Hardware.Firmware.valueOf(firmware.toUpperCase(Locale.ROOT)));
    return new Sidecar(hardware, disks(root), cards(root));
  }

  private static List<Disk> disks(Mapping root) throws Malformed {
    var disks = new ArrayList<Disk>();
    var seen = new HashSet<String>();
    for (YamlNode item : items(root, "disks", MOST_DISKS)) {
      Mapping disk = mapping(item, "a disk", Set.of("file", "format", "bus"));
      if (!disk.entries().containsKey("file")) {
        throw new Malformed(disk.line(), "a disk has no file");
      }
      Scalar file = scalar(disk, "file");
      String name = fileName(file);
      if (!seen.add(name)) {
        throw new Malformed(file.line(), "the file " + Shown.of(name) + " is there twice");
      }
      String bus = oneOf(disk, "bus", "virtio", "virtio", "sata", "ide");
      disks.add(new Disk(disk.line(), name, format(disk, name),
          MachineDisk.Bus.valueOf(bus.toUpperCase(Locale.ROOT))));
    }
    if (disks.isEmpty()) {
      throw new Malformed(root.line(), "it names no disk under disks");
    }
    return List.copyOf(disks);
  }

  private static String fileName(Scalar file) throws Malformed {
    String name = file.text();
    boolean bad = name.isBlank() || name.startsWith("/") || name.contains("\\") || name.indexOf(':') == 1
        || name.chars().anyMatch(Character::isISOControl)
        || Arrays.stream(name.split("/", -1)).anyMatch(part -> part.isEmpty() || part.startsWith("."));
    if (bad) {
      throw new Malformed(file.line(), "the file name " + Shown.of(name) + " has to be relative to the sidecar, below "
          + "it, and without hidden or parent folders");
    }
    return name;
  }

  private static DiskFormat format(Mapping disk, String name) throws Malformed {
    Optional<DiskFormat> bySuffix = DiskFormat.ofFileName(name);
    if (!disk.entries().containsKey("format")) {
      return bySuffix.orElseThrow(() -> new Malformed(disk.line(), "the suffix of " + Shown.of(name)
          + " names no disk format and no format is given"));
    }
    return switch (oneOf(disk, "format", "", "qcow2", "raw", "vmdk", "vhd", "vhdx")) {
      case "qcow2" -> DiskFormat.QCOW2;
      case "vmdk" -> DiskFormat.VMDK;
      case "vhd" -> DiskFormat.VHD;
      case "vhdx" -> DiskFormat.VHDX;
      default -> DiskFormat.RAW;
    };
  }

  private static List<NetworkCard> cards(Mapping root) throws Malformed {
    var cards = new ArrayList<NetworkCard>();
    var seen = new HashSet<String>();
    for (YamlNode item : items(root, "cards", MOST_CARDS)) {
      Mapping card = mapping(item, "a card", Set.of("mac", "model"));
      if (!card.entries().containsKey("mac")) {
        throw new Malformed(card.line(), "a card has no mac");
      }
      Scalar address = scalar(card, "mac");
      String mac = address.text().toLowerCase(Locale.ROOT);
      if (!MAC.matcher(mac).matches() || (Integer.parseInt(mac.substring(0, 2), 16) & 1) == 1) {
        throw new Malformed(address.line(), Shown.of(mac) + " is not the MAC address of one card "
            + "(six pairs like 52:54:00:12:34:56)");
      }
      if (!seen.add(mac)) {
        throw new Malformed(address.line(), "the MAC address " + mac + " is there twice");
      }
      String model = "virtio-net-pci";
      if (card.entries().containsKey("model")) {
        Scalar given = scalar(card, "model");
        model = given.text();
        if (!MODEL.matcher(model).matches()) {
          throw new Malformed(given.line(), Shown.of(model) + " is not the name of a network card's model");
        }
      }
      cards.add(new NetworkCard(mac, model));
    }
    return List.copyOf(cards);
  }

  private static int memory(Scalar value) throws Malformed {
    var size = SIZE.matcher(value.text());
    if (!size.matches()) {
      return number(value, "memory", 16, 16 << 20);
    }
    long mib = Long.parseLong(size.group(1)) * (size.group(2).equals("GiB") ? 1024 : 1);
    return within(value, "memory", BigInteger.valueOf(mib), 16, 16 << 20);
  }

  private static int number(Scalar value, String key, int least, int most) throws Malformed {
    if (!value.plain() || !value.text().matches("-?[0-9]{1,18}")) {
      throw new Malformed(value.line(), key + " is not a number" + (key.equals("memory")
          ? " of MiB or a size like 512 MiB" : "") + ": " + Shown.of(value.text()));
    }
    return within(value, key, new BigInteger(value.text()), least, most);
  }

  private static int within(Scalar value, String key, BigInteger number, int least, int most) throws Malformed {
    if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new Malformed(value.line(), key + " has to be from " + least + " to " + most + ", not "
          + Shown.of(value.text()));
    }
    return number.intValue();
  }

  private static String oneOf(Mapping mapping, String key, String usual, String... allowed) throws Malformed {
    if (!mapping.entries().containsKey(key)) {
      return usual;
    }
    Scalar value = scalar(mapping, key);
    if (!List.of(allowed).contains(value.text())) {
      throw new Malformed(value.line(), key + " has to be one of " + String.join(", ", allowed) + ", not "
          + Shown.of(value.text()));
    }
    return value.text();
  }

  private static Mapping mapping(YamlNode node, String what, Set<String> keys) throws Malformed {
    if (!(node instanceof Mapping mapping)) {
      throw new Malformed(node.line(), what + " has to be a mapping of keys and values");
    }
    for (var entry : mapping.entries().entrySet()) {
      if (!keys.contains(entry.getKey())) {
        throw new Malformed(entry.getValue().line(), what + " has no key " + Shown.of(entry.getKey())
            + "; there are " + String.join(", ", keys.stream().sorted().toList()));
      }
    }
    return mapping;
  }

  private static Scalar scalar(Mapping mapping, String key) throws Malformed {
    YamlNode node = mapping.entries().get(key);
    if (!(node instanceof Scalar scalar) || scalar.text().isEmpty()) {
      throw new Malformed(node.line(), key + " has to be one value");
    }
    return scalar;
  }

  private static List<YamlNode> items(Mapping mapping, String key, int most) throws Malformed {
    YamlNode node = mapping.entries().get(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Sequence sequence)) {
      throw new Malformed(node.line(), key + " has to be a list");
    }
    if (sequence.items().size() > most) {
      throw new Malformed(sequence.line(), key + " has more than " + most + " entries");
    }
    return sequence.items();
  }
}
