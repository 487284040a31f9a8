package org.dormouse.ui.internal;

import java.util.function.Consumer;
import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.parts.ErrorText;
import org.dormouse.ui.style.Words;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;

/** How the workbench stands with the engine. Pressed: more about it, or connects again. */
final class EngineStatusItem extends StatusItem {

  private static final int CHARACTERS = 30;

  private final EngineLink link = PlatformUI.getWorkbench().getService(EngineLink.class);
  private final Consumer<LinkState> listener = this::show;

  EngineStatusItem() {
    super("org.dormouse.ui.status.engine", CHARACTERS);
  }

  @Override
  void attach() {
    link.addStateListener(listener);
    show(link.state());
  }

  @Override
  void detach() {
    link.removeStateListener(listener);
  }

  private void show(LinkState state) {
    if (getParent() instanceof IStatusLineManager line && !(state instanceof LinkState.Connecting)) {
      // Views go on showing what they know.
      line.setErrorMessage(state instanceof LinkState.Lost lost
          ? "No engine since " + Words.time(lost.since()) + ": what is shown may be old" : null);
    }
    switch (state) {
      case LinkState.Connecting connecting -> say("engine-connecting", connecting.what() + "…",
          "The workbench shows what it knows until the engine answers.");
      case LinkState.Connected connected -> say("engine-connected", "Engine connected",
          "Engine " + connected.welcome().version() + ", process " + connected.welcome().pid() + "\nState folder "
          + connected.state().folder());
      case LinkState.Lost lost -> say("engine-lost", "Engine not connected", ErrorText.text(lost.error())
          + "\n\nPress to connect now.");
    }
  }

  @Override
  void pressed() {
    switch (link.state()) {
      case LinkState.Lost lost -> link.start();
      case LinkState.Connecting connecting -> link.start();
      case LinkState.Connected connected -> PreferencesUtil.createPreferenceDialogOn(
          PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), EnginePage.ID, null, null).open();
    }
  }
}
