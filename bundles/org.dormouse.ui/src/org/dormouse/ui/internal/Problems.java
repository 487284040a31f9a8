package org.dormouse.ui.internal;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;

/** What went wrong unexpectedly goes to the platform's log, where the Error Log view shows it. */
public final class Problems {

  private Problems() {}

  public static void log(String attempted, Throwable cause) {
    if (Platform.isRunning()) {
      ILog.of(Problems.class).log(Status.error(attempted, cause));
    } else {
      System.getLogger(Problems.class.getName()).log(System.Logger.Level.ERROR, attempted, cause);
    }
  }
}
