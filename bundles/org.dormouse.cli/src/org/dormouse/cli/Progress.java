package org.dormouse.cli;

import org.dormouse.api.ClientApi;

/** Shows how a long request goes on, on one line of a terminal; says nothing in a pipe. */
class Progress implements ClientApi {

  private final Terminal terminal;

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void changed(Changes changes) {
    // Only commands that open a run are told of changes.
  }

  @Override
  public void progress(ClientApi.Progress progress) {
    if (terminal.interactive()) {
      String share = progress.total() > 0 ? progress.done() + " of " + progress.total() + " " : "";
      String line = Terminal.clean(share + progress.text());
      int room = Math.max(10, terminal.columns() - 1);
      terminal.out().print("\r\033[K" + line.substring(0, Math.min(line.length(), room))
          + (progress.total() > 0 && progress.done() >= progress.total() ? "\r\033[K" : ""));
      terminal.out().flush();
    }
  }

  @Override
  public void leaving(Leaving leaving) {
    // The connection ends next, which is told where it matters.
  }
}
