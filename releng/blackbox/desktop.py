"""What a person with a screen reader has of a program: windows, names, roles and states, by AT-SPI; real clicks by XTEST.

Every wait is bounded and says what it waited for and what was there instead.
"""
import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
import pyatspi  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 180
PAUSE = 0.15
DEPTH = 40


class NotSeen(AssertionError):
    """Something that should have been on the screen was not."""


def safely(ask, otherwise=None):
    """The answer of a widget that may be gone by now."""
    try:
        return ask()
    except (GLib.Error, LookupError, RuntimeError, AttributeError, NotImplementedError):
        return otherwise


def plain(name):
    """A name without mnemonic, accelerator and colon."""
    return (name or "").split("\t")[0].replace("_", "").replace("&", "").strip().rstrip(":")


class Widget:
    """One accessible object."""

    def __init__(self, node):
        self.node = node

    @property
    def name(self):
        return plain(safely(lambda: self.node.name, ""))

    @property
    def role(self):
        return safely(self.node.getRoleName, "")

    def has(self, state):
        return bool(safely(lambda: self.node.getState().contains(state), False))

    @property
    def showing(self):
        return self.has(pyatspi.STATE_SHOWING)

    @property
    def enabled(self):
        return self.has(pyatspi.STATE_SENSITIVE)

    @property
    def checked(self):
        return self.has(pyatspi.STATE_CHECKED)

    @property
    def text(self):
        def ask():
            text = self.node.queryText()
            return text.getText(0, text.characterCount)

        return safely(ask, "") or self.name

    def children(self):
        count = safely(lambda: self.node.childCount, 0) or 0
        for i in range(min(count, 400)):
            child = safely(lambda i=i: self.node.getChildAtIndex(i))
            if child is not None:
                yield Widget(child)

    def walk(self, depth=DEPTH):
        yield self
        if depth > 0:
            for child in self.children():
                yield from child.walk(depth - 1)

    def all(self, role=None, name=None, showing=True, contains=None):
        roles = (role,) if isinstance(role, str) else role
        for widget in self.walk():
            if roles and widget.role not in roles:
                continue
            if name is not None and widget.name != name:
                continue
            if contains is not None and contains not in widget.name and contains not in widget.text:
                continue
            if showing and not widget.showing:
                continue
            yield widget

    def find(self, role=None, name=None, within=PATIENCE, showing=True, contains=None):
        what = f"{role or 'something'} '{name or contains or ''}'"
        return until(what, lambda: next(self.all(role, name, showing, contains), None), within, self)

    def center(self):
        box = self.node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return box.x + box.width // 2, box.y + box.height // 2

    def near(self):
        """A place inside, close to where its words begin."""
        box = self.node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return box.x + min(14, box.width // 2), box.y + box.height // 2

    def click(self, times=1):
        until(f"{self.role} '{self.name}' to be enabled", lambda: self.enabled or None, within=PATIENCE, about=self)
        x, y = self.near()
        press(x, y, times=times)
        return self

    def double_click(self):
        return self.click(times=2)

    def act(self):
        """Its own first action, for what cannot be clicked, such as an item of a menu that is not open."""
        self.node.queryAction().doAction(0)
        return self

    def type(self, words):
        """Replaces the text of a field."""
        self.click()
        editable = safely(self.node.queryEditableText)
        if editable is not None and editable.setTextContents(words):
            return self
        keys("ctrl+a")
        subprocess.run(["xdotool", "type", "--delay", "12", words], check=True, timeout=60)
        return self

    def tree(self, depth=12, indent=0):
        lines = [f"{'  ' * indent}{self.role} '{self.name}'"]
        if depth > 0:
            for child in self.children():
                if child.showing or child.role in ("frame", "dialog", "application"):
                    lines.extend(child.tree(depth - 1, indent + 1))
        return lines


def until(what, look, within=PATIENCE, about=None):
    """Asks again and again until there is an answer."""
    end = time.monotonic() + within
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            seen = "\n".join(about.tree()[:300]) if about is not None else ""
            raise NotSeen(f"not seen within {within} s: {what}\n{seen}")
        time.sleep(PAUSE)


def press(x, y, button=1, times=1):
    subprocess.run(["xdotool", "mousemove", str(x), str(y)], check=True, timeout=20)
    time.sleep(0.05)
    subprocess.run(["xdotool", "click", "--repeat", str(times), "--delay", "60", str(button)], check=True, timeout=20)
    time.sleep(0.1)


def keys(*combinations):
    subprocess.run(["xdotool", "key", "--delay", "40", *combinations], check=True, timeout=20)
    time.sleep(0.1)


def screenshot(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    dump = subprocess.run(["xwd", "-root", "-silent"], check=True, capture_output=True, timeout=30).stdout
    write_png(dump, path)


def write_png(dump, path):
    """An X window dump of 24 or 32 bits per pixel, little endian, as PNG."""
    import struct
    import zlib

    header = struct.unpack(">25I", dump[:100])
    size, width, height, bits, stride, colours = header[0], header[4], header[5], header[11], header[12], header[19]
    start = size + colours * 12
    step = bits // 8
    rows = bytearray()
    for y in range(height):
        line = dump[start + y * stride:start + y * stride + width * step]
        row = bytearray(width * 3)
        row[0::3], row[1::3], row[2::3] = line[2::step], line[1::step], line[0::step]
        rows += b"\0" + row

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    with open(path, "wb") as png:
        png.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                  + chunk(b"IDAT", zlib.compress(bytes(rows), 6)) + chunk(b"IEND", b""))


class Application(Widget):
    """A running program, known by the name it gives its windows."""

    @staticmethod
    def named(name, within=PATIENCE):
        Atspi.init()
        desktop = Widget(pyatspi.Registry.getDesktop(0))
        return Application(until(f"program '{name}'", lambda: next(
            (child for child in desktop.children() if child.name == name and child.children()), None),
            within, desktop).node)

    def window(self, title=None, contains=None, within=PATIENCE):
        def look():
            for child in self.children():
                if child.role in ("frame", "dialog", "window", "alert") and child.showing and (
                        child.name == title if title is not None else (contains or "") in child.name):
                    return child
            return None

        return until(f"window '{title or contains}'", look, within, self)

    def has_window(self, title):
        return any(child.name == title and child.showing for child in self.children())

    def menu(self, *path):
        """Chooses from the menu bar, clicking its way down: menus fill only when they open."""
        level = self.window(contains="Dormouse")
        bar = level.find("menu bar")
        entry = bar.find("menu", path[0])
        entry.click()
        for name in path[1:]:
            entry = until(f"menu entry '{name}'", lambda entry=entry, name=name: next(
                (item for item in entry.all(("menu", "menu item", "check menu item", "radio menu item"), name)), None),
                20, entry)
            entry.click()
        time.sleep(0.2)
