package org.dormouse.spi.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dormouse.spi.BackendSpec;
import org.dormouse.spi.FileIdentity;
import org.dormouse.spi.Generation;
import org.dormouse.spi.LibraryBackend;
import org.dormouse.spi.Result;
import org.dormouse.spi.StoredMachine;

/** What the vendor of a library supplies, and the moves that its contract is made of. */
abstract class LibraryScene extends BackendContract {

  protected abstract LibraryBackend newLibrary();

  protected abstract BackendSpec spec();

  /** The same library set up wrongly in every way there is: settings missing, malformed, leading nowhere. */
  protected abstract List<BackendSpec> brokenSpecs();

  /** Writes a complete new image, as a hypervisor would, and answers its SHA-256. Other words, other content. */
  protected abstract String writeImage(Path path, String word);

  /** Something that tells the content of an image in the library. */
  protected abstract String content(Path image);

  /** Somebody else puts another image in the place of this one. */
  protected abstract void replaceImage(Path image);

  /** Lets the library's clock, by which generations age, go on. */
  protected abstract void age(Duration time);

  final StoredMachine machine() {
    return scan().getFirst();
  }

  final List<StoredMachine> scan() {
    return ok(newLibrary().scan(spec())).machines();
  }

  final List<String> contents(StoredMachine machine) {
    return machine.disks().stream().map(disk -> content(disk.image())).toList();
  }

  final List<String> write(LibraryBackend library, StoredMachine machine, String key) {
    var hashes = new ArrayList<String>();
    for (Path path : ok(library.prepare(spec(), machine, key))) {
      hashes.add(writeImage(path, key + "-" + hashes.size()));
    }
    return hashes;
  }

  final Result<Generation> service(StoredMachine machine, String key) {
    LibraryBackend library = newLibrary();
    List<FileIdentity> claimed = ok(library.identify(spec(), machine));
    return library.commit(spec(), machine, key, claimed, write(library, machine, key));
  }

  final List<Integer> numbers(StoredMachine machine) {
    return ok(newLibrary().generations(spec(), machine)).stream().map(Generation::number).toList();
  }
}
