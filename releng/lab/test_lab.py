"""What the lab tools read: apt sources in both styles, dpkg's status, image names. Run: python3 -m unittest test_lab"""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import labguest
import lablib


class AptSources(unittest.TestCase):

    def test_one_line_sources_with_and_without_options(self):
        found = list(lablib.one_line_sources(
            "# comment\n"
            "deb http://mirror.test/debian bookworm main contrib # why\n"
            "deb-src http://mirror.test/debian bookworm main\n"
            "deb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] https://mirror.test/x stable main\n"
            "deb cdrom:[Debian]/ bookworm main\n"))
        self.assertEqual([
            lablib.Source("http://mirror.test/debian", "bookworm", ["main", "contrib"], []),
            lablib.Source("https://mirror.test/x", "stable", ["main"], ["/usr/share/keyrings/a.gpg"]),
        ], found)

    def test_deb822_sources_multiply_uris_and_suites(self):
        found = list(lablib.deb822_sources(
            "Types: deb deb-src\n"
            "# comment\n"
            "URIs: http://a.test/debian http://b.test/debian\n"
            "Suites: bookworm bookworm-updates\n"
            "Components: main\n"
            "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"))
        self.assertEqual([("http://a.test/debian", "bookworm"), ("http://a.test/debian", "bookworm-updates"),
                          ("http://b.test/debian", "bookworm"), ("http://b.test/debian", "bookworm-updates")],
                         [(source.uri, source.suite) for source in found])
        self.assertEqual(["/usr/share/keyrings/debian-archive-keyring.gpg"], found[0].signed_by)

    def test_deb822_source_that_is_switched_off_is_left_out(self):
        self.assertEqual([], list(lablib.deb822_sources(
            "Types: deb\nURIs: http://a.test\nSuites: s\nComponents: main\nEnabled: no\n")))

    def test_deb822_source_may_hold_its_key(self):
        found = list(lablib.deb822_sources(
            "Types: deb\nURIs: http://a.test\nSuites: s\nComponents: main\nSigned-By:\n"
            " -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mDMEY\n -----END PGP PUBLIC KEY BLOCK-----\n"))
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEY\n-----END PGP PUBLIC KEY BLOCK-----\n",
                             lablib.key_ring(found[0], folder).read_text())

    def test_list_of_mirrors_gives_its_first(self):
        with tempfile.NamedTemporaryFile("w", suffix=".list") as listed:
            listed.write("# mirrors\nhttps://first.test/debian\thigh\nhttps://second.test/debian\n")
            listed.flush()
            source = lablib.Source(f"mirror+file://{listed.name}", "s", ["main"], [])
            self.assertEqual("https://first.test/debian", lablib.expanded(source).uri)

    def test_release_source_is_the_release_alone(self):
        found = [lablib.Source("http://m", suite, ["main"], [])
                 for suite in ("bookworm-updates", "bookworm-security", "bookworm")]
        with mock.patch.object(lablib, "sources", lambda: found):
            self.assertEqual("bookworm", lablib.release_source("bookworm").suite)
            with self.assertRaises(lablib.Trouble):
                lablib.release_source("trixie")


class Packages(unittest.TestCase):

    def test_only_installed_packages_count(self):
        status = ("Package: a\nStatus: install ok installed\nVersion: 1:2-3\nDescription: x\n more: y\n\n"
                  "Package: b\nStatus: deinstall ok config-files\nVersion: 1\n\n"
                  "Package: c\nStatus: hold ok installed\nVersion: 4\n")
        found = labguest.dpkg_packages(status)
        self.assertEqual({"a": "1:2-3", "c": "4"}, {name: fields["version"] for name, fields in found.items()})


class Images(unittest.TestCase):

    def test_format_comes_from_the_suffix_alone(self):
        self.assertEqual("qcow2", labguest.image_format("x.qcow2"))
        self.assertEqual("raw", labguest.image_format(Path("x.img")))
        with self.assertRaises(lablib.Trouble):
            labguest.image_format("x.vmdk")


class Cache(unittest.TestCase):

    def test_what_was_not_used_for_long_is_forgotten(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for entry in ("old", "new"):
                (folder / entry).mkdir()
            os.utime(folder / "old", (0, 0))
            lablib.forget_old(folder)
            self.assertEqual(["new"], [entry.name for entry in folder.iterdir()])


if __name__ == "__main__":
    unittest.main()
