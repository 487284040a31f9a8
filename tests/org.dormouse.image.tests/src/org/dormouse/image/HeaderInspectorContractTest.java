package org.dormouse.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dormouse.image.internal.HeaderInspector;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.contract.ImageInspectorContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class HeaderInspectorContractTest extends ImageInspectorContract {

  private static final int MIB = 1 << 20;

  @TempDir
  Path folder;

  private Path image;
  private Path broken;

  @BeforeEach
  void makeImages() throws Exception {
    image = Images.create(folder.resolve("web01.qcow2"), DiskFormat.QCOW2, "4M");
    broken = Files.write(folder.resolve("cut.qcow2"), Arrays.copyOf(Files.readAllBytes(image), 50));
  }

  @Override
  protected ImageInspector newInspector() {
    return new HeaderInspector();
  }

  @Override
  protected Path image() {
    return image;
  }

  @Override
  protected DiskFormat format() {
    return DiskFormat.QCOW2;
  }

  @Override
  protected long virtualSize() {
    return 4 * MIB;
  }

  @Override
  protected Path brokenImage() {
    return broken;
  }

  @Override
  protected String fingerprint() {
    try {
      return Arrays.hashCode(Files.readAllBytes(image)) + " " + Files.getLastModifiedTime(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
