# What every script of ours in a guest begins with. POSIX sh; needs coreutils, apt and dpkg.
# TMPDIR stays what it is: /run is small, and kernel packages make their initramfs there.
# Set before: B (our folder), INDEX (serial and label of the index disk), PACKAGES (of the packages' disk, or nothing),
# SOURCES (lines of sources.list).
set -u
export LC_ALL=C LANG=C LANGUAGE=C HOME=/root TERM=dumb
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l APT_LISTCHANGES_FRONTEND=none
unset APT_CONFIG http_proxy https_proxy ftp_proxy all_proxy no_proxy 2>/dev/null
umask 022
cd /

refuse() {
  printf '%s\t%s\n' "$1" "$2" > "$OUT/trouble"
  exit 70
}

# mount may be missing in a minimal guest; busybox has one
do_mount() {
  if command -v mount >/dev/null 2>&1; then mount "$@"; else busybox mount "$@"; fi
}

do_umount() {
  if command -v umount >/dev/null 2>&1; then umount "$@"; else busybox umount "$@"; fi
}

# device of the disk with this serial; where the bus tells no serial, of that with this volume label
find_disk() {
  for s in /sys/block/*; do
    if [ "$(cat "$s/serial" 2>/dev/null)" = "$1" ]; then
      echo "/dev/${s##*/}"
      return 0
    fi
  done
  for s in /sys/block/sr* /sys/block/sd* /sys/block/hd*; do
    [ -e "$s" ] || continue
    d=/dev/${s##*/}
    if [ "$(dd if="$d" bs=1 skip=1144 count=16 2>/dev/null | tr -d '\000')" = "$2" ]; then
      echo "$d"
      return 0
    fi
  done
  return 1
}

# mount_disk SERIAL LABEL: read-only under $B/SERIAL
mount_disk() {
  m=$B/$1
  grep -q " $m " /proc/mounts && return 0
  mkdir -p "$m" || refuse guest-disk-full "the folder $m cannot be made"
  modprobe -q virtio_blk 2>/dev/null
  modprobe -q ext4 2>/dev/null
  n=0
  until dev=$(find_disk "$1" "$2"); do
    n=$((n + 1))
    [ "$n" -gt 60 ] && refuse medium-not-seen "no disk with the serial $1 appeared within 60 s"
    [ "$n" = 5 ] && echo 1 > /sys/bus/pci/rescan 2>/dev/null
    sleep 1
  done
  do_mount -t ext4 -o ro,nosuid,nodev,noexec "$dev" "$m" 2> "$OUT/mount" ||
    refuse medium-not-mounted "$dev: $(head -n 2 "$OUT/mount" | tr '\n' ' ')"
}

# A guest may answer before it has mounted all its disks; not waited for longer than two minutes.
settle() {
  [ -d /run/systemd/system ] || return 0
  n=0
  while [ "$n" -lt 60 ]; do
    case $(systemctl is-system-running 2> /dev/null) in
      initializing | starting) sleep 2 ;;
      *) return 0 ;;
    esac
    n=$((n + 1))
  done
}

# prepare LISTS: folders, disks, configuration; LISTS is the folder of apt's lists
prepare() {
  settle
  mkdir -p "$B/root" "$B/log" "$B/archives/partial" "$1/partial" || refuse guest-disk-full "no folder can be made below /run"
  mount_disk $INDEX
  cp -rsf "$B/${INDEX%% *}/tree/." "$B/root/" || refuse guest-disk-full "the index cannot be linked below /run"
  if [ -n "$PACKAGES" ]; then
    mount_disk $PACKAGES
    cp -rsf "$B/${PACKAGES%% *}/tree/." "$B/root/" || refuse guest-disk-full "the packages cannot be linked below /run"
  fi
  printf '%s\n' "$SOURCES" > "$B/sources.list" || refuse guest-disk-full "/run is full"
  cat > "$B/apt.conf" <<END || refuse guest-disk-full "/run is full"
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Etc::sourcelist "$B/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State::lists "$1";
Dir::Cache::archives "$B/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
APT::Get::AllowUnauthenticated "false";
APT::Get::Assume-Yes "true";
APT::Get::AutomaticRemove "false";
APT::Get::Purge "false";
APT::Get::Download-Only "false";
APT::Get::Fix-Broken "false";
APT::Get::List-Cleanup "true";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::AllowDowngradeToInsecureRepositories "false";
Acquire::Check-Valid-Until "true";
Acquire::Check-Date "true";
Acquire::By-Hash "no";
Acquire::PDiffs "false";
Acquire::Languages "none";
Acquire::GzipIndexes "true";
DPkg::Use-Pty "0";
DPkg::Lock::Timeout "120";
DPkg::Options:: "--force-confdef";
DPkg::Options:: "--force-confold";
END
}

apt_get() {
  apt-get -q -c "$B/apt.conf" "$@"
}

# the guest's apt reads the index; what it read is left to be compared with what was fetched
read_index() {
  apt_get update > "$OUT/update" 2>&1 < /dev/null
  echo "update $?" >> "$OUT/codes"
  ls "$1" > "$OUT/lists" 2>&1
  : > "$OUT/indexes"
  for file in "$1"/*_Packages*; do
    [ -e "$file" ] || continue
    sum=$(/usr/lib/apt/apt-helper cat-file "$file" 2> /dev/null | sha256sum)
    printf '%s\t%s\n' "${sum%% *}" "${file##*/}" >> "$OUT/indexes"
  done
}

# only asking; even that writes a log of apt's planner, which then is not the guest's
ask() {
  apt_get -o Debug::NoLocking=1 -o Dir::Log="$B/log" "$@"
}

# what the guest's own resolver would do
simulate() {
  ask -s dist-upgrade > "$OUT/simulate" 2>&1 < /dev/null
  echo "simulate $?" >> "$OUT/codes"
}

# what is pending, and where it would be had from
tell_pending() {
  simulate
  if grep -q -e '^Inst ' -e '^Remv ' -e '^Purg ' "$OUT/simulate"; then
    ask --print-uris dist-upgrade > "$OUT/uris" 2> "$OUT/uris.errors" < /dev/null
    echo "uris $?" >> "$OUT/codes"
  fi
}

# all packages that dpkg knows, in machine form
list_packages() {
  dpkg-query -W -f '${Package}\t${Architecture}\t${Version}\t${db:Status-Want}\t${db:Status-Eflag}\t${db:Status-Status}\t${Installed-Size}\n' > "$1.new" &&
    mv -f "$1.new" "$1"
}

fresh() {
  rm -rf "$OUT"
  mkdir -p "$OUT" || { echo "no folder can be made below /run" >&2; exit 71; }
}
