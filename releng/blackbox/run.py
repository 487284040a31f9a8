"""Scenarios of the packaged product, seen and used from outside. Started by releng/ui-blackbox."""
import argparse
import os
import signal
import sys
import tempfile
import time
import traceback

import desktop
import installs
import keyboard
import notifies
import scenarios
import servicing
import windows
from product import Product

ALL = {"opens": scenarios.CHAPTERS, "demonstration": scenarios.DEMONSTRATION, "keyboard": keyboard.CHAPTERS,
       "windows": windows.CHAPTERS, "notifies": notifies.CHAPTERS, "installs": installs.CHAPTERS,
       "services": servicing.CHAPTERS}


def run(name, chapters, options):
    """One product through its chapters: how many passed. After the first that fails none can follow."""
    product = Product(options.launcher, options.pictures)
    passed = 0
    try:
        for chapter in chapters:
            title = f"{name}: {chapter.__name__.replace('_', ' ')}"
            began = time.monotonic()
            chapter(product, options)
            errors = product.errors()
            assert not errors, "logged meanwhile:\n" + "\n".join(errors)
            print(f"  {title}: passed in {time.monotonic() - began:.0f} s", flush=True)
            passed += 1
    except Exception:
        print(f"  {title}: FAILED", flush=True)
        traceback.print_exc(file=sys.stdout)
        explain(name, product)
    finally:
        product.end()
    return passed


def explain(name, product):
    try:
        product.picture("failed-" + name)
    except Exception as e:
        print(f"  (no good picture: {e})")
    print(product.output()[-3000:])


def ended(signum, frame):
    raise SystemExit(128 + signum)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--launcher", required=True)
    parser.add_argument("--pictures", required=True)
    parser.add_argument("--temporary", required=True, help="folder for states of the product")
    parser.add_argument("--library", help="folder with the image of a real, stale guest web01")
    parser.add_argument("--repository", help="folder of a signed repository with updates for it")
    parser.add_argument("--patience", type=int, default=900, help="seconds that servicing a real guest may take")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    # so that whatever is started is ended as well
    signal.signal(signal.SIGTERM, ended)
    tempfile.tempdir = options.temporary
    os.environ["TMPDIR"] = options.temporary
    wanted = options.names or [name for name in ALL if name != "services" or options.library]
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        parser.error(f"no scenario is called {unknown[0]}; there are {', '.join(ALL)}")
    desktop.ready()
    passed = sum(run(name, ALL[name], options) for name in wanted)
    failed = sum(len(ALL[name]) for name in wanted) - passed
    left = os.listdir(options.temporary)
    if left:
        print(f"  left behind in the folder for temporary files: {left}", flush=True)
        failed += 1
    print(f"blackbox: {passed} passed, {failed} failed", flush=True)
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
