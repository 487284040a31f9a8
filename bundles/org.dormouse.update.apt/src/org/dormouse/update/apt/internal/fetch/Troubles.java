package org.dormouse.update.apt.internal.fetch;

import java.time.Duration;
import org.dormouse.spi.Trouble;

/** The troubles that fetching has in common, however it is done. */
final class Troubles {

  private Troubles() {}

  static Trouble tooLarge(String address, long limit) {
    return Trouble.lasting("file-too-large", address + " is larger than the " + limit + " bytes it may have.",
        "The repository is inconsistent or hostile; try another mirror.");
  }

  static Trouble silent(String address, Duration waited) {
    return Trouble.passing("service-silent", "Fetching " + address + " did not get on for " + waited.toSeconds()
        + " s.", "Check the network and the mirror.");
  }

  static Trouble unreachable(String address, String reason) {
    return Trouble.passing("service-unreachable", "Fetching " + address + " failed: " + reason + ".",
        "Check the network, the proxy and the address of the service.");
  }

  /** @param credential its name; empty: none was used */
  static Trouble unauthorized(String address, String credential) {
    return credential.isEmpty()
        ? Trouble.lasting("service-asks-for-login", "The server asks for user and password for " + address + ".",
            "Add a credential and name it in the service: dormouse credential add NAME --purpose service --user USER")
        : Trouble.lasting("service-refuses-login", "The server refuses user and password of credential " + credential
            + " for " + address + ".", "Correct them: dormouse credential add " + credential
            + " --purpose service --user USER --replace");
  }

  static Trouble lost(String address) {
    return Trouble.lasting("service-redirects", "The server leads " + address + " on and on, or to where it must not.",
        "Correct the address of the service.");
  }

  static Trouble interrupted(String address) {
    return Trouble.passing("interrupted", "Fetching " + address + " was interrupted.", "");
  }
}
