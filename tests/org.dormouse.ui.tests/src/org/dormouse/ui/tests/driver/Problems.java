package org.dormouse.ui.tests.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;

/**
 * Whatever the product logs as an error, or with an exception, and every stack trace on the error output, since it was
 * started or last taken. Thread-safe.
 */
final class Problems {
  private static final Pattern TRACE = Pattern.compile("(?m)^(Exception in thread|\\s+at \\S+\\(|java\\.\\S+Exception|"
      + "org\\.eclipse\\.swt\\.SWT(Exception|Error)).*");
  /** Of GTK and its helpers on a display without a desktop: nothing of ours. */
  private static final Pattern FOREIGN = Pattern.compile("dconf|dbus|Gtk-WARNING|Gdk-|at-spi|GLib-");

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ILogListener listener = this::logging;

  Problems start() {
    Platform.addLogListener(listener);
    System.setErr(new PrintStream(new Tee(System.err, written), true, StandardCharsets.UTF_8));
    return this;
  }

  private void logging(IStatus status, String plugin) {
    if (status.getSeverity() == IStatus.ERROR || status.getException() != null) {
      StringWriter text = new StringWriter();
      text.write(plugin + ": " + status.getMessage() + "\n");
      if (status.getException() != null) {
        status.getException().printStackTrace(new PrintWriter(text, true));
      }
      logged.add(text.toString());
    }
  }

  /** What was seen since the last time. */
  List<String> take() {
    List<String> seen = new ArrayList<>(logged);
    logged.clear();
    String text;
    synchronized (written) {
      text = written.toString(StandardCharsets.UTF_8);
      written.reset();
    }
    String ours = text.lines().filter(line -> !FOREIGN.matcher(line).find()).collect(Collectors.joining("\n"));
    if (TRACE.matcher(ours).find()) {
      seen.add("on the error output:\n" + text);
    }
    return seen;
  }

  /** Writes to both. */
  private static final class Tee extends OutputStream {
    private final OutputStream shown;
    private final ByteArrayOutputStream kept;

    Tee(OutputStream shown, ByteArrayOutputStream kept) {
      this.shown = shown;
      this.kept = kept;
    }

    @Override
    public void write(int b) throws IOException {
      shown.write(b);
      synchronized (kept) {
        kept.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      shown.write(bytes, offset, length);
      synchronized (kept) {
        kept.write(bytes, offset, length);
      }
    }
  }
}
