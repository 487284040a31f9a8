package org.dormouse.model.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing wrong with a document.
 *
 * @param path what it is about, e.g. {@code virtualMachines[2]} or {@code settings.uri}; empty for the whole document
 * @param message what is wrong with it and what is allowed; one sentence
 */
public record Problem(String path, String message) {

  /** For logs and terminals. */
  public String sentence() {
    return path.isEmpty() ? message : path + ": " + message;
  }

  public static String sentences(List<Problem> problems) {
    return problems.stream().map(Problem::sentence).collect(Collectors.joining("\n"));
  }
}
