package org.dormouse.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.Definitions.Put;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/**
 * The part of the engine's interface that serves authors. A <em>draft</em> is a definition that is not stored: looked
 * at as if it were, changing nothing; its expected version is not regarded.
 */
@JsonSegment("dormouse/author")
public interface AuthoringApi {

  /** Who would belong to the group of this draft. */
  @JsonRequest
  CompletableFuture<Authoring.GroupPreview> previewGroup(Put draft);

  /** Whether a draft of a library, host or update service can be reached, and what is found there. */
  @JsonRequest
  CompletableFuture<Reports.CheckReport> check(Put draft);

  /** The dry run of a draft of a job: nothing is touched. */
  @JsonRequest
  CompletableFuture<RunsApi.JobPlan> planDraft(Put draft);

  /**
   * The commands that would define what the draft says; they run nothing. Unlike elsewhere its expected version is
   * regarded: 0 for a new one, whose commands replace nothing.
   */
  @JsonRequest
  CompletableFuture<Authoring.Script> script(Put draft);

  /** As {@link #script}, of several drafts in one script, and with what is to be done with them afterwards. */
  @JsonRequest
  CompletableFuture<Authoring.Script> scripts(Authoring.ScriptOf wanted);

  /** The commands equivalent to what a step did. */
  @JsonRequest
  CompletableFuture<Authoring.Script> stepScript(Authoring.StepRef step);

  @JsonRequest
  CompletableFuture<Authoring.StepDetails> step(Authoring.StepRef step);

  @JsonRequest
  CompletableFuture<List<Authoring.Credential>> credentials();

  /** Adds a credential or replaces the one of that name. */
  @JsonRequest
  CompletableFuture<Authoring.Credential> putCredential(Authoring.PutCredential credential);

  /** Refused while a definition refers to it. */
  @JsonRequest
  CompletableFuture<Authoring.Credential> removeCredential(Authoring.CredentialRef credential);
}
