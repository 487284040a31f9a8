"""Takes the pictures of the help and the README from the demonstration of the packaged product: releng/pictures."""
import argparse
import collections
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

import desktop
import screen

COLOURS = 256
LARGEST = 150_000


def pixels():
    """Width, height and rows of (red, green, blue) of the screen once nothing moves any more."""
    picture = screen.still()
    rows = []
    for y in range(picture.height):
        line = picture.row(y)
        rows.append(list(zip(line[0::3], line[1::3], line[2::3])))
    return picture.width, picture.height, rows


def palette(rows):
    """At most 256 colours that stand for all: alike ones share their mean, rare ones the nearest of the others."""
    counted = collections.Counter(colour for row in rows for colour in row)
    alike = collections.defaultdict(list)
    for colour, count in counted.items():
        alike[tuple(part >> 3 for part in colour) if len(counted) > COLOURS else colour].append((count, colour))
    groups = sorted(alike.values(), key=lambda group: -sum(count for count, _ in group))
    chosen, index = [], {}
    for group in groups[:COLOURS]:
        total = sum(count for count, _ in group)
        most = max(group)
        mean = tuple(sum(count * colour[i] for count, colour in group) // total for i in range(3))
        for _, colour in group:
            index[colour] = len(chosen)
        # a flat area keeps its very colour
        chosen.append(most[1] if most[0] * 2 > total else mean)
    for group in groups[COLOURS:]:
        for _, colour in group:
            index[colour] = min(range(len(chosen)), key=lambda i: sum(
                (chosen[i][part] - colour[part]) ** 2 for part in range(3)))
    return chosen, index


def write(path, rows):
    chosen, index = palette(rows)
    lines = b"".join(b"\0" + bytes(index[colour] for colour in row) for row in rows)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(path, "wb") as png:
        png.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0))
                  + chunk(b"PLTE", bytes(part for colour in chosen for part in colour))
                  + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b""))
    size = os.path.getsize(path)
    print(f"  {os.path.basename(path)}: {len(rows[0])}x{len(rows)}, {size // 1000} kB", flush=True)
    assert size < LARGEST, f"{path} is too large: {size}"
    assert len(chosen) > 30, f"{path} shows next to nothing"


class Pictures:
    """The demonstration, and what is seen of it."""

    def __init__(self, folder, alive):
        self.folder = folder
        self.application = desktop.Application.named("Dormouse", alive)
        self.window = self.application.window(contains="Dormouse")

    def take(self, name, of=None):
        """Of one window without its frame, or of all the main window."""
        # away from whatever would answer the pointer
        screen.xdotool("mousemove", "1279", "799")
        time.sleep(1)
        x, y, across, down = (of or self.window).settled()
        width, height, rows = pixels()
        left, top = max(0, x), max(0, y)
        right, bottom = min(width, x + across), min(height, y + down)
        write(os.path.join(self.folder, name + ".png"), [row[left:right] for row in rows[top:bottom]])

    def large(self, name, tab=None, contains=None):
        """Of an editor or a view that has the room of the whole window meanwhile."""
        self.window.find("page tab", tab, contains=contains).click(times=2)
        time.sleep(2)
        self.take(name)
        self.window.find("page tab", tab, contains=contains).click(times=2)
        time.sleep(1)

    def tab(self, name):
        self.window.find("page tab", name).click()
        time.sleep(0.5)

    def all(self):
        self.window.find("table cell", within=180)
        self.run()
        self.fleet()
        self.job()
        self.wizards()
        self.welcome()

    def fleet(self):
        self.tab("Virtual machines")
        self.take("machines")
        self.large("dashboard", "Dashboard")

    def run(self):
        self.tab("Runs")
        self.window.find("table cell", "nightly", within=90).click(times=2)
        self.window.find("page tab", "Lanes", within=60)
        time.sleep(35)  # until there is something to see in every column, and the first notification has gone
        self.large("run", contains="run 1")
        self.application.menu("Run", "Open Report")
        report = self.application.window("Report")
        self.take("report", report)
        report.find("push button", "Close").click()

    def job(self):
        # with room for all: the toolkit lays a scroll bar over the lowest row of a list, and takes the click
        self.window.find("page tab", "Inventory").click(times=2)
        time.sleep(2)
        self.window.find("table cell", contains="nightly ").click(times=2)
        self.window.find("page tab", "Workflow", within=60).click()
        time.sleep(2)
        self.large("workflow", "nightly")
        self.window.find("page tab", "Inventory").click(times=2)
        time.sleep(1)

    def wizards(self):
        self.application.menu("Servicing", "Set up Dormouse…")
        wizard = self.application.window("Set Up Dormouse")
        self.go_on(wizard)
        wizard.find("check box", contains="Use what is there").click()
        time.sleep(1)
        self.take("set-up-library", wizard)
        wizard.find("push button", "Cancel").click()
        self.application.menu("File", "New", "New VM Group…")
        wizard = self.application.window("New VM Group")
        self.write("web")
        wizard.find("text", "Names").type("web*")
        time.sleep(3)
        self.take("group", wizard)
        wizard.find("push button", "Cancel").click()
        self.dry_run()

    def dry_run(self):
        self.window.find("table cell", contains="everything ").click()
        self.window.find("push button", "New Servicing Job").click()
        wizard = self.application.window("New Servicing Job")
        self.write("weekly")
        for _ in range(5):
            self.go_on(wizard)
        wizard.find("table cell", within=90)
        time.sleep(2)
        self.take("dry-run", wizard)
        wizard.find("push button", "Cancel").click()

    @staticmethod
    def write(words):
        """Into the field with the focus, the first one of a wizard."""
        time.sleep(1)
        screen.write(words)

    @staticmethod
    def go_on(wizard):
        button = wizard.find("push button", "Next >")
        wizard.until("Next to be possible", lambda: button.enabled, 90)
        button.click()
        time.sleep(1)

    def welcome(self):
        self.application.menu("File", "Close All Editors")
        self.application.menu("Help", "Welcome")
        self.window.find("label", contains="Welcome to Dormouse", within=30)
        self.take("welcome")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--launcher", required=True)
    parser.add_argument("--folder", required=True)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    desktop.ready()
    with tempfile.TemporaryDirectory(prefix="dmpic") as home:
        with open(os.path.join(home, "log"), "wb") as log:
            product = subprocess.Popen([options.launcher, "--demo"], stdout=log, stderr=subprocess.STDOUT,
                                       env=dict(os.environ, TMPDIR=home))
        try:
            Pictures(options.folder, lambda: "" if product.poll() is None else "the demonstration has ended").all()
        finally:
            product.send_signal(signal.SIGTERM)
            product.wait(60)


if __name__ == "__main__":
    sys.exit(main())
