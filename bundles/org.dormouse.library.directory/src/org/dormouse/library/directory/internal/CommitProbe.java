package org.dormouse.library.directory.internal;

/** Hears of every step of a commit, a rollback of one and a recovery as soon as it is done; tests cut there. */
@FunctionalInterface
public interface CommitProbe {

  CommitProbe NONE = step -> {};

  void done(String step);
}
