package org.dormouse.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dormouse.ui.engine.EngineLink;
import org.dormouse.ui.engine.LinkState;
import org.dormouse.ui.tests.driver.Contrast;
import org.dormouse.ui.tests.driver.Pictured;
import org.dormouse.ui.tests.driver.Screenshots;
import org.dormouse.ui.tests.driver.ShellBot;
import org.dormouse.ui.tests.driver.Ui;
import org.dormouse.ui.tests.driver.UiTest;
import org.dormouse.ui.tests.driver.Workbench;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** The product opens one window with the perspective for servicing, and starts its engine. */
@UiTest
class WorkbenchOpensTest {
  @Test
  void theWindowShowsTheServicingPerspective() {
    assertEquals(1, Ui.get(() -> PlatformUI.getWorkbench().getWorkbenchWindowCount()));
    assertEquals("Servicing", Ui.get(() -> Workbench.page().getPerspective().getLabel()));
  }

  @Test
  void theEngineIsStartedAndConnected() {
    EngineLink link = Ui.get(() -> PlatformUI.getWorkbench().getService(EngineLink.class));
    Ui.await("the engine to be connected", () -> link.state() instanceof LinkState.Connected);
  }

  @Test
  @Pictured
  void wordsOfToolsThatCannotBeUsedAreFainter() {
    ToolItem usable = Workbench.shell().toolItem("New Servicing Job").widget();
    ToolItem unusable = Workbench.shell().toolItem("Service Now").widget();
    Ui.await("the tools", () -> usable.isEnabled() && !unusable.isEnabled());
    double strong = Screenshots.contrastOfWords(usable);
    double faint = Screenshots.contrastOfWords(unusable);
    assertTrue(strong >= Contrast.OF_TEXT, "words of a tool: " + strong);
    assertTrue(faint < strong * 0.7 && faint > 1.5, "words of a disabled tool: " + faint + " beside " + strong);
  }

  @Test
  @Pictured
  void aboutSaysWhatItIs() {
    Workbench.menu().click("Help", "About Dormouse");
    ShellBot about = ShellBot.titled("About Dormouse");
    StyledText text = about.styledText();
    assertTrue(Ui.get(text::getText).contains("sleeping virtual machines"));
    Screenshots.take("about");
    about.close();
  }
}
