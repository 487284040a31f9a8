"""The X server of the black box: real clicks and keys by XTEST, and pictures of what is seen.

Xvfb keeps its frame buffer in a file, in the format of xwd, which is read here: no program needs to take pictures.
"""
import os
import struct
import subprocess
import time
import zlib

HEADER = struct.Struct(">25I")


def press(x, y, button=1, times=1):
    xdotool("mousemove", str(x), str(y))
    time.sleep(0.05)  # a hover in between, as a hand makes it
    xdotool("click", "--repeat", str(times), "--delay", "60", str(button))


def keys(*combinations):
    xdotool("key", "--delay", "40", *combinations)


def write(words):
    xdotool("type", "--delay", "12", words)


def xdotool(*words):
    """What it answers."""
    return subprocess.run(["xdotool", *words], check=True, timeout=60, stdout=subprocess.PIPE, text=True).stdout.strip()


class Picture:
    """What was on the screen at one moment: 24 or 32 bits per pixel, little endian."""

    def __init__(self):
        with open(os.environ["DORMOUSE_BLACKBOX_SCREEN"], "rb") as file:
            dump = file.read()
        header = HEADER.unpack(dump[:HEADER.size])
        self.width, self.height, bits, self.stride = header[4], header[5], header[11], header[12]
        self.step = bits // 8
        self.pixels = dump[header[0] + header[19] * 12:]

    def row(self, y, left=0, right=None):
        """Red, green and blue, one after the other."""
        start = y * self.stride
        line = self.pixels[start + left * self.step:start + (right or self.width) * self.step]
        row = bytearray(len(line) // self.step * 3)
        row[0::3], row[1::3], row[2::3] = line[2::self.step], line[1::self.step], line[0::self.step]
        return bytes(row)

    def colours(self, box=None):
        """How many pixels each colour has in a box of x, y, width and height."""
        x, y, width, height = box or (0, 0, self.width, self.height)
        left, right = max(x, 0), min(x + width, self.width)
        counted = {}
        for line in range(max(y, 0), min(y + height, self.height)):
            row = self.row(line, left, right)
            for at in range(0, len(row), 3):
                colour = row[at] << 16 | row[at + 1] << 8 | row[at + 2]
                counted[colour] = counted.get(colour, 0) + 1
        return counted

    def save(self, path):
        rows = b"".join(b"\0" + self.row(y) for y in range(self.height))

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as png:
            png.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0))
                      + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b""))


def still(most=3):
    """A picture once nothing moves any more, or after some seconds: what was pressed is not drawn at once."""
    end = time.monotonic() + most
    before = Picture()
    while time.monotonic() < end:
        time.sleep(0.3)
        now = Picture()
        if now.pixels == before.pixels:
            return now
        before = now
    return before
