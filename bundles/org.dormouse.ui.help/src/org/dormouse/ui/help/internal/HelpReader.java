package org.dormouse.ui.help.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dormouse.ui.UiThread;
import org.dormouse.ui.parts.Names;
import org.dormouse.ui.style.Icons;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.PlatformUI;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * The help in a window of its own, for machines without a web browser: contents on the left, the page on the right.
 * There is one; it opens again before a modal dialog that it would lie behind. UI thread only.
 */
final class HelpReader {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 640;
  private static final Bundle BUNDLE = FrameworkUtil.getBundle(HelpReader.class);

  private static Optional<HelpReader> shown = Optional.empty();

  private final Shell shell;
  private final Table contents;
  private final HelpText text;
  private List<HelpTopics.Entry> entries = List.of();
  private String page = "";

  private HelpReader(Shell parent) {
    shell = new Shell(parent, SWT.SHELL_TRIM);
    shell.setText("Dormouse Help");
    shell.setImage(Icons.image("dormouse"));
    shell.setSize(WIDTH, HEIGHT);
    GridLayoutFactory.swtDefaults().margins(8, 8).applyTo(shell);
    SashForm halves = new SashForm(shell, SWT.HORIZONTAL);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
    contents = new Table(halves, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.BORDER);
    Names.give(contents, "Contents");
    contents.addListener(SWT.Selection, event -> show(entries.get(contents.getSelectionIndex()).page()));
    text = new HelpText(halves, this::follow);
    halves.setWeights(28, 72);
    Label why = new Label(shell, SWT.WRAP);
    why.setText("Shown here because there is no web browser on this machine. The view Help searches these pages.");
    GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).applyTo(why);
    shell.addListener(SWT.Traverse, event -> {
      if (event.detail == SWT.TRAVERSE_ESCAPE) {
        shell.close();
      }
    });
    shell.addListener(SWT.Dispose, event -> shown = Optional.empty());
  }

  /** @param page within this bundle */
  static void open(String page) {
    Shell parent = PlatformUI.getWorkbench().getModalDialogShellProvider().getShell();
    shown.filter(there -> there.shell.getParent() != parent).ifPresent(there -> there.shell.close());
    HelpReader reader = shown.orElseGet(() -> new HelpReader(parent));
    shown = Optional.of(reader);
    reader.shell.open();
    reader.list();
    reader.show(page);
  }

  private void list() {
    if (entries.isEmpty()) {
      CompletableFuture.supplyAsync(HelpTopics::contents).thenAccept(all -> UiThread.run(() -> fill(all)));
    }
  }

  private void fill(List<HelpTopics.Entry> all) {
    if (!shell.isDisposed() && entries.isEmpty()) {
      entries = all;
      all.forEach(entry -> new TableItem(contents, SWT.NONE).setText(entry.label()));
      select();
    }
  }

  private void select() {
    contents.setSelection(entries.stream().map(HelpTopics.Entry::page).toList().indexOf(page));
  }

  private void show(String wanted) {
    page = wanted;
    select();
    CompletableFuture.supplyAsync(() -> read(wanted)).thenAccept(read -> UiThread.run(() -> {
      if (!shell.isDisposed() && page.equals(wanted)) {
        text.show(read);
      }
    }));
  }

  private void follow(String target) {
    URI there = URI.create(page).resolve(target);
    if (!there.isAbsolute() && there.getPath().endsWith(".html")) {
      show(there.getPath());
    }
  }

  private static HelpPage read(String page) {
    try (InputStream stream = entry(page).openStream()) {
      return HelpPage.read(stream, source -> picture(URI.create(page).resolve(source).getPath()));
    } catch (IOException e) {
      ILog.of(HelpReader.class).error("A page of the help could not be read: " + page, e);
      return new HelpPage("This page of the help could not be read. The Error Log says why.", List.of());
    }
  }

  private static URL entry(String path) throws IOException {
    URL found = BUNDLE.getEntry(path);
    if (found == null) {
      throw new IOException("There is no " + path + " in the help.");
    }
    return found;
  }

  private static Optional<ImageData> picture(String path) {
    try (InputStream stream = entry(path).openStream()) {
      return Optional.of(new ImageData(stream));
    } catch (IOException | SWTException e) {
      ILog.of(HelpReader.class).warn("A picture of the help could not be read: " + path, e);
      return Optional.empty();
    }
  }
}
