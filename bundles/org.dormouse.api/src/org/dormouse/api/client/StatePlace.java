package org.dormouse.api.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files of one engine lie. One engine at a time serves a state folder: {@code $DORMOUSE_HOME}, else
 * {@code $XDG_STATE_HOME/dormouse}, else {@code ~/.local/state/dormouse}.
 *
 * <p>The socket is elsewhere, because the path of a Unix domain socket is bounded ({@value #SOCKET_LIMIT} bytes with
 * its end on macOS, 108 on Linux) and a state folder's is not: {@code $XDG_RUNTIME_DIR/dormouse/<8 hex>/engine.sock},
 * else {@code /tmp/dormouse-<uid>/<8 hex>/engine.sock}. A running engine writes the path it has chosen to
 * {@link #address()}, so that a client with another environment finds it too.
 *
 * @param folder absolute
 * @param runtime folder of the socket, absolute, not necessarily there
 */
public record StatePlace(Path folder, Path runtime) {

  /** Bytes of a socket's path that every supported system can bind. */
  public static final int SOCKET_LIMIT = 103;

  private static final String PRODUCT = "dormouse";
  private static final String SOCKET = "engine.sock";
  private static final int ADDRESS_LIMIT = 4096;

  /** As this process's environment says. */
  public static StatePlace ofEnvironment() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  public static StatePlace of(Map<String, String> environment, Path home) {
    Path folder = set(environment, "DORMOUSE_HOME").map(Path::of)
        .or(() -> set(environment, "XDG_STATE_HOME").map(state -> Path.of(state, PRODUCT)))
        .orElseGet(() -> home.resolve(".local/state").resolve(PRODUCT))
        .toAbsolutePath().normalize();
    String id = id(folder);
    Path runtime = set(environment, "XDG_RUNTIME_DIR").map(Path::of)
        .filter(StatePlace::isOurs)
        .map(path -> path.toAbsolutePath().resolve(PRODUCT).resolve(id))
        .filter(path -> fits(path.resolve(SOCKET)))
        .orElseGet(() -> Path.of("/tmp", PRODUCT + "-" + user(), id));
    return new StatePlace(folder, runtime);
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Eight hexadecimal digits that stand for the folder, the same whichever way leads to it. */
  private static String id(Path folder) {
    Path real = folder;
    try {
      real = folder.toRealPath();
    } catch (IOException e) {
      // Not there yet: its own path names it.
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(real.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean isOurs(Path folder) {
    return Files.isDirectory(folder) && owner(folder).equals(user());
  }

  private static boolean fits(Path socket) {
    return socket.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_LIMIT;
  }

  /** Number of the user that this process runs as, or the name where the platform tells no number. */
  public static String user() {
    String number = owner(Path.of("/proc/self"));
    return number.isEmpty() ? System.getProperty("user.name") : number;
  }

  /** Number of the file's owner; empty where it cannot be told. */
  public static String owner(Path file) {
    try {
      return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).toString();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return "";
    }
  }

  /** The socket this process would bind. */
  public Path socket() {
    return runtime.resolve(SOCKET);
  }

  /** The socket a running engine has said it bound, else the one it would bind. */
  public Path knownSocket() {
    try {
      if (Files.size(address()) <= ADDRESS_LIMIT) {
        String text = Files.readString(address()).strip();
        if (!text.isEmpty()) {
          return Path.of(text);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // No engine has written it, or not to the end.
    }
    return socket();
  }

  public Path address() {
    return folder.resolve("engine.address");
  }

  public Path lock() {
    return folder.resolve("engine.lock");
  }

  public Path logFolder() {
    return folder.resolve("log");
  }

  public Path log() {
    return logFolder().resolve("engine.log");
  }

  /** What the engine process writes before and beside its log. */
  public Path output() {
    return logFolder().resolve("engine.out");
  }
}
