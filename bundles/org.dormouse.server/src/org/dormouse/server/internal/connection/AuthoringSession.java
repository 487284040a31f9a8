package org.dormouse.server.internal.connection;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dormouse.api.Authoring;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.EngineApi;
import org.dormouse.api.Reports;
import org.dormouse.api.RunsApi;
import org.dormouse.server.internal.request.Caller;

/** The requests of authors. */
abstract class AuthoringSession implements EngineApi {

  interface Request<T> {
    T carryOut(Caller caller) throws Exception;
  }

  abstract Areas areas();

  /** Carries a request out on a thread of its own, after the handshake only. */
  abstract <T> CompletableFuture<T> work(String name, Request<T> request);

  /** As {@link #work}, for what changes nothing and may take long: given up when the client is gone. */
  abstract <T> CompletableFuture<T> look(String name, Request<T> request);

  @Override
  public CompletableFuture<Authoring.GroupPreview> previewGroup(Put draft) {
    return look("previewGroup", by -> areas().drafts().previewGroup(draft));
  }

  @Override
  public CompletableFuture<Reports.CheckReport> check(Put draft) {
    return look("check", by -> areas().drafts().check(draft));
  }

  @Override
  public CompletableFuture<RunsApi.JobPlan> planDraft(Put draft) {
    return look("planDraft", by -> areas().drafts().plan(draft, by));
  }

  @Override
  public CompletableFuture<Authoring.Script> script(Put draft) {
    return work("script", by -> areas().scripts().script(draft));
  }

  @Override
  public CompletableFuture<Authoring.Script> scripts(Authoring.ScriptOf wanted) {
    return work("scripts", by -> areas().scripts().scripts(wanted));
  }

  @Override
  public CompletableFuture<Authoring.Script> stepScript(Authoring.StepRef step) {
    return look("stepScript", by -> areas().scripts().stepScript(step));
  }

  @Override
  public CompletableFuture<Authoring.StepDetails> step(Authoring.StepRef step) {
    return look("step", by -> areas().scripts().step(step));
  }

  @Override
  public CompletableFuture<List<Authoring.Credential>> credentials() {
    return work("credentials", by -> areas().credentials().list());
  }

  @Override
  public CompletableFuture<Authoring.Credential> putCredential(Authoring.PutCredential credential) {
    return work("putCredential", by -> areas().credentials().put(credential));
  }

  @Override
  public CompletableFuture<Authoring.Credential> removeCredential(Authoring.CredentialRef credential) {
    return work("removeCredential", by -> areas().credentials().remove(credential.name()));
  }
}
