package org.dormouse.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dormouse.disk.internal.StoredDiskReader;
import org.dormouse.spi.DiskReader;
import org.dormouse.spi.StoredMachine;
import org.dormouse.spi.contract.DiskReaderContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class StoredDiskReaderContractTest extends DiskReaderContract {

  @TempDir
  static Path folder;
  private static Path image;
  private static Path noise;

  @BeforeAll
  static void makeImages() throws IOException {
    Path raw = Disks.fileSystem(folder.resolve("vm.raw"), Disks.debianRoot(folder.resolve("root")), "8M");
    image = folder.resolve("vm.qcow2");
    Disks.tool("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw.toString(), image.toString());
    noise = Disks.disk(folder.resolve("noise.raw"), 1, new Path[0]);
  }

  @Override
  protected DiskReader newReader() {
    return new StoredDiskReader();
  }

  @Override
  protected StoredMachine machine() {
    return Disks.machine(image);
  }

  @Override
  protected StoredMachine unreadableMachine() {
    return Disks.machine(noise);
  }

  @Override
  protected String knownFile() {
    return "/etc/os-release";
  }

  @Override
  protected byte[] knownContent() {
    return "ID=debian\nVERSION_ID=\"12\"\n".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected String fingerprint(StoredMachine machine) {
    try {
      Path file = machine.bootDisk().image();
      return Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
