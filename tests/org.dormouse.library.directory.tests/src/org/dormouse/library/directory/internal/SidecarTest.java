package org.dormouse.library.directory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dormouse.library.directory.internal.YamlNode.Malformed;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Hardware;
import org.junit.jupiter.api.Test;

class SidecarTest {
  private static final String DISK = "disks: [{file: a.qcow2}]\n";

  @Test
  void onlyDisksAreRequired() throws Malformed {
    Sidecar sidecar = Sidecar.parse(DISK);
    assertEquals(Hardware.usual(), sidecar.hardware());
    assertEquals(DiskFormat.QCOW2, sidecar.disks().getFirst().format());
  }

  @Test
  void memoryIsANumberOfMebibytesOrASize() throws Malformed {
    assertEquals(768, Sidecar.parse(DISK + "memory: 768\n").hardware().memoryMiB());
    assertEquals(512, Sidecar.parse(DISK + "memory: 512 MiB\n").hardware().memoryMiB());
    assertEquals(3072, Sidecar.parse(DISK + "memory: \"3GiB\"\n").hardware().memoryMiB());
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("", "empty");
    wrong.put("- a\n", "line 1: the sidecar has to be a mapping");
    wrong.put("memory: 512\n", "names no disk");
    wrong.put("disks: []\n", "names no disk");
    wrong.put("disks: a.qcow2\n", "line 1: disks has to be a list");
    wrong.put("disks:\n- a.qcow2\n", "line 2: a disk has to be a mapping");
    wrong.put("disks:\n- bus: virtio\n", "line 2: a disk has no file");
    wrong.put("disks:\n- file: a.qcow2\n  size: 3\n", "line 3: a disk has no key size");
    wrong.put("disks:\n- file: a.qcow2\n- file: a.qcow2\n", "line 3: the file a.qcow2 is there twice");
    wrong.put("disks:\n- file: disk\n", "line 2: the suffix of disk");
    wrong.put("disks:\n- file: [a]\n", "line 2: file has to be one value");
    wrong.put("disks:\n- file: ''\n", "line 2: file has to be one value");
    for (String name : new String[] {"/etc/passwd", "../a.raw", "b/../../a.raw", "./a.raw", "b//a.raw", "'c:\\a.raw'",
        ".dormouse/a.raw", "\"a\\0.raw\"", "' '"}) {
      wrong.put("disks:\n- file: " + name + "\n", "line 2: the file name");
    }
    wrong.put("disks:\n- {file: a.raw, format: iso}\n", "line 2: format has to be one of");
    wrong.put("disks:\n- {file: a.raw, bus: scsi}\n", "line 2: bus has to be one of");
    wrong.put(DISK + "cpus: two\n", "line 2: cpus is not a number");
    wrong.put(DISK + "cpus: \"2\"\n", "line 2: cpus is not a number");
    wrong.put(DISK + "cpus: 0\n", "line 2: cpus has to be from 1 to");
    wrong.put(DISK + "cpus: 99999999999999999999999\n", "line 2: cpus is not a number");
    wrong.put(DISK + "memory: -1\n", "line 2: memory has to be from");
    wrong.put(DISK + "memory: 512 MB\n", "line 2: memory is not a number of MiB or a size");
    wrong.put(DISK + "memory: 999999999 GiB\n", "line 2: memory has to be from");
    wrong.put(DISK + "chipset: microvm\n", "line 2: chipset has to be one of q35, pc");
    wrong.put(DISK + "firmware: Bios\n", "line 2: firmware has to be one of bios, uefi");
    wrong.put(DISK + "cards: [{mac: '00:11:22:33:44'}]\n", "line 2: 00:11:22:33:44 is not the MAC");
    wrong.put(DISK + "cards: [{mac: '01:11:22:33:44:55'}]\n", "line 2: 01:11:22:33:44:55 is not");
    wrong.put(DISK + "cards: [{mac: '52:54:00:00:00:01', model: 'e1000,id=x'}]\n", "line 2: e1000,id=x is not");
    wrong.put(DISK + "cards:\n- mac: 52:54:00:00:00:01\n- mac: 52:54:00:00:00:01\n", "line 4: the MAC address");
    wrong.put(DISK + "disks: []\n", "line 2: the key disks stands there twice");
    wrong.put("--- {disks: []}\n--- {}\n", "line 2: it holds more than one document");
    wrong.put("disks: [&a {file: x.raw}, *a]\n", "line 1: anchors and aliases are not allowed");
    wrong.put("disks: *a\n", "line 1: anchors and aliases are not allowed");
    wrong.put("disks: !!python/object:x []\n", "line 1: tags are not allowed");
    wrong.put("disks: [\n", "it is not YAML");
    wrong.put("a: b: c\n", "it is not YAML");
    wrong.put("? [a]\n: b\n", "a key has to be a word");
    wrong.put("\0", "it is not YAML");
    wrong.forEach((text, message) -> {
      Malformed e = assertThrows(Malformed.class, () -> Sidecar.parse(text), text);
      String told = (e.line() > 0 ? "line " + e.line() + ": " : "") + e.getMessage();
      assertTrue(told.contains(message), () -> "for\n" + text + "told: " + told);
    });
  }

  @Test
  void bombsAreRefusedQuickly() {
    String laughs = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n";
    for (String bomb : new String[] {laughs, "[".repeat(65_000), "{a: ".repeat(16_000), "- ".repeat(32_000),
        "a".repeat(65_536), "? ".repeat(30_000), "a:\n ".repeat(20_000), "%TAG ! x\n".repeat(6_000),
        "'" + "\n".repeat(65_000)}) {
      assertTimeoutPreemptively(Duration.ofSeconds(10),
          () -> assertThrows(Malformed.class, () -> Sidecar.parse(bomb)));
    }
  }
}
