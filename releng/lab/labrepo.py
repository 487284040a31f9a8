"""Signed APT repositories of the lab: keys, packages with newer versions, indexes, and indexes that are wrong.

A repository folder has dists/dormouse (suite `dormouse`, component `main`), pool/, `key.gpg` and `key.asc` (the
public key for Signed-By) and `repository.json` (which packages go from which version to which).
"""

import gzip
import json
import lzma
import os
import re
import shutil
import time
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path

from lablib import Trouble, cache, locked, release_source, run, say, security_sources, source_line, work_folder

SUITE = "dormouse"
COMPONENT = "main"
ARCHITECTURE = "amd64"
BUMP = "+dormouse1"
LONG = 20 * 365 * 86400


# --- keys -----------------------------------------------------------------------------------------------------------

class Key:
    """A signing key of the lab, made at first use and kept in the cache. `expired`: valid for a day in 2020 only."""

    def __init__(self, name, expired=False):
        self.name = name
        self.address = f"{name}@lab.dormouse.invalid"
        self.expired = expired
        self.clock = ["--faked-system-time", "20200601T120000!"] if expired else []
        self.file = cache() / "keys" / f"{name}.asc"

    @contextmanager
    def ring(self):
        """A GnuPG home with this key alone; in /tmp, because a socket in it must have a short name."""
        with work_folder("/tmp") as home:
            home.chmod(0o700)
            try:
                with locked("keys"):
                    self.file.parent.mkdir(mode=0o700, exist_ok=True)
                    if self.file.exists():
                        self.gpg(home, "--import", self.file)
                    else:
                        self.gpg(home, "--passphrase", "", "--quick-gen-key", f"Dormouse lab <{self.address}>",
                                 "ed25519", "sign", "1d" if self.expired else "never")
                        secret = self.gpg(home, "--armor", "--export-secret-keys", self.address)
                        with open(os.open(self.file, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as out:
                            out.write(secret)
                yield home
            finally:
                run(["gpgconf", "--homedir", home, "--kill", "gpg-agent"])

    def gpg(self, home, *words):
        return run(["gpg", "--homedir", home, "--batch", "--yes", "--quiet", "--no-tty", *self.clock, *words])

    def sign(self, release):
        """InRelease and Release.gpg beside the Release file."""
        folder = release.parent
        with self.ring() as home:
            self.gpg(home, "-u", self.address, "--digest-algo", "SHA512", "--clearsign",
                     "-o", folder / "InRelease", release)
            self.gpg(home, "-u", self.address, "--digest-algo", "SHA512", "--armor", "--detach-sign",
                     "-o", folder / "Release.gpg", release)

    def export(self, folder):
        with self.ring() as home:
            self.gpg(home, "--export", "-o", folder / "key.gpg", self.address)
            self.gpg(home, "--armor", "--export", "-o", folder / "key.asc", self.address)


# --- an apt of our own ----------------------------------------------------------------------------------------------

class PrivateApt:
    """The machine's apt with its proxies and credentials, but with state of its own and the guest's dpkg status."""

    def __init__(self, folder, sources, status=""):
        self.folder = Path(folder)
        for name in ("state/lists/partial", "cache/archives/partial", "etc"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "status").write_text(status, encoding="utf-8")
        lines = "\n".join(source_line(source, self.folder) for source in sources) + "\n"
        (self.folder / "etc/sources.list").write_text(lines, encoding="utf-8")
        (self.folder / "etc/apt.conf").write_text(f"""
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Install-Pkgs;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Invoke;
Dir::State "{self.folder}/state";
Dir::State::status "{self.folder}/status";
Dir::State::extended_states "{self.folder}/state/extended_states";
Dir::Cache "{self.folder}/cache";
Dir::Cache::archives "{self.folder}/cache/archives";
Dir::Etc::sourcelist "{self.folder}/etc/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferences "-";
Dir::Etc::preferencesparts "-";
APT::Architecture "{ARCHITECTURE}";
APT::Architectures {{ "{ARCHITECTURE}"; }};
APT::Sandbox::User "root";
APT::Install-Recommends "false";
Acquire::Languages "none";
Debug::NoLocking "1";
""", encoding="utf-8")

    def get(self, *words, timeout=600, **options):
        return run(["apt-get", "-q", "-c", self.folder / "etc/apt.conf", *words], timeout=timeout, **options)

    def update(self):
        said = self.get("update", "-o", "APT::Update::Error-Mode=any")
        if re.search(r"^(Err:|W: Failed|E:)", said, re.M):
            raise Trouble(f"the indexes of this machine's mirror could not be read:\n{said}")


def deb_file(fields):
    """The .deb that an installed package came from: kept by build-guest, else fetched from the machine's mirror."""
    name = f"{fields['package']}_{fields['version']}_{fields['architecture']}.deb"
    kept = cache() / "debs" / name
    if not kept.exists():
        say(f"fetching {name}")
        with work_folder() as folder:
            apt = PrivateApt(folder, [release_source(), *security_sources()])
            apt.update()
            apt.get("download", f"{fields['package']}={fields['version']}", cwd=folder)
            fetched = next(folder.glob("*.deb"), None)
            if fetched is None:
                raise Trouble(f"no mirror of this machine has {name} any more: build the guest anew")
            kept.parent.mkdir(exist_ok=True)
            shutil.move(fetched, kept)
    return kept


# --- packages -------------------------------------------------------------------------------------------------------

class Unpacked:
    """A .deb taken apart, to be changed and packed again under a newer version."""

    def __init__(self, fields, folder):
        self.package = fields["package"]
        self.old = fields["version"]
        self.new = self.old + BUMP
        self.folder = Path(folder) / self.package
        run(["dpkg-deb", "-R", deb_file(fields), self.folder], timeout=300)
        self.set_field("Version", self.new)

    @property
    def control(self):
        return self.folder / "DEBIAN/control"

    def set_field(self, name, value):
        text = self.control.read_text(encoding="utf-8")
        changed, count = re.subn(rf"^{name}:.*$", lambda _: f"{name}: {value}", text, flags=re.M)
        self.control.write_text(changed if count else f"{text.rstrip()}\n{name}: {value}\n", encoding="utf-8")

    def script(self, name, lines):
        """Appends to a maintainer script, before its final exit; makes it when there is none."""
        file = self.folder / "DEBIAN" / name
        text = file.read_text(encoding="utf-8") if file.exists() else "#!/bin/sh\nset -e\n"
        text = re.sub(r"\nexit 0\s*\Z", "\n", text)
        file.write_text(f"{text.rstrip()}\n\n{lines}\n", encoding="utf-8")
        file.chmod(0o755)

    def add_file(self, path, content):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")

    def pack(self, pool):
        sums = self.folder / "DEBIAN/md5sums"
        if sums.exists():
            sums.unlink()
        file = pool / f"{self.package}_{re.sub('^[0-9]+:', '', self.new)}_{ARCHITECTURE}.deb"
        # gzip: any dpkg reads it, and a guest under emulation unpacks it several times faster than xz
        run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "-b", self.folder, file], timeout=300)
        shutil.rmtree(self.folder)
        return {"package": self.package, "from": self.old, "to": self.new}


# --- indexes --------------------------------------------------------------------------------------------------------

def index_folder(repository):
    return repository / "dists" / SUITE / COMPONENT / f"binary-{ARCHITECTURE}"


def write_index(repository, key, description, date=None, valid_for=LONG):
    """Packages in three forms, Release, InRelease, and the description."""
    folder = index_folder(repository)
    folder.mkdir(parents=True, exist_ok=True)
    listing = run(["apt-ftparchive", "packages", "pool"], cwd=repository, timeout=300).encode()
    (folder / "Packages").write_bytes(listing)
    (folder / "Packages.gz").write_bytes(gzip.compress(listing, mtime=0))
    (folder / "Packages.xz").write_bytes(lzma.compress(listing))
    sign_index(repository, key, date, valid_for)
    (repository / "repository.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")


def sign_index(repository, key, date=None, valid_for=LONG):
    """Release with fresh sums of the index files, signed by `key`, whose public half goes to key.gpg."""
    top = repository / "dists" / SUITE
    for old in ("Release", "InRelease", "Release.gpg"):
        (top / old).unlink(missing_ok=True)
    began = time.time() if date is None else date
    options = {"Origin": "Dormouse lab", "Label": "Dormouse lab", "Suite": SUITE, "Codename": SUITE,
               "Components": COMPONENT, "Architectures": ARCHITECTURE,
               "Description": "Newer packages for the guests of the lab"}
    words = [f"-oAPT::FTPArchive::Release::{name}={value}" for name, value in options.items()]
    sums = run(["apt-ftparchive", *words, "-oAPT::FTPArchive::MD5=false", "-oAPT::FTPArchive::SHA1=false",
                "-oAPT::FTPArchive::SHA512=false", "release", "."], cwd=top)
    sums = re.sub(r"^(Date|Valid-Until):.*\n", "", sums, flags=re.M)
    times = (f"Date: {formatdate(began, usegmt=True).replace('GMT', 'UTC')}\n"
             f"Valid-Until: {formatdate(began + valid_for, usegmt=True).replace('GMT', 'UTC')}\n")
    (top / "Release").write_text(times + sums, encoding="utf-8")
    key.sign(top / "Release")
    key.export(repository)


# --- what can be wrong ----------------------------------------------------------------------------------------------

def truncated_index(repository):
    """The index ends in the middle; its signature and its promised size stay."""
    for file in index_folder(repository).glob("Packages*"):
        content = file.read_bytes()
        file.write_bytes(content[:len(content) // 2])


def missing_index(repository):
    """Signed, but the index files are not there."""
    for file in index_folder(repository).glob("Packages*"):
        file.unlink()


def wrong_signature(repository):
    """Signed by somebody else than the key that is handed out."""
    sign_index(repository, Key("stranger"))
    Key("lab").export(repository)


def expired_key(repository):
    """Signed by a key that has expired since."""
    sign_index(repository, Key("expired", expired=True), date=1591012800)


def expired_index(repository):
    """Properly signed, but valid until yesterday only."""
    sign_index(repository, Key("lab"), date=time.time() - 8 * 86400, valid_for=7 * 86400)


def corrupt_package(repository):
    """One package has another content than the signed index says, at the same size."""
    file = sorted((repository / "pool").rglob("*.deb"))[0]
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle:middle + 64] = bytes(byte ^ 0xFF for byte in content[middle:middle + 64])
    file.write_bytes(content)


def missing_package(repository):
    """One package that the index names is not there."""
    sorted((repository / "pool").rglob("*.deb"))[0].unlink()


BREAKS = {function.__name__.replace("_", "-"): function
          for function in (truncated_index, missing_index, wrong_signature, expired_key, expired_index,
                           corrupt_package, missing_package)}
