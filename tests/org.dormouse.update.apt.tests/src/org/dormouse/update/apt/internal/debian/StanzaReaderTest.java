package org.dormouse.update.apt.internal.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StanzaReaderTest {

  private static StanzaReader of(String text) {
    return new StanzaReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1 << 20);
  }

  private static String text(StanzaReader reader) {
    return new String(reader.bytes(), 0, reader.length(), StandardCharsets.UTF_8);
  }

  @Test
  void splitsAtEmptyLinesAndTellsOffsets() throws IOException {
    StanzaReader reader = of("\n\nA: 1\nB: 2\n\n\nA: 3");
    assertTrue(reader.next());
    assertEquals("A: 1\nB: 2\n", text(reader));
    assertEquals(2, reader.offset());
    assertTrue(reader.next());
    assertEquals("A: 3", text(reader));
    assertEquals(14, reader.offset());
    assertFalse(reader.next());
  }

  @Test
  void paragraphsOverBufferBordersAreWhole() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("Package: p").append(i).append("\nVersion: ").append(i).append("\n\n");
    }
    StanzaReader reader = of(text.toString());
    for (int i = 0; i < 20_000; i++) {
      assertTrue(reader.next());
      assertEquals("Package: p" + i + "\nVersion: " + i + "\n", text(reader));
      assertEquals(text.indexOf("Package: p" + i + "\n"), reader.offset(), () -> "offset");
      if (i > 300) {
        i += 997;
        for (int skipped = 0; skipped < 997 && reader.next(); skipped++) {
          assertTrue(reader.length() > 0);
        }
      }
    }
  }

  @Test
  void findsFieldsAtLineStartsOnly() throws IOException {
    StanzaReader reader = of("Description: x\n Version: 9\nVersion:   1.2 \n");
    assertTrue(reader.next());
    long range = reader.field("Version".getBytes(StandardCharsets.US_ASCII));
    assertEquals("1.2", new String(reader.bytes(), (int) (range >>> 32), (int) range - (int) (range >>> 32),
        StandardCharsets.UTF_8));
    assertEquals(-1, reader.field("Versio".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void endlessParagraphIsRefused() {
    StanzaReader reader = new StanzaReader(endless('a'), Long.MAX_VALUE);
    assertThrows(IOException.class, reader::next);
  }

  @Test
  void endlessFileIsRefused() {
    StanzaReader reader = new StanzaReader(endless('\n'), 1 << 20);
    assertThrows(IOException.class, reader::next);
  }

  private static InputStream endless(char c) {
    return new InputStream() {
      @Override
      public int read() {
        return c;
      }

      @Override
      public int read(byte[] b, int from, int length) {
        Arrays.fill(b, from, from + length, (byte) c);
        return length;
      }
    };
  }
}
