package org.dormouse.ui.help.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Optional;
import org.dormouse.ui.UiThread;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.browser.AbstractWebBrowser;

/**
 * The web browser of this machine. Where there is none, pages of the help are shown by {@link HelpReader}, and of other
 * addresses is said that they can be opened elsewhere.
 */
final class OutsideBrowser extends AbstractWebBrowser {

  OutsideBrowser(String id) {
    super(id == null ? "org.dormouse.ui.help.browser" : id);
  }

  @Override
  public void openURL(URL url) throws PartInitException {
    if (url == null) {
      return;
    }
    URI address;
    try {
      address = url.toURI();
    } catch (URISyntaxException e) {
      throw new PartInitException("This is no address that can be opened: " + url, e);
    }
    Thread.ofPlatform().daemon().name("web-browser").start(() -> {
      if (!WebBrowsers.ofThisMachine().open(address)) {
        UiThread.run(() -> showHere(address));
      }
    });
  }

  private static void showHere(URI address) {
    Optional<String> topic = HelpTopics.of(address);
    if (topic.isPresent()) {
      HelpReader.open(topic.get());
    } else {
      MessageDialog.openInformation(PlatformUI.getWorkbench().getModalDialogShellProvider().getShell(), "Web browser",
          "There is no web browser on this machine that could show this address. Open it elsewhere, or install a "
              + "browser, for instance the package firefox-esr of Debian:\n\n" + address);
    }
  }
}
