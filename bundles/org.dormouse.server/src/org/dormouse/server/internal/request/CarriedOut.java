package org.dormouse.server.internal.request;

import java.time.Instant;
import java.util.List;
import org.dormouse.spi.CommandJournal.Command;

/** What is known of the commands that back ends carried out. */
public interface CarriedOut {

  /**
   * @param at when it had been carried out
   * @param step names the attempt of the step it was for; empty: none was at work
   */
  record Line(Instant at, String step, Command command) {}

  /** In the order in which they were told; none if nothing is known of that key. */
  List<Line> of(String key);
}
