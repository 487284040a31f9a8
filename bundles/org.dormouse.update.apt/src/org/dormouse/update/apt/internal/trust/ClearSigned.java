package org.dormouse.update.apt.internal.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in OpenPGP's cleartext signature framework (RFC 9580, 7), taken apart strictly: one message, nothing before
 * or after it, so that what was signed is exactly what is used.
 *
 * @param text the signed lines, dash escapes undone
 * @param canonical what the signature is computed over: lines without trailing blanks, joined by CR LF
 * @param signature the armoured signature block
 */
record ClearSigned(String text, byte[] canonical, String signature) {
  private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String END_SIGNATURE = "-----END PGP SIGNATURE-----";

  /** Fails with an {@link IOException} that says what is wrong with the form. */
  static ClearSigned parse(byte[] content) throws IOException {
    List<String> lines = lines(content);
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals(BEGIN)) {
      throw new IOException("it does not begin as a signed message");
    }
    int at = 1;
    while (at < lines.size() && !lines.get(at).isBlank()) {
      if (!lines.get(at).startsWith("Hash:")) {
        throw new IOException("its signature header has the unknown line '" + brief(lines.get(at)) + "'");
      }
      at++;
    }
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream canonical = new ByteArrayOutputStream(content.length + 1024);
    boolean first = true;
    for (at++; at < lines.size() && !lines.get(at).stripTrailing().equals(BEGIN_SIGNATURE); at++) {
      String line = lines.get(at);
      if (line.startsWith("- ")) {
        line = line.substring(2);
      } else if (line.startsWith("-")) {
        throw new IOException("it has a line that begins with a dash and is not escaped");
      }
      line = stripBlanks(line);
      text.append(line).append('\n');
      canonical.writeBytes(((first ? "" : "\r\n") + line).getBytes(StandardCharsets.ISO_8859_1));
      first = false;
    }
    String plain = new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new ClearSigned(plain, canonical.toByteArray(), signature(lines, at));
  }

  private static String signature(List<String> lines, int from) throws IOException {
    StringBuilder armour = new StringBuilder();
    int at = from;
    for (; at < lines.size(); at++) {
      armour.append(lines.get(at)).append('\n');
      if (lines.get(at).stripTrailing().equals(END_SIGNATURE)) {
        break;
      }
    }
    if (at >= lines.size()) {
      throw new IOException("its signature has no end");
    }
    for (at++; at < lines.size(); at++) {
      if (!lines.get(at).isBlank()) {
        throw new IOException("something follows its signature");
      }
    }
    return armour.toString();
  }

  /** Bytes as Latin-1 characters, so that the signed bytes survive whatever their encoding is. */
  private static List<String> lines(byte[] content) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= content.length; i++) {
      if (i == content.length && start == i) {
        break;
      }
      if (i == content.length || content[i] == '\n') {
        int end = i > start && content[i - 1] == '\r' ? i - 1 : i;
        lines.add(new String(content, start, end - start, StandardCharsets.ISO_8859_1));
        start = i + 1;
      }
    }
    return lines;
  }

  private static String stripBlanks(String line) {
    int end = line.length();
    while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(0, end);
  }

  private static String brief(String line) {
    return line.substring(0, Math.min(40, line.length()));
  }
}
