package org.dormouse.guest.qga.internal;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.Progress;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/** A session with one guest agent. Everything is told by the agent and therefore only as true as the guest is. */
public final class AgentSession implements GuestSession {

  private static final int WRITE_LIMIT = 64 * 1024 * 1024;
  private static final Duration SHUTDOWN_REFUSAL = Duration.ofSeconds(5);
  private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

  /** Creates the file with its mode before anything is in it. */
  private static final String CREATE = "umask 077; : > \"$1\" && chmod \"$2\" \"$1\"";

  private static final String POWER_OFF =
      "systemctl --no-block poweroff || poweroff || busybox poweroff || shutdown -P now";
  private static final String RESTART = "systemctl --no-block reboot || reboot || busybox reboot || shutdown -r now";

  private final AgentLinks.Lease lease;
  private final AgentLink link;
  private final AgentCommands commands;
  private final AgentFiles files;
  private final AgentJobs jobs;

  private AgentSession(AgentLinks.Lease lease) {
    this.lease = lease;
    this.link = lease.link();
    this.commands = new AgentCommands(link);
    this.files = new AgentFiles(link);
    this.jobs = new AgentJobs(link, commands, files);
  }

  /** A session with the agent behind that socket, if it answers. */
  public static Result<GuestSession> open(AgentLinks links, Path socket) {
    AgentSession session = new AgentSession(links.lease(socket));
    Result<GuestSession> opened = session.done(() -> {
      session.link.greet();
      return session;
    });
    if (!opened.isOk()) {
      session.close();
    }
    return opened;
  }

  private <T> Result<T> done(AgentTrouble.Call<T> call) {
    try {
      return Result.ok(lease.call(call));
    } catch (AgentTrouble e) {
      return Result.failed(e.trouble());
    }
  }

  @Override
  public Result<GuestFacts> facts() {
    return done(() -> {
      JsonObject system = link.ask("guest-get-osinfo", new JsonObject()).object();
      JsonObject host = link.ask("guest-get-host-name", new JsonObject()).object();
      String bootId = AgentText.shown(new String(files.read(BOOT_ID, 100), StandardCharsets.US_ASCII));
      return new GuestFacts(AgentLink.text(system, "id"), AgentLink.text(system, "version-id"),
          AgentLink.text(system, "kernel-release"), AgentLink.text(system, "machine"), bootId,
          AgentLink.text(host, "host-name"));
    });
  }

  @Override
  public Result<CommandResult> run(List<String> command, byte[] input, Duration limit) {
    if (command.isEmpty()) {
      return Result.failed(Trouble.lasting("guest-command-empty", "No command was given to be run in the guest.", ""));
    }
    return done(() -> commands.run(command, input, limit));
  }

  @Override
  public Result<Result.Nothing> write(String path, byte[] content, int mode) {
    if (content.length > WRITE_LIMIT) {
      return Result.failed(Trouble.lasting("guest-file-too-large",
          "A file of " + content.length + " bytes is too large to be written to " + path + " in the guest.", ""));
    }
    return done(() -> {
      CommandResult created = commands.run(
          List.of("/bin/sh", "-c", CREATE, "sh", path, Integer.toOctalString(mode & 07777)), new byte[0],
          Duration.ofSeconds(30));
      if (created.exitCode() != 0) {
        throw new AgentTrouble(Trouble.lasting("guest-file-not-written", "The file " + path
            + " could not be created in the guest: "
            + AgentText.shown(new String(created.errors(), StandardCharsets.UTF_8)), ""));
      }
      files.write(path, content);
      return Result.Nothing.NOTHING;
    });
  }

  @Override
  public Result<byte[]> read(String path, int limit) {
    return done(() -> files.read(path, limit));
  }

  @Override
  public Result<Result.Nothing> startJob(String key, String script) {
    return done(() -> jobs.start(key, script));
  }

  @Override
  public Progress<JobResult> pollJob(String key) {
    return switch (done(() -> jobs.poll(key))) {
      case Result.Ok<Progress<JobResult>>(var progress) -> progress;
      case Result.Failed<Progress<JobResult>>(var trouble) -> Progress.failed(trouble);
    };
  }

  @Override
  public Result<Result.Nothing> endJobs(List<String> keys) {
    return done(() -> jobs.end(keys));
  }

  @Override
  public Result<Result.Nothing> leave(Leave how) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("mode", how == Leave.POWER_OFF ? "powerdown" : "reboot");
    return done(() -> {
      try {
        link.order("guest-shutdown", arguments, SHUTDOWN_REFUSAL);
      } catch (AgentTrouble e) {
        if (!e.trouble().code().startsWith("guest-agent-")) {
          throw e;
        }
        link.order("guest-exec", commands.question(
            List.of("/bin/sh", "-c", how == Leave.POWER_OFF ? POWER_OFF : RESTART)), SHUTDOWN_REFUSAL);
      }
      return Result.Nothing.NOTHING;
    });
  }

  @Override
  public void close() {
    lease.close();
  }
}
