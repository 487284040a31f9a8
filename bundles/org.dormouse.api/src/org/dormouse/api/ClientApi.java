package org.dormouse.api;

import java.util.List;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What the engine tells a client. Calls come in order, on the connection's thread; return at once. */
@JsonSegment("dormouse/client")
public interface ClientApi {

  /** Changes of opened runs, coalesced: of one step only the newest state since the last call. */
  @JsonNotification
  void changed(Changes changes);

  /**
   * @param seq everything up to it has been told
   * @param etaSeconds until the run ends, negative where nothing can be said
   */
  record Changes(String runId, long seq, List<RunsApi.Run> runs, List<RunsApi.Servicing> servicings,
      List<RunsApi.Step> steps, long etaSeconds) {}

  /** How a long request goes on. */
  @JsonNotification
  void progress(Progress progress);

  /** @param of what the client named in its request; {@code total} 0 where it is not known */
  record Progress(String of, String text, long done, long total) {}

  /**
   * Something that lists show is not what it was; coalesced, several times a second at most. A client that does not
   * show lists need not listen.
   */
  @JsonNotification
  default void altered(Altered altered) {}

  /**
   * @param kinds {@code library}, {@code host}, {@code service}, {@code vm} (declared or observed), {@code group},
   *     {@code job}, {@code run} (one has begun, ended, or changed its counts), {@code credential}
   */
  record Altered(List<String> kinds) {}

  /** The engine is about to leave; open requests fail. */
  @JsonNotification
  void leaving(Leaving leaving);

  /** @param reason begins with {@value #STOPPED} where somebody asked it to stop; else another engine should go on */
  record Leaving(String reason) {
    public static final String STOPPED = "stopped";

    /** Whether somebody wants that there is no engine. */
    public boolean wanted() {
      return reason.startsWith(STOPPED);
    }
  }
}
