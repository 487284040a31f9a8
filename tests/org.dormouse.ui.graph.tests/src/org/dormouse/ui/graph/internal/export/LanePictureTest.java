package org.dormouse.ui.graph.internal.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dormouse.ui.graph.internal.model.CellPlaces;
import org.dormouse.ui.graph.internal.model.LaneModel;
import org.dormouse.ui.graph.internal.model.SomeRuns;
import org.dormouse.ui.graph.internal.model.TimeScale;
import org.eclipse.swt.graphics.RGB;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class LanePictureTest {

  private static final String HOSTILE = "fleet/<script>&\"'\u0001\uD800";

  private final LaneModel model = new SomeRuns().servicing(HOSTILE, "RUNNING", 0)
      .servicing("fleet/b", "UP_TO_DATE", 0).servicing("fleet/c", "UP_TO_DATE", 0)
      .step("b", "claim", 0, "SUCCEEDED").step("b", "install", 9, 3, 1, "FAILED", "").model();

  private LanePicture picture(CellPlaces places) {
    return new LanePicture("Job nightly", model.rows(), places, model.library(), SomeRuns.BEGIN.plusSeconds(700),
        ZoneOffset.UTC);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(
        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anSvgIsWellFormedWhateverTheNamesAre() throws Exception {
    LanePicture picture = picture(CellPlaces.Columns.fitting(model.columns(), 800));
    SvgDrawing drawing = new SvgDrawing(picture.width(), picture.height());
    picture.draw(drawing);
    Document document = parse(drawing.document());
    assertEquals("svg", document.getDocumentElement().getTagName());
    NodeList titles = document.getElementsByTagName("title");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < titles.getLength(); i++) {
      all.append(titles.item(i).getTextContent()).append('\n');
    }
    assertTrue(all.toString().contains("<script>&\"'??"), all.toString());
    assertTrue(all.toString().contains("Failed"), "states are said in words");
    assertEquals(0, document.getElementsByTagName("script").getLength());
  }

  @Test
  void foldedLinesAndTheTimeLineAreInThePicture() throws Exception {
    model.setFolded("UP_TO_DATE", true);
    LanePicture picture = picture(new CellPlaces.TimeLine(
        new TimeScale(SomeRuns.BEGIN, SomeRuns.BEGIN.plusSeconds(700), 600), SomeRuns.BEGIN.plusSeconds(700)));
    SvgDrawing drawing = new SvgDrawing(picture.width(), picture.height());
    picture.draw(drawing);
    String text = parse(drawing.document()).getDocumentElement().getTextContent();
    assertTrue(text.contains("2 up to date"), text);
    assertTrue(text.contains("22:04"), text);
  }

  @Test
  void aPngIsWrittenWhole(@TempDir Path folder) throws Exception {
    LanePicture picture = picture(CellPlaces.Columns.fitting(model.columns(), 800));
    Path file = folder.resolve("run.png");
    picture.save("png", file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(picture.width(), image.getWidth());
    assertEquals(picture.height(), image.getHeight());
    assertFalse(Files.exists(folder.resolve("run.png.part")));
  }

  @Test
  void aPictureThatIsTooLargeIsMadeSmallerAsAWhole(@TempDir Path folder) throws Exception {
    ImageDrawing drawing = new ImageDrawing(4000, 40_000);
    Path file = folder.resolve("large.png");
    drawing.rectangle(0, 0, 4000, 40_000, 0, new RGB(255, 255, 255));
    drawing.save(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertTrue((long) image.getWidth() * image.getHeight() <= ImageDrawing.MOST_PIXELS);
    assertEquals(10, image.getHeight() / image.getWidth());
  }
}
