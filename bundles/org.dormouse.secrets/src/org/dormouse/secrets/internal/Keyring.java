package org.dormouse.secrets.internal;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dormouse.spi.Result;
import org.dormouse.spi.Trouble;

/**
 * The user's keyring behind the Secret Service of a desktop, by {@code secret-tool} of libsecret: the secret goes in
 * and comes out by standard input and output, in base 64, never as an argument. Only where a session bus is named by
 * the environment. A keyring that does not answer within {@value #SECONDS} s, for instance because it asks its user to
 * unlock it, counts as none.
 */
public final class Keyring {

  private static final String TOOL = "secret-tool";
  private static final String BUS = "DBUS_SESSION_BUS_ADDRESS";
  private static final List<String> PASSED_ON = List.of(BUS, "XDG_RUNTIME_DIR", "HOME", "PATH");
  private static final long SECONDS = 4;
  private static final int LARGEST = 64 << 10;

  private final Optional<Path> tool;
  private final Map<String, String> environment;
  private final String store;

  private Keyring(Optional<Path> tool, Map<String, String> environment, String store) {
    this.tool = tool;
    this.environment = environment;
    this.store = store;
  }

  /** @param folder tells this store's secrets from those of others of the same user */
  public static Keyring of(Path folder, Map<String, String> environment) {
    boolean bus = !environment.getOrDefault(BUS, "").isEmpty();
    Optional<Path> tool = !bus ? Optional.empty()
        : Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(path -> path.startsWith("/")).map(path -> Path.of(path, TOOL)).filter(Files::isExecutable)
            .findFirst();
    String store = UUID.nameUUIDFromBytes(folder.toAbsolutePath().normalize().toString()
        .getBytes(StandardCharsets.UTF_8)).toString();
    return new Keyring(tool, environment, store);
  }

  /** Whether the keyring has taken the secret: what it gives back is compared. */
  public boolean store(String name, byte[] secret) {
    if (tool.isEmpty()) {
      return false;
    }
    byte[] text = Base64.getEncoder().encode(secret);
    try {
      Optional<byte[]> stored = run(text, name, "store", "--label=Dormouse: " + name);
      if (stored.isEmpty()) {
        return false;
      }
      wipe(stored.get());
      Optional<byte[]> back = lookedUp(name);
      boolean same = back.filter(found -> Arrays.equals(found, secret)).isPresent();
      back.ifPresent(Keyring::wipe);
      if (!same) {
        clear(name);
      }
      return same;
    } finally {
      wipe(text);
    }
  }

  /** A trouble {@code keyring-silent}, which may pass, if the keyring does not give it. The caller wipes it. */
  public Result<byte[]> lookup(String name) {
    return tool.isEmpty() ? Result.failed(silent(name)) : lookedUp(name).map(Result::ok)
        .orElseGet(() -> Result.failed(silent(name)));
  }

  private Optional<byte[]> lookedUp(String name) {
    return run(new byte[0], name, "lookup").flatMap(text -> {
      try {
        return Optional.of(Base64.getMimeDecoder().decode(text)).filter(secret -> secret.length > 0);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      } finally {
        wipe(text);
      }
    });
  }

  /** Whether the secret is gone. */
  public boolean clear(String name) {
    return tool.isPresent() && run(new byte[0], name, "clear").isPresent();
  }

  private static Trouble silent(String name) {
    return Trouble.passing("keyring-silent", "The keyring of this user does not give the secret of credential " + name
        + ".", "Log in to the desktop and unlock the keyring, or add the credential again.");
  }

  private Optional<byte[]> run(byte[] input, String name, String... verb) {
    List<String> command = new ArrayList<>(List.of(tool.orElseThrow().toString()));
    command.addAll(List.of(verb));
    command.addAll(List.of("application", "dormouse", "store", store, "credential", name));
    return run(input, command);
  }

  /** What it printed, if it succeeded in time. */
  private Optional<byte[]> run(byte[] input, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    PASSED_ON.stream().filter(environment::containsKey)
        .forEach(variable -> builder.environment().put(variable, environment.get(variable)));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      // a tool that does not end is killed, which ends the reading
      Thread.ofPlatform().daemon().name("keyring-limit").start(() -> endInTime(process));
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      }
      byte[] output = process.getInputStream().readNBytes(LARGEST);
      boolean good = process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      return good ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void endInTime(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static void wipe(byte[] bytes) {
    Arrays.fill(bytes, (byte) 0);
  }
}
