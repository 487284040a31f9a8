package org.dormouse.image.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.image.QemuImg;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.ImageInspector;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** Reads headers in Java, bounded and without a process; leaves the check of the whole structure to qemu-img. */
public final class HeaderInspector implements ImageInspector {

  private static final long CHECKED_BYTES_PER_SECOND = 20L << 20;
  private static final Duration LEAST_CHECK = Duration.ofSeconds(60);

  @Override
  public Result<ImageFacts> inspect(Path image, DiskFormat format) {
    try (ImageFile file = new ImageFile(image)) {
      return Result.ok(switch (format) {
        case QCOW2 -> Qcow2Header.read(file);
        case RAW -> raw(file);
        case VMDK -> VmdkHeader.read(file);
        case VHD -> VhdFooter.read(file);
        case VHDX -> VhdxHeader.read(file);
      });
    } catch (MalformedImageException e) {
      return Result.failed(Trouble.lasting(e.code(), "The image " + image + " cannot be used: " + e.getMessage() + ".",
          "Check that the file is whole and has the suffix of its format; else restore it from a copy."));
    } catch (ClosedByInterruptException e) {
      return Result.failed(Trouble.passing("interrupted", "Stopped reading the image " + image + ".", ""));
    } catch (IOException e) {
      return Result.failed(Trouble.lasting("image-unreadable", "The image " + image + " cannot be read: "
          + (e instanceof AccessDeniedException ? "permission denied" : e.getMessage()) + ".",
          "Check that this user may read the file."));
    }
  }

  private static ImageFacts raw(ImageFile file) {
    return new ImageFacts(DiskFormat.RAW, file.size(), file.size(), List.of(), Optional.empty(), Optional.empty(),
        List.of(), false, false, false, false);
  }

  @Override
  public Result<List<Finding>> check(Path image, DiskFormat format) {
    return inspect(image, format).then(facts -> {
      Duration limit = LEAST_CHECK.plusSeconds(facts.fileSize() / CHECKED_BYTES_PER_SECOND);
      return new QemuImg(limit).check(new Link(image, format));
    });
  }
}
