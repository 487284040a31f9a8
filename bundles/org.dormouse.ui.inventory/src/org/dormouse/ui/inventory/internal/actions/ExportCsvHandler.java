package org.dormouse.ui.inventory.internal.actions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dormouse.api.Machines.Machine;
import org.dormouse.ui.inventory.internal.machines.Csv;
import org.dormouse.ui.inventory.internal.machines.MachineColumn;
import org.dormouse.ui.inventory.internal.machines.MachinesView;
import org.dormouse.ui.parts.FileWork;
import org.dormouse.ui.style.Words;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;

/** Writes the selected virtual machines, or all that are shown, to a file of comma-separated values. */
public final class ExportCsvHandler extends SelectionHandler {

  @Override
  void carryOut(Given given) {
    List<Machine> machines = given.machines();
    List<MachineColumn> columns = MachineColumn.atFirst();
    if (given.window().getActivePage().findView(MachinesView.ID) instanceof MachinesView view) {
      columns = view.columns();
      machines = machines.size() > 1 ? machines : view.shown();
    }
    FileDialog dialog = new FileDialog(given.window().getShell(), SWT.SAVE);
    dialog.setText("Export Virtual Machines");
    dialog.setFileName("virtual-machines.csv");
    dialog.setFilterExtensions(new String[] {"*.csv", "*"});
    dialog.setOverwrite(true);
    String chosen = dialog.open();
    if (chosen != null) {
      write(given, Path.of(chosen), columns, machines);
    }
  }

  private static void write(Given given, Path file, List<MachineColumn> columns, List<Machine> machines) {
    FileWork.start("Write " + file.getFileName(), () -> {
      write(file, Csv.of(columns, machines));
      return Words.count(machines.size(), "virtual machine", "virtual machines") + " written to " + file;
    }, given::say);
  }

  private static void write(Path file, String text) throws IOException {
    FileWork.replace(file, part -> Files.writeString(part, text, StandardCharsets.UTF_8));
  }
}
