package org.dormouse.ui.help.internal;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IToc;
import org.eclipse.help.ITopic;

/** Pages of our help: {@code html/NAME.html} of this bundle. */
final class HelpTopics {

  static final String BUNDLE = "org.dormouse.ui.help";
  static final String FIRST = "html/what.html";
  private static final Pattern PAGE = Pattern.compile(Pattern.quote(BUNDLE) + "/(html/[a-z-]+\\.html)");

  /**
   * One entry of the contents.
   *
   * @param page within this bundle
   */
  record Entry(String label, String page) {}

  private HelpTopics() {}

  /** The page that an address of the help's own web server means; empty for addresses of others. */
  static Optional<String> of(URI address) {
    boolean ours = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
    if (!ours || address.getPath() == null || !address.getPath().startsWith("/help/")) {
      return Optional.empty();
    }
    Matcher page = PAGE.matcher(address.getPath() + "?" + address.getQuery());
    return Optional.of(page.find() ? page.group(1) : FIRST);
  }

  /** In the order of the contents. Reads files. */
  static List<Entry> contents() {
    return Arrays.stream(HelpSystem.getTocs()).filter(toc -> toc.getHref().startsWith("/" + BUNDLE + "/"))
        .map(IToc::getTopics).flatMap(Arrays::stream).map(HelpTopics::entry).toList();
  }

  private static Entry entry(ITopic topic) {
    Matcher page = PAGE.matcher(topic.getHref());
    return new Entry(topic.getLabel(), page.find() ? page.group(1) : FIRST);
  }
}
