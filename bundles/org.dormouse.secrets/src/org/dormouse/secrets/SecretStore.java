package org.dormouse.secrets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dormouse.spi.Result;
import org.dormouse.spi.Secrets;

/**
 * Credentials by name. What is answered never holds a secret, except to {@link Secrets#credential}. A store that
 * cannot be read is a trouble that names its file; nothing is ever written over it then. Thread-safe; every call is
 * bounded by ten seconds.
 */
public interface SecretStore extends Secrets {

  /** What a credential is for. */
  enum Purpose { GUEST, HOST, SERVICE }

  /**
   * @param kept where the secret is: {@code keyring} or {@code encrypted file}
   * @param lastUsed to a minute
   */
  record Entry(String name, Purpose purpose, String user, String kept, Instant changed, Optional<Instant> lastUsed) {}

  /** By name. */
  Result<List<Entry>> list();

  /**
   * Adds a credential, or replaces the one of that name.
   *
   * @param secret 1 to {@value #LONGEST_SECRET} characters; wiped when this returns
   */
  Result<Entry> put(String name, Purpose purpose, String user, char[] secret);

  /** Forgets the credential and its secret; {@code credential-unknown} if there is none. */
  Result<Entry> remove(String name);

  int LONGEST_SECRET = 4000;
}
