package org.dormouse.ui.help.internal;

import org.eclipse.ui.browser.AbstractWorkbenchBrowserSupport;
import org.eclipse.ui.browser.IWebBrowser;

/**
 * Opens what the workbench shows in a web browser in the one of this machine. The platform's own support knows three
 * programs by name, two of them long gone, and says nothing useful where none of them is there.
 */
public final class HelpBrowserSupport extends AbstractWorkbenchBrowserSupport {

  @Override
  public IWebBrowser createBrowser(int style, String id, String name, String tooltip) {
    return createBrowser(id);
  }

  @Override
  public IWebBrowser createBrowser(String id) {
    return new OutsideBrowser(id);
  }
}
