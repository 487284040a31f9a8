package org.dormouse.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A secret from whoever runs the command: typed without an echo, or read from what stands before a pipe. */
final class SecretInput {

  private static final int LONGEST = 16_000;

  private SecretInput() {}

  /** One line break at the end of piped input is not part of the secret. */
  static String read(String prompt) {
    Console console = System.console();
    if (Terminal.isTerminal(0) && console != null) {
      char[] typed = console.readPassword("%s", prompt);
      if (typed == null || typed.length == 0) {
        throw none();
      }
      try {
        return new String(typed);
      } finally {
        Arrays.fill(typed, '\0');
      }
    }
    try {
      byte[] piped = System.in.readNBytes(LONGEST);
      String text = new String(piped, StandardCharsets.UTF_8).replaceFirst("\r?\n\\z", "");
      Arrays.fill(piped, (byte) 0);
      if (text.isEmpty()) {
        throw none();
      }
      return text;
    } catch (IOException e) {
      throw none();
    }
  }

  private static CommandFailed none() {
    return CommandFailed.usage("secret-missing", "No secret was given.",
        "Type it when asked, or give it on standard input: dormouse credential add NAME … < FILE");
  }
}
