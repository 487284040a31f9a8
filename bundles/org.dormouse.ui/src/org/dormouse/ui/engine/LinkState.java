package org.dormouse.ui.engine;

import java.time.Instant;
import org.dormouse.api.ApiError;
import org.dormouse.api.Engine;
import org.dormouse.api.client.StatePlace;

/** How the workbench stands with the engine. */
public sealed interface LinkState {

  /** @param what is being done, for people: {@code Starting the engine} */
  record Connecting(String what) implements LinkState {}

  record Connected(Engine.Welcome welcome, StatePlace state) implements LinkState {}

  /**
   * @param error why, and what to do
   * @param since when the last conversation ended, or the first attempt failed
   */
  record Lost(ApiError error, Instant since) implements LinkState {}
}
