package org.dormouse.secrets.internal;

import java.util.Arrays;
import org.dormouse.secrets.SecretStore.Entry;

/** A credential as it lies in the vault. @param secret UTF-8; empty where the keyring has it */
public record Kept(Entry entry, byte[] secret) {

  public static final String KEYRING = "keyring";
  public static final String FILE = "encrypted file";

  public boolean isInKeyring() {
    return entry.kept().equals(KEYRING);
  }

  public void wipe() {
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "Kept[" + entry + "]";
  }
}
