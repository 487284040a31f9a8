package org.dormouse.servicing.steps;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dormouse.model.HealthCheck;
import org.dormouse.servicing.HookSpec;
import org.dormouse.spi.GuestSession;
import org.dormouse.spi.GuestSession.CommandResult;
import org.dormouse.spi.Result;

/**
 * Looks once whether something in the guest is well, from inside, because its network link is down. Fixed scripts that
 * get the target as an argument: exit code 0 all is well, 9 it is not, 126 and 127 it cannot be told.
 *
 * @param words with all the script needs
 * @param needs what the guest must have for it
 */
record GuestProbe(List<String> words, String needs) {

  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final int NOT_WELL = 9;

  /** Arguments: host, port, path, the Host header. */
  private static final String HTTP = """
      command -v bash >/dev/null 2>&1 || exit 127
      exec timeout 20 bash -c '
        exec 3<>"/dev/tcp/$1/$2" || { echo "no connection"; exit 9; }
        printf "GET %s HTTP/1.0\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n" "$3" "$4" >&3
        IFS= read -r -t 15 line <&3 || { echo "no answer"; exit 9; }
        case $line in HTTP/*\\ [23][0-9][0-9]*) exit 0 ;; esac
        printf "%.200s" "$line"
        exit 9' bash "$1" "$2" "$3" "$4" 2>/dev/null
      """;

  /** Argument: the address. Who signed for it is not asked: its own name is all that a guest without network has. */
  private static final String HTTPS = """
      command -v curl >/dev/null 2>&1 || exit 127
      code=$(curl --silent --insecure --noproxy '*' --max-time 20 --output /dev/null --write-out '%{http_code}' -- "$1")
      case $code in [23][0-9][0-9]) exit 0 ;; 000) echo "no answer" ;; *) echo "status $code" ;; esac
      exit 9
      """;

  /** Argument: the port. */
  private static final String PORT = """
      command -v bash >/dev/null 2>&1 || exit 127
      for host in 127.0.0.1 ::1; do
        timeout 10 bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$host" "$1" 2>/dev/null && exit 0
      done
      echo "nobody accepts connections"
      exit 9
      """;

  /** Argument: the unit. */
  private static final String UNIT = """
      [ -d /run/systemd/system ] || exit 126
      state=$(systemctl is-active -- "$1")
      [ "$state" = active ] && exit 0
      echo "it is $state"
      exit 9
      """;

  /** What came of a look. */
  sealed interface Look {
    record Well() implements Look {}

    /** @param why one line */
    record NotWell(String why) implements Look {}

    /** It never will: the guest lacks something. */
    record NotPossible(String why) implements Look {}
  }

  /** Of all health checks but {@code exitCode}, which is a job. */
  static GuestProbe of(HookSpec hook) {
    String target = hook.target();
    return switch (hook.check()) {
      case HTTP -> http(target);
      case PORT -> new GuestProbe(script(PORT, target), "bash");
      case UNIT -> new GuestProbe(script(UNIT, target), "systemd");
      case EXIT_CODE -> throw new IllegalArgumentException(HealthCheck.EXIT_CODE + " is no probe");
    };
  }

  private static GuestProbe http(String address) {
    URI uri = URI.create(address);
    if (uri.getScheme().equals("https")) {
      return new GuestProbe(script(HTTPS, address), "curl");
    }
    String host = uri.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new GuestProbe(script(HTTP, bare, Integer.toString(port), path + query,
        host + (port == 80 ? "" : ":" + port)), "bash");
  }

  private static List<String> script(String text, String... arguments) {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", text, "sh"));
    words.addAll(List.of(arguments));
    return List.copyOf(words);
  }

  Result<Look> look(GuestSession session) {
    Result<CommandResult> ran = session.run(words, new byte[0], LIMIT);
    Optional<String> late = ran.failure().filter(trouble -> trouble.code().equals("guest-command-late"))
        .map(trouble -> trouble.message());
    return late.isPresent() ? Result.ok(new Look.NotWell("no answer within " + LIMIT.toSeconds() + " s"))
        : ran.map(this::judge);
  }

  private Look judge(CommandResult result) {
    String said = HookLog.lastLines(HookLog.shown(new String(result.output(), StandardCharsets.UTF_8)));
    return switch (result.exitCode()) {
      case 0 -> new Look.Well();
      case 126, 127 -> new Look.NotPossible("the guest has no " + needs + ", by which it is looked at");
      case NOT_WELL -> new Look.NotWell(said.isEmpty() ? "it is not well" : said);
      default -> new Look.NotWell("no answer (exit code " + result.exitCode() + ")");
    };
  }
}
