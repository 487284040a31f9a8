package org.dormouse.hypervisor.qemu.internal;

import java.time.Duration;
import org.dormouse.image.QemuImg;
import org.dormouse.spi.Result;

/** The overlays of a deployment: empty images on the library's ones, which take all that the VM writes. */
final class Overlays {

  private static final QemuImg TOOL = new QemuImg(Duration.ofSeconds(30));

  private Overlays() {}

  /** Makes those of all disks anew. */
  static Result<Result.Nothing> make(Deployment deployment, MachineRecord machine) {
    for (MachineRecord.Disk disk : machine.disks()) {
      var made = TOOL.createOverlay(disk.chain().getFirst().link(), disk.virtualSize(),
          deployment.overlay(disk.slot()));
      if (!made.isOk()) {
        return made;
      }
      deployment.tell(QemuImg.overlayCommand(disk.chain().getFirst().link(), disk.virtualSize(),
          deployment.overlay(disk.slot())), "the overlay takes all that the VM writes");
    }
    return Result.ok();
  }
}
