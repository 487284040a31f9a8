package org.dormouse.library.directory.internal;

import java.util.Optional;

/** Hears of every step of a commit, a rollback of one and a recovery as soon as it is done; tests cut there. */
@FunctionalInterface
public interface CommitProbe {

  CommitProbe NONE = step -> {};

  /** For crash tests of the whole product: names the beginning of a step after which the process dies. */
  String HALT_AFTER = "dormouse.crashtest.haltAfter";

  void done(String step);

  /** Does nothing unless the system property asks for a process that dies as if it were killed. */
  static CommitProbe ofSystemProperty() {
    return Optional.ofNullable(System.getProperty(HALT_AFTER)).<CommitProbe>map(beginning -> step -> {
      if (step.startsWith(beginning)) {
        Runtime.getRuntime().halt(137);
      }
    }).orElse(NONE);
  }
}
