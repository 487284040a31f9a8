package org.dormouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dormouse.api.Definitions.Put;
import org.dormouse.api.Machines.Machine;

/** What people need while they define things, and to see what was done. */
public interface Authoring {

  /** Who belongs to a group now. */
  record GroupPreview(String group, List<Machine> machines) {}

  /**
   * Equivalent commands, runnable as they stand.
   *
   * @param language {@code sh} or, of the declarative file, {@code json}
   * @param remarks what a reader has to know, e.g. of credentials, which are only named
   */
  record Script(String title, String language, String text, List<String> remarks) {}

  /**
   * What is wanted of a script.
   *
   * @param drafts in the order in which they can be defined; the expected version says whether one is new (0), or
   *     replaces what is there
   * @param run names of jobs that are run afterwards
   * @param assess update service by which every virtual machine is assessed then; empty: none is
   */
  record ScriptOf(List<Put> drafts, List<String> run, Optional<String> assess) {

    /** Defines them, and no more. */
    public static ScriptOf defining(List<Put> drafts) {
      return new ScriptOf(drafts, List.of(), Optional.empty());
    }
  }

  /** @param stepId of the attempt */
  record StepRef(String runId, long stepId) {}

  /**
   * What is known of one attempt of a step.
   *
   * @param log what was written down while it ran, bounded
   * @param data what happened to the stored images, one sentence; empty where nothing did
   * @param journal lines of the journal about it
   */
  record StepDetails(long stepId, String kind, String log, String data, List<String> journal) {}

  /**
   * A secret by its name; never the secret.
   *
   * @param purpose {@code guest}, {@code host} or {@code service}
   * @param kept where the secret is, e.g. {@code keyring} or {@code encrypted file}
   */
  record Credential(String name, String purpose, String user, String kept, Instant changed,
      Optional<Instant> lastUsed) {}

  /** @param secret its text; kept by nobody but the secret store */
  record PutCredential(String name, String purpose, String user, String secret) {
    @Override
    public String toString() {
      return "PutCredential[" + name + ", " + purpose + ", " + user + "]";
    }
  }

  record CredentialRef(String name) {}
}
