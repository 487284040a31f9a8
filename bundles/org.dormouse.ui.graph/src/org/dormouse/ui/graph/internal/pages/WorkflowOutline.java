package org.dormouse.ui.graph.internal.pages;

import org.eclipse.draw2d.LightweightSystem;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.parts.ScrollableThumbnail;
import org.eclipse.gef.LayerConstants;
import org.eclipse.gef.editparts.ScalableRootEditPart;
import org.eclipse.swt.widgets.Canvas;

/** The whole workflow of a job as a thumbnail; the frame is what is in sight and is moved by the mouse. */
final class WorkflowOutline extends Thumbnail {

  private final ScalableRootEditPart root;
  private ScrollableThumbnail thumbnail;

  WorkflowOutline(ScalableRootEditPart root) {
    super("Thumbnail of the workflow", "workflow");
    this.root = root;
  }

  @Override
  void fill(Canvas canvas) {
    thumbnail = new ScrollableThumbnail((Viewport) root.getFigure());
    thumbnail.setSource(root.getLayer(LayerConstants.PRINTABLE_LAYERS));
    new LightweightSystem(canvas).setContents(thumbnail);
  }

  @Override
  public void dispose() {
    if (thumbnail != null) {
      thumbnail.deactivate();
    }
    super.dispose();
  }
}
