package org.dormouse.library.directory.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Dormouse's own small records in the library: written durably, read within bounds and not trusted. */
final class JsonFile {
  private static final int LARGEST = 4 << 20;
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonFile() {}

  static void write(Path file, Object content) throws IOException {
    DurableFiles.replace(file, (GSON.toJson(content) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Empty if there is none; refused with {@code record-unreadable} if it is not what was written. */
  static <T> Optional<T> read(Path file, Class<T> type) throws IOException, Refusal {
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw unreadable(file, "it is larger than " + (LARGEST >> 20) + " MiB");
      }
      T content = GSON.fromJson(new String(bytes, StandardCharsets.UTF_8), type);
      if (content == null) {
        throw unreadable(file, "it is empty");
      }
      return Optional.of(content);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonParseException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      // A record's own constructor refused the content; Gson hands that on wrapped.
      throw unreadable(file, "its content is impossible");
    }
  }

  private static Refusal unreadable(Path file, String why) {
    return Refusal.lasting("record-unreadable", "Dormouse's record " + Shown.of(file) + " cannot be read: "
        + Shown.of(why) + ".", "Restore it from a backup, or move it away; the VM's images are not touched meanwhile.");
  }
}
