package org.dormouse.hypervisor.qemu.internal;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.dormouse.image.BackingChain.Link;
import org.dormouse.image.QemuImg;
import org.dormouse.spi.DiskFormat;
import org.dormouse.spi.Finding;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** A new image that was just written: is it whole, is it on the disk, what is its hash. */
record WrittenImage(Path file, DiskFormat format, long virtualSize, QemuImg tool) {

  private static final int BUFFER = 1 << 20;

  /** The SHA-256 in lower-case hexadecimal, once everything else is proven and synced. */
  Result<String> proveAndHash() {
    Link link = new Link(file, format);
    return tool.check(link).then(this::sound).then(sound -> tool.info(link)).then(info ->
        info.get("virtual-size") instanceof JsonPrimitive size && size.getAsLong() == virtualSize
            ? syncedHash()
            : Result.failed(Trouble.lasting("export-damaged", "The new image " + file
                + " does not have the virtual size " + virtualSize + ".", "The old image is untouched.")));
  }

  private Result<Result.Nothing> sound(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.severity() == Finding.Severity.BLOCK).findFirst()
        .<Result<Result.Nothing>>map(finding -> Result.failed(Trouble.lasting("export-damaged", "The new image " + file
            + " is damaged: " + finding.message() + ".", "The old image is untouched.")))
        .orElseGet(Result::ok);
  }

  private Result<String> syncedHash() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      Durable.syncFolder(file.toAbsolutePath().getParent());
      return Result.ok(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      return Result.failed(Trouble.lasting("export-damaged", "The new image " + file + " cannot be read back: "
          + e.getMessage(), "The old image is untouched."));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
