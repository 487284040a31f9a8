"""What the lab tools share: the machine's own apt sources, the cache, and bounded child processes.

Nothing here names a mirror: suites, mirrors, keys and proxies come from the apt configuration of the machine.
Python 3.9, standard library only.
"""

import fcntl
import glob
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import namedtuple
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent

os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
os.environ["LC_ALL"] = "C.UTF-8"


class Trouble(Exception):
    """An expected failure: its text is all that a person needs; tools print it and exit 1."""


def main(tool, usage=""):
    """Runs a tool's body, or prints its usage if asked; expected failures become one line on stderr and exit code 1."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))  # so that guests and exports end with the tool
    if usage and sys.argv[1:] in (["-h"], ["--help"]):
        print(usage.strip())
        sys.exit(0)
    try:
        sys.exit(tool() or 0)
    except Trouble as trouble:
        print(f"{Path(sys.argv[0]).name}: {trouble}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(arguments, timeout=120, input=None, **options):
    """A child process that must succeed within `timeout` seconds; returns its output as text."""
    words = [str(argument) for argument in arguments]
    given = {"input": input} if input is not None else {"stdin": subprocess.DEVNULL}
    try:
        done = subprocess.run(words, timeout=timeout, text=True, errors="replace", check=False, **given,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    except FileNotFoundError:
        raise Trouble(f"{words[0]} is not installed: run releng/setup --for lab") from None
    except subprocess.TimeoutExpired:
        raise Trouble(f"{' '.join(words)} did not end within {timeout} s") from None
    if done.returncode != 0:
        raise Trouble(f"{' '.join(words)} ended with {done.returncode}:\n{(done.stderr or done.stdout)[-4000:]}")
    return done.stdout


def as_root(arguments):
    """The same words as root, or as root of a user namespace, where file owners can be set but nothing else."""
    if os.geteuid() == 0:
        return list(arguments)
    return ["unshare", "--map-root-user", "--map-auto", "--"] + list(arguments)


# --- cache ---------------------------------------------------------------------------------------------------------

def cache():
    """The cache folder: DORMOUSE_LAB_CACHE, else dormouse/lab in the user's cache."""
    named = os.environ.get("DORMOUSE_LAB_CACHE")
    if named:
        folder = Path(named)
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dormouse" / "lab"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextmanager
def locked(name):
    """One builder at a time per cached thing; the lock ends with the process."""
    locks = cache() / "locks"
    locks.mkdir(exist_ok=True)
    with open(locks / name, "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def forget_old(folder, days=30):
    """Drops what was not used for a long time from a folder of the cache; using a thing is touching its folder."""
    oldest = time.time() - days * 86400
    for entry in folder.iterdir() if folder.exists() else ():
        if entry.stat().st_mtime < oldest:
            shutil.rmtree(entry, ignore_errors=True)


@contextmanager
def work_folder(parent=None):
    folder = Path(tempfile.mkdtemp(prefix="lab.", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def digest(*parts):
    """A short hash of strings and of the contents of files (given as Path)."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else str(part).encode()
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()[:16]


def place(source, target):
    """Copies beside the target, sharing blocks where the file system can, and renames: never half a file."""
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    run(["cp", "--reflink=auto", "--sparse=always", source, beside], timeout=600)
    os.chmod(beside, 0o644)
    os.replace(beside, target)


# --- the machine's apt configuration -------------------------------------------------------------------------------

Source = namedtuple("Source", "uri suite components signed_by")
Source.__doc__ = """One deb source; `signed_by` is a list of key ring files, or the text of a key, or empty."""


def apt_config(name, default=""):
    try:
        line = run(["apt-config", "shell", "VALUE", name], timeout=20).strip()
    except Trouble:
        return default
    match = re.fullmatch(r"VALUE='(.*)'", line, re.S)
    return match.group(1) if match else default


def codename():
    """The release that this machine runs, for instance from VERSION_CODENAME in /etc/os-release."""
    fields = os_release()
    name = fields.get("VERSION_CODENAME") or fields.get("UBUNTU_CODENAME")
    if not name:
        raise Trouble("/etc/os-release names no VERSION_CODENAME: pass --suite")
    return name


def os_release():
    fields = {}
    for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        key, found, value = line.partition("=")
        if found:
            fields[key] = value.strip().strip('"')
    return fields


def sources():
    """Every enabled deb source of this machine, one-line and deb822 style, in apt's order."""
    parts = apt_config("Dir::Etc::sourceparts/d", "/etc/apt/sources.list.d/")
    files = [Path(apt_config("Dir::Etc::sourcelist/f", "/etc/apt/sources.list"))]
    files += [Path(name) for name in sorted(glob.glob(os.path.join(parts, "*")))]
    found = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if file.suffix == ".list":
            found += one_line_sources(text)
        elif file.suffix == ".sources":
            found += deb822_sources(text)
    return [expanded(source) for source in found]


def one_line_sources(text):
    for line in text.splitlines():
        match = re.match(r"\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)([^#]*)", line)
        if not match or match.group(2).startswith("cdrom:"):
            continue
        options = dict(word.partition("=")[::2] for word in (match.group(1) or "").split())
        keys = [key for key in options.get("signed-by", "").split(",") if key]
        yield Source(match.group(2), match.group(3), match.group(4).split(), keys)


def deb822_sources(text):
    without_comments = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for stanza in re.split(r"\n\s*\n", without_comments):
        fields = {}
        for name, value in re.findall(r"^([A-Za-z-]+):[ \t]*(.*(?:\n[ \t]+.*)*)", stanza, re.M):
            fields[name.lower()] = value.strip()
        if "deb" not in fields.get("types", "").split() or fields.get("enabled", "yes").lower() in ("no", "false"):
            continue
        key = fields.get("signed-by", "")
        if "BEGIN PGP" in key:
            key = "\n".join("" if line.strip() == "." else line.strip() for line in key.splitlines())
        else:
            key = key.replace(",", " ").split()
        for uri in fields.get("uris", "").split():
            if uri.startswith("cdrom:"):
                continue
            for suite in fields.get("suites", "").split():
                yield Source(uri, suite, fields.get("components", "").split(), key)


def expanded(source):
    """`mirror+file:` names a list of mirrors: its first one is taken, as other programs than apt cannot read it."""
    uri = source.uri
    if uri.startswith("mirror+file:"):
        listed = Path(re.sub(r"^mirror\+file:/*", "/", uri)).read_text(encoding="utf-8").split("\n")
        uri = next(line.split()[0] for line in listed if line.strip() and not line.startswith("#"))
    return source._replace(uri=uri.rstrip("/"))


def release_source(suite=None):
    """The source of the release alone: no updates, no security, so that what is built from it is out of date."""
    wanted = suite or codename()
    found = sources()
    for source in found:
        if source.suite == wanted and "main" in source.components:
            more = {component for other in found if other.suite == wanted and other.uri == source.uri
                    for component in other.components}
            return source._replace(components=sorted(more))
    aside = re.compile(r"[-/](updates|security|backports.*|proposed.*)$")
    if suite is None:
        for source in found:
            if "main" in source.components and not aside.search(source.suite):
                say(f"no apt source of this machine names {wanted}; taking {source.suite}")
                return source
    raise Trouble(f"no apt source of this machine has the suite {wanted} with component main "
                  f"(looked in /etc/apt/sources.list and sources.list.d)")


def security_sources(suite=None):
    wanted = suite or codename()
    return [source for source in sources() if source.suite in (f"{wanted}-security", f"{wanted}/updates")]


def key_ring(source, folder):
    """The key ring file for a source, written to `folder` when the configuration has the key itself; or None."""
    if isinstance(source.signed_by, str):
        file = Path(folder) / "signed-by.asc"
        file.write_text(source.signed_by + "\n", encoding="utf-8")
        return file
    rings = [Path(name) for name in source.signed_by if name.startswith("/")]
    return rings[0] if rings else None


def source_line(source, folder):
    ring = key_ring(source, folder)
    options = f"[signed-by={ring}] " if ring else ""
    return f"deb {options}{source.uri} {source.suite} {' '.join(source.components)}"


def proxy_environment():
    """The environment with apt's own proxies added, for tools that only look there."""
    environment = dict(os.environ)
    for scheme in ("http", "https"):
        proxy = apt_config(f"Acquire::{scheme}::Proxy")
        if proxy and proxy != "DIRECT":
            environment.setdefault(f"{scheme}_proxy", proxy)
    return environment
