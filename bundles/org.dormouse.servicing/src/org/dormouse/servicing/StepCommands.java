package org.dormouse.servicing;

import org.dormouse.spi.CommandJournal;

/**
 * A journal of commands that is told which step is at work, so that each command is known by the attempt of the step
 * it was carried out for. Times cannot say that: a step may begin in the millisecond in which the one before it ended.
 */
public interface StepCommands extends CommandJournal {

  /**
   * What is told for {@code key} from now on is of {@code step}. Said before every call to a handler; calls for one
   * servicing never overlap.
   *
   * @param step names the attempt, see {@link org.dormouse.engine.StepContext#stepKey}
   */
  void atWork(String key, String step);

  /** For use without an engine: forgets everything. */
  static StepCommands none() {
    return new StepCommands() {
      @Override
      public void atWork(String key, String step) {
        // nobody asks
      }

      @Override
      public void carriedOut(String key, Command command) {
        // nobody asks
      }
    };
  }
}
