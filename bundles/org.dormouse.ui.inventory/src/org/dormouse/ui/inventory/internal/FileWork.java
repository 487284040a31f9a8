package org.dormouse.ui.inventory.internal;

import java.io.IOException;
import java.util.function.Consumer;
import org.dormouse.api.ApiError;
import org.dormouse.ui.UiThread;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;

/** Reads and writes files of people away from the UI thread. */
public final class FileWork {

  /** Work on a file. */
  public interface Work<T> {
    T carryOut() throws IOException;
  }

  private FileWork() {}

  /**
   * @param what for the Progress view, and said first if it fails
   * @param onUi told what came of it
   */
  public static <T> void start(String what, Work<T> work, Consumer<T> onUi) {
    ICoreRunnable carryOut = monitor -> {
      try {
        T result = work.carryOut();
        UiThread.run(() -> onUi.accept(result));
      } catch (IOException e) {
        UiThread.run(() -> Failed.tell(what, new ApiError("failed", "file", Sentence.of(e),
            "Choose another place, or see who may read and write there.")));
      }
    };
    Job.create(what, carryOut).schedule();
  }
}
