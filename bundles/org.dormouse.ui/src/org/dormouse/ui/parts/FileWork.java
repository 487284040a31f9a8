package org.dormouse.ui.parts;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.eclipse.ui.PlatformUI;

/**
 * Reads and writes files of people away from the UI thread; a slow disk or share holds up nothing but the file, and can
 * be cancelled in the Progress view.
 */
public final class FileWork {

  /** Work on a file. */
  public interface Work<T> {
    T carryOut() throws IOException;
  }

  /** Writes a file that is not there yet. */
  public interface Writing {
    void to(Path part) throws IOException;
  }

  private FileWork() {}

  /**
   * A failure is told in a dialog.
   *
   * @param what for the Progress view, and said first if it fails
   * @param onUi told what came of it
   */
  public static <T> void start(String what, Work<T> work, Consumer<T> onUi) {
    start(what, work, onUi, error -> ErrorText.show(
        PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(), what, error));
  }

  /** @param failed told on the UI thread as well, in place of {@code onUi} */
  public static <T> void start(String what, Work<T> work, Consumer<T> onUi, Consumer<ApiError> failed) {
    new FileJob<>(what, work, onUi, failed).schedule();
  }

  /** Written beside it first, then put in its place: after a failure or a cancel there is what was there before. */
  public static void replace(Path file, Writing writing) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      writing.to(part);
      if (Thread.interrupted()) {
        throw new ClosedByInterruptException();
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** What went wrong with a file, in words. */
  public static ApiError trouble(IOException e) {
    String what = switch (e) {
      case NoSuchFileException gone -> gone.getFile() + " is not there.";
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written by you.";
      case CharacterCodingException wrong -> "It is not a text file in UTF-8.";
      case FileSystemException broken when broken.getReason() != null ->
          broken.getFile() + ": " + broken.getReason() + ".";
      default -> e.getMessage() == null ? "The file could not be read or written." : e.getMessage() + ".";
    };
    return new ApiError("failed", "file", what, "Choose another place, or see who may read and write there.");
  }
}
