package org.dormouse.spi;

import java.util.Arrays;

/**
 * Answers the credentials that definitions name. The engine offers it as an OSGi service; a back end that reaches
 * something by {@link BackendSpec#credential} refers to it, asks at the moment it needs the secret, and keeps nothing.
 * A secret never goes into a message, a log, a ticket, an argument of a process, or a file. Thread-safe.
 */
public interface Secrets {

  /**
   * Troubles: {@code credential-unknown}, {@code secrets-locked}, {@code secrets-damaged}, {@code keyring-silent}
   * (passing). Bounded by ten seconds.
   */
  Result<Credential> credential(String name);

  /** For use without an engine: knows no credential. */
  static Secrets none() {
    return name -> Result.failed(Trouble.lasting("credential-unknown", "There is no credential \"" + name + "\".",
        "Add it: dormouse credential add " + name));
  }

  /** A user and the secret, which is wiped on close. One thread. */
  final class Credential implements AutoCloseable {
    private final String user;
    private final char[] secret;

    /** @param secret is the credential's own from now on */
    public Credential(String user, char[] secret) {
      this.user = user;
      this.secret = secret;
    }

    public String user() {
      return user;
    }

    /** Not a copy: gone when this is closed. */
    public char[] secret() {
      return secret;
    }

    @Override
    public void close() {
      Arrays.fill(secret, '\0');
    }

    @Override
    public String toString() {
      return "Credential[" + user + "]";
    }
  }
}
