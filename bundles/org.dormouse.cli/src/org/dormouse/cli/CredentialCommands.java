package org.dormouse.cli;

import java.util.List;
import org.dormouse.api.Authoring;
import org.dormouse.api.Authoring.Credential;
import org.dormouse.api.EngineApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "credential", description = "Users and secrets by name, for guests, hosts and update services.")
final class CredentialCommands extends Group {

  private final Context context;

  CredentialCommands(Context context) {
    this.context = context;
  }

  enum Purpose { guest, host, service }

  @Command(name = "add", description = "Keeps a secret under a name: in the keyring of the operating system where there "
      + "is one, else in an encrypted file. It is asked for, or read from standard input; it is never an argument.")
  int add(@Parameters(paramLabel = "NAME", description = "Name by which definitions refer to it.") String name,
      @Option(names = "--purpose", required = true, paramLabel = "WHAT",
          description = "What it is for: ${COMPLETION-CANDIDATES}.") Purpose purpose,
      @Option(names = "--user", paramLabel = "USER", defaultValue = "", description = "The user it belongs to.")
          String user,
      @Option(names = "--replace", description = "Replace the credential of that name.") boolean replace,
      @Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      if (!replace && engine.ask(EngineApi::credentials).stream().anyMatch(known -> known.name().equals(name))) {
        throw CommandFailed.usage("exists-already", "There is a credential \"" + name + "\" already.",
            "Replace it with --replace, or choose another name.");
      }
      String secret = SecretInput.read("Secret of " + name + ": ");
      Credential now = engine.ask(api -> api.putCredential(
          new Authoring.PutCredential(name, purpose.name(), user, secret)));
      output.print(context.terminal(), now, () -> table(List.of(now)), "");
      return Exit.GOOD;
    }
  }

  private static Table table(List<Credential> credentials) {
    Table table = new Table("NAME", "FOR", "USER", "KEPT IN", "CHANGED", "LAST USED");
    credentials.forEach(one -> table.row(one.name(), one.purpose(), one.user(), one.kept(), Words.time(one.changed()),
        Words.time(one.lastUsed())));
    return table;
  }

  @Command(name = "list", description = "Lists all credentials, without their secrets.")
  int list(@Mixin OutputOption output) {
    try (EngineCall engine = EngineCall.open(context)) {
      List<Credential> all = engine.ask(EngineApi::credentials);
      output.print(context.terminal(), all, () -> table(all),
          "There is no credential yet. Add one: dormouse credential add NAME --purpose service --user USER");
      return Exit.GOOD;
    }
  }

  @Command(name = "remove", description = "Forgets a credential and its secret, unless something refers to it.")
  int remove(@Parameters(paramLabel = "NAME", description = "Name of the credential.") String name) {
    try (EngineCall engine = EngineCall.open(context)) {
      engine.ask(api -> api.removeCredential(new Authoring.CredentialRef(name)));
      context.terminal().say("Removed credential " + name + " and its secret.");
      return Exit.GOOD;
    }
  }
}
