"""A guest under plain QEMU, for the tools of the lab: boot, agent, hot-plug, shut down; and a look into images.

The product has its own, complete code for this in Java; here is only what builds and checks the lab's own material.
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from lablib import Trouble, run, work_folder

ROOT_PORTS = 4


def image_format(image):
    """By the suffix, never by looking into the file."""
    known = {".qcow2": "qcow2", ".raw": "raw", ".img": "raw"}
    try:
        return known[Path(image).suffix]
    except KeyError:
        raise Trouble(f"{image}: an image is called .qcow2, .raw or .img") from None


# --- without starting it --------------------------------------------------------------------------------------------

@contextmanager
def raw_view(image, writable=False):
    """A path that reads as the raw disk: the image itself, or a FUSE export of a qcow2 by qemu-storage-daemon."""
    image = Path(image).resolve()
    if not image.is_file():
        raise Trouble(f"{image}: no such image")
    if image_format(image) == "raw":
        yield image
        return
    with work_folder() as folder:
        if not os.access("/dev/fuse", os.R_OK | os.W_OK):
            with raw_copy(image, folder, writable) as copy:
                yield copy
            return
        mounted = folder / "raw"
        mounted.touch()
        mode = "off" if writable else "on"
        writes = "on" if writable else "off"
        name = str(image).replace(",", ",,")
        words = ["qemu-storage-daemon",
                 "--blockdev", f"driver=file,node-name=file,filename={name},read-only={mode}",
                 "--blockdev", f"driver=qcow2,node-name=disk,file=file,read-only={mode}",
                 "--export", f"type=fuse,id=export,node-name=disk,mountpoint={mounted},writable={writes}",
                 "--pidfile", str(folder / "pid")]
        with open(folder / "log", "w+b") as log:
            exporter = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            try:
                wait_until(lambda: (folder / "pid").exists() or exporter.poll() is not None, 20)
                if exporter.poll() is not None:
                    log.seek(0)
                    raise Trouble(f"{image} cannot be read: {log.read().decode(errors='replace').strip()}")
                yield mounted
            finally:
                if exporter.poll() is None:
                    run([shutil.which("fusermount3") or "fusermount", "-u", mounted], timeout=20)
                    exporter.terminate()
                exporter.wait(20)


@contextmanager
def raw_copy(image, folder, writable):
    """The same where this user may not use FUSE: by converting, and back."""
    copy = folder / "disk.raw"
    run(["qemu-img", "convert", "-f", "qcow2", "-O", "raw", image, copy], timeout=300)
    yield copy
    if writable:
        run(["qemu-img", "convert", "-f", "raw", "-O", "qcow2", copy, image], timeout=300)


def wait_until(condition, seconds):
    limit = time.monotonic() + seconds
    while not condition() and time.monotonic() < limit:
        time.sleep(0.01)


def partitions(raw):
    """Start offsets in bytes of the partitions of a raw disk; [0] for a disk without a table."""
    try:
        table = json.loads(run(["sfdisk", "-J", raw], timeout=20))["partitiontable"]
    except Trouble:
        return [0]
    return [part["start"] * table.get("sectorsize", 512) for part in table["partitions"]]


def ext_file_systems(raw):
    for offset in partitions(raw):
        with open(raw, "rb") as disk:
            disk.seek(offset + 1024 + 0x38)
            if disk.read(2) == b"\x53\xef":
                yield offset


def read_file(image, path, limit=64 << 20):
    """The bytes of a file on the first ext file system that has it; links in the last component are not followed."""
    with raw_view(image) as raw:
        for offset in ext_file_systems(raw):
            with subprocess.Popen(["debugfs", "-R", f"cat {quoted(path)}", f"{raw}?offset={offset}"],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reader:
                content = reader.stdout.read(limit + 1)
                if len(content) > limit:
                    reader.kill()
                    raise Trouble(f"{path} in {image} is larger than {limit} bytes")
                errors = reader.stderr.read().decode(errors="replace")
            if "not found" not in errors:
                return content
    raise Trouble(f"{image} has no {path} on any ext file system")


def quoted(path):
    if '"' in str(path) or "\n" in str(path):
        raise Trouble(f"unusual path {path!r}")
    return f'"{path}"'


def dpkg_packages(status):
    """The installed packages of a dpkg status file: name → dict of its fields (lower-case names)."""
    found = {}
    for stanza in status.split("\n\n"):
        fields = {}
        for line in stanza.splitlines():
            if line[:1] not in (" ", "\t", "") and ":" in line:
                name, _, value = line.partition(":")
                fields[name.lower()] = value.strip()
        if fields.get("status", "").endswith(" installed"):
            found[fields["package"]] = fields
    return found


# --- running --------------------------------------------------------------------------------------------------------

class JsonSocket:
    """QMP or the guest agent: one JSON object per line, requests answered in order."""

    def __init__(self, path, timeout):
        self.path = path
        self.buffer = b""
        limit = time.monotonic() + timeout
        while True:
            self.socket = socket.socket(socket.AF_UNIX)
            try:
                self.socket.connect(str(path))
                return
            except OSError:
                self.socket.close()
                if time.monotonic() > limit:
                    raise Trouble(f"nothing listens on {path}") from None
                time.sleep(0.05)

    def close(self):
        self.socket.close()

    def send(self, request):
        self.socket.sendall(json.dumps(request).encode() + b"\n")

    def receive(self, timeout):
        limit = time.monotonic() + timeout
        while b"\n" not in self.buffer:
            left = limit - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"no answer on {self.path}")
            self.socket.settimeout(left)
            chunk = self.socket.recv(65536)
            if not chunk:
                raise ConnectionError(f"{self.path} was closed")
            self.buffer += chunk
        line, _, self.buffer = self.buffer.partition(b"\n")
        return json.loads(line.lstrip(b"\xff"))


class Guest:
    """One running guest on throw-away overlays: the images are never written."""

    def __init__(self, folder, disks, memory=512, writable=False, network=None):
        self.folder = Path(folder)
        self.started = time.monotonic()
        self.plugged = 0
        self.serial = self.folder / "serial"
        words = ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-no-reboot",
                 "-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
                 "-machine", "q35", *acceleration(), "-m", str(memory), "-smp", "1", "-display", "none",
                 "-serial", f"file:{self.serial}",
                 "-qmp", f"unix:{self.folder / 'qmp'},server=on,wait=off",
                 "-chardev", f"socket,id=agent,path={self.folder / 'agent'},server=on,wait=off",
                 "-device", "virtio-serial-pci", "-device",
                 "virtserialport,chardev=agent,name=org.qemu.guest_agent.0",
                 "-object", "rng-random,id=random,filename=/dev/urandom", "-device", "virtio-rng-pci,rng=random"]
        for number, disk in enumerate(disks):
            words += self.disk(number, Path(disk).resolve(), writable)
        for number in range(ROOT_PORTS):
            words += ["-device", f"pcie-root-port,id=port{number},chassis={number + 1},slot={number + 1}"]
        words += ["-netdev", f"{network},id=net0", "-device", "virtio-net-pci,netdev=net0,romfile="] if network else []
        with open(self.folder / "qemu.log", "wb") as log:
            self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.qmp = self.agent = None

    def disk(self, number, image, writable):
        kind = image_format(image)
        file = image
        if not writable:
            file = self.folder / f"overlay{number}.qcow2"
            run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", kind, "-b", image, file])
            kind = "qcow2"
        name = str(file).replace(",", ",,")
        return ["-blockdev", f"driver=file,node-name=file{number},filename={name},cache.no-flush=on,discard=unmap",
                "-blockdev", f"driver={kind},node-name=disk{number},file=file{number},discard=unmap",
                "-device", f"virtio-blk-pci,drive=disk{number},bootindex={number}"]

    def __enter__(self):
        try:
            self.qmp = JsonSocket(self.folder / "qmp", 10)
            self.qmp.receive(10)
            self.command("qmp_capabilities")
        except (Trouble, OSError) as trouble:
            self.kill()
            raise Trouble(f"QEMU did not start: {(self.folder / 'qemu.log').read_text()[-2000:]}") from trouble
        return self

    def __exit__(self, *unused):
        self.kill()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def command(self, name, timeout=30, **given):
        """A QMP command; events that arrive before the answer are dropped."""
        self.qmp.send({"execute": name, "arguments": given} if given else {"execute": name})
        while True:
            answer = self.qmp.receive(timeout)
            if "error" in answer:
                raise Trouble(f"QMP {name}: {answer['error'].get('desc')}")
            if "return" in answer:
                return answer["return"]

    def wait_for_agent(self, seconds=180):
        """Returns the seconds from power-on to the agent's first answer."""
        limit = self.started + seconds
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                raise Trouble(f"the guest stopped before its agent answered; its console said:\n{self.console()}")
            try:
                self.synchronise(1)
                return time.monotonic() - self.started
            except (OSError, ValueError, Trouble):
                time.sleep(0.1)
        raise Trouble(f"no answer from the guest agent within {seconds} s; its console said:\n{self.console()}")

    def console(self):
        return self.serial.read_text(errors="replace")[-3000:] if self.serial.exists() else ""

    def synchronise(self, timeout):
        """A fresh connection, and everything dropped that an earlier one left unread."""
        if self.agent:
            self.agent.close()
        self.agent = JsonSocket(self.folder / "agent", timeout)
        stamp = time.monotonic_ns() & 0x7FFFFFFF
        self.agent.socket.sendall(b"\xff")
        self.agent.send({"execute": "guest-sync", "arguments": {"id": stamp}})
        limit = time.monotonic() + timeout
        while True:
            answer = self.agent.receive(limit - time.monotonic())
            if answer.get("return") == stamp:
                return

    def ask(self, name, timeout=120, **given):
        self.synchronise(timeout)
        self.agent.send({"execute": name, "arguments": given} if given else {"execute": name})
        answer = self.agent.receive(timeout)
        if "error" in answer:
            raise Trouble(f"guest agent, {name}: {answer['error'].get('desc')}")
        return answer["return"]

    def shell(self, script, timeout=600):
        """Runs a shell script in the guest: (exit code, output, errors). Bounded by the agent at 16 MiB."""
        pid = self.ask("guest-exec", path="/bin/sh", arg=["-c", script], **{"capture-output": True})["pid"]
        limit = time.monotonic() + timeout
        while time.monotonic() < limit:
            state = self.ask("guest-exec-status", pid=pid)
            if state["exited"]:
                text = [base64.b64decode(state.get(name, "")).decode(errors="replace")
                        for name in ("out-data", "err-data")]
                return state.get("exitcode", 128 + state.get("signal", 0)), text[0], text[1]
            time.sleep(0.2)
        raise Trouble(f"the guest did not finish within {timeout} s: {script}")

    def detached(self, script, timeout=1200):
        """The same for work that may end the agent itself: a job of its own whose result is in files."""
        folder = f"/run/lab-job.{time.monotonic_ns()}"
        inner = f"mkdir -p {folder}; cat >{folder}/script <<'LAB-JOB-END'\n{script}\nLAB-JOB-END\n"
        start = (f"if [ -d /run/systemd/system ]; then systemd-run --collect --quiet "
                 f"sh -c '(sh {folder}/script) >{folder}/log 2>&1; echo $? >{folder}/code.new; "
                 f"mv {folder}/code.new {folder}/code'; "
                 f"else setsid sh -c '(sh {folder}/script) >{folder}/log 2>&1; echo $? >{folder}/code.new; "
                 f"mv {folder}/code.new {folder}/code' </dev/null >/dev/null 2>&1 & fi")
        code, out, errors = self.shell(inner + start)
        if code:
            raise Trouble(f"the job could not be started in the guest: {out}{errors}")
        limit = time.monotonic() + timeout
        while time.monotonic() < limit:
            try:
                code, out, _ = self.shell(f"cat {folder}/code", timeout=60)
                if code == 0:
                    log = self.shell(f"cat {folder}/log")[1]
                    self.shell(f"rm -rf {folder}")
                    return int(out), log
            except (OSError, ValueError, Trouble):
                pass  # the agent is being replaced; the new one knows nothing of commands given to the old one
            if self.process.poll() is not None:
                raise Trouble(f"the guest stopped while the job ran; its console said:\n{self.console()}")
            time.sleep(0.5)
        raise Trouble(f"the guest did not finish within {timeout} s: {script}")

    def plug(self, image, serial):
        """Hot-plugs a raw image read-only; in the guest it is the disk whose serial number is `serial`."""
        number = self.plugged
        self.plugged += 1
        self.command("blockdev-add", **{"driver": "raw", "node-name": f"medium{number}", "read-only": True,
                                        "file": {"driver": "file", "filename": str(Path(image).resolve()),
                                                 "read-only": True}})
        self.command("device_add", driver="virtio-blk-pci", id=f"plug{number}", drive=f"medium{number}",
                     serial=serial, bus=f"port{number}")

    def shut_down(self, seconds=60):
        """Returns the seconds that a clean shutdown took."""
        began = time.monotonic()
        self.synchronise(30)
        self.agent.send({"execute": "guest-shutdown", "arguments": {"mode": "powerdown"}})
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Trouble(f"the guest did not shut down within {seconds} s; its console said:\n{self.console()}"
                          ) from None
        return time.monotonic() - began


def acceleration():
    """TCG, unless the caller knows that KVM works here: the mere file /dev/kvm proves nothing."""
    if os.environ.get("DORMOUSE_LAB_ACCEL") == "kvm":
        return ["-accel", "kvm", "-cpu", "host"]
    return ["-accel", "tcg,thread=multi,tb-size=256", "-cpu", "max"]


# Finds the plugged disk in a guest by its serial number and mounts it read-only; works without udev and mount(8).
MOUNT_MEDIUM = r"""
set -e
target=$2
for try in $(seq 100); do
  for disk in /sys/block/vd*; do
    [ "$(cat "$disk/serial" 2>/dev/null)" = "$1" ] && found=/dev/${disk##*/}
  done
  [ -n "$found" ] && break
  sleep 0.1
done
[ -n "$found" ] || { echo "no disk with serial $1" >&2; exit 1; }
mkdir -p "$target"
if command -v mount >/dev/null; then mount -t ext4 -o ro "$found" "$target"
else busybox mount -t ext4 -o ro "$found" "$target"; fi
"""
