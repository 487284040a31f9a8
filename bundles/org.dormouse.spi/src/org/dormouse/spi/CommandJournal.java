package org.dormouse.spi;

import java.util.List;

/**
 * Where back ends write down which commands they carried out for a servicing, so that people can read, copy and repeat
 * what was done. The engine offers it as an OSGi service. Told is what really happened, after it happened; an operation
 * that runs no program is told as the command that does the same (a rename as {@code mv}). Never a secret: what needs
 * one is told as a command that asks for it, and the remark names the credential. Thread-safe; returns at once; never
 * fails.
 */
public interface CommandJournal {

  /** @param key of the servicing, as the back end was given it */
  void carriedOut(String key, Command command);

  /** Where a command ran. */
  enum Place { HOST, GUEST }

  /**
   * @param words program and arguments, as the program gets them
   * @param input what it reads on standard input; empty: nothing
   * @param remark what it is for, one line; may be empty
   */
  record Command(Place place, List<String> words, String input, String remark) {
    public Command {
      words = List.copyOf(words);
    }

    public static Command onHost(List<String> words, String remark) {
      return new Command(Place.HOST, words, "", remark);
    }
  }

  /** For use without an engine: forgets everything. */
  static CommandJournal none() {
    return (key, command) -> { };
  }
}
