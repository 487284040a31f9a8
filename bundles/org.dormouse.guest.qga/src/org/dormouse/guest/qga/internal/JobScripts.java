package org.dormouse.guest.qga.internal;

/**
 * What runs in the guest around a detached job; POSIX sh, with what coreutils or busybox have. Without hardware
 * virtualisation each process costs the guest about 40 ms, so what the shell can do by itself it does.
 *
 * <p>Files in {@code /run/dormouse/KEY}: {@code script}; {@code taken}, made by whoever runs the job, so that it runs
 * once however often it is started; {@code pid}: process id, its start time (field 22 of /proc/PID/stat) and the
 * guest's boot id; {@code log}; {@code exit}: the exit code. Of the last two of them that are read from outside, one
 * that is empty is not there yet.
 */
final class JobScripts {

  static final String FOLDER = "/run/dormouse/";

  /** Arguments: the key. Input: the job's script. Returns once the job has told its process id. */
  static final String START = """
      umask 077
      d=/run/dormouse/$1
      [ -s "$d/pid" ] && { cat > /dev/null; exit 0; }
      mkdir -p "$d/new" && cat > "$d/new/script" || exit 90
      printf '%s\\n' '
      d=$1
      set -C
      true 2>/dev/null >"$d/taken" || exit 0
      set +C
      exec </dev/null >"$d/log" 2>&1
      umask 022
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
      HOME=/root
      DORMOUSE_DIR=$d
      export PATH HOME DORMOUSE_DIR
      cd /
      read -r stat < /proc/$$/stat
      read -r boot < /proc/sys/kernel/random/boot_id
      set -- ${stat##*) }
      echo "$$ ${20} $boot" > "$d/pid" || exit 90
      /bin/sh "$d/script"
      c=$?
      echo $c > "$d/exit" || { true > "$d/log"; echo $c > "$d/exit"; }
      ' > "$d/new/wrapper" && mv -f "$d/new/script" "$d/new/wrapper" "$d" || exit 90
      if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null; then
        systemd-run --quiet --collect --unit="dormouse-$1" /bin/sh "$d/wrapper" "$d" ||
          systemctl is-active --quiet "dormouse-$1.service" ||
          systemd-run --quiet --unit="dormouse-$1" /bin/sh "$d/wrapper" "$d" || exit 91
      else
        setsid /bin/sh "$d/wrapper" "$d" </dev/null >/dev/null 2>&1 &
      fi
      i=0
      while [ ! -s "$d/pid" ]; do
        [ $i -ge 300 ] && exit 92
        i=$((i + 1))
        sleep 0.05 2>/dev/null || sleep 1
      done
      """;

  /**
   * Arguments: keys. A job that was not done is killed with all that carries its DORMOUSE_DIR, because apt puts dpkg
   * into a session of its own; of one that is done, only what is left of its process group and its unit. Which it is,
   * is looked at first: a job that is being killed may still write that it is done. A job that is not there, and a unit
   * that is over, cost the guest no process. Ends with 1 if a folder could not be removed.
   */
  static final String END = """
      marked() {
        grep -lsF "DORMOUSE_DIR=$d" /proc/[0-9]*/environ | while read -r e; do
          tr '\\0' '\\n' < "$e" 2>/dev/null | grep -qxF "DORMOUSE_DIR=$d" || continue
          p=${e#/proc/}
          echo "${p%/environ}"
        done
      }
      end() {
        d=/run/dormouse/$1
        done=
        [ -s "$d/exit" ] && done=yes
        unit=system.slice/dormouse-$1.service
        if [ -d /run/systemd/system ] && { [ -z "$done" ] || [ -d "/sys/fs/cgroup/$unit" ] ||
            [ -d "/sys/fs/cgroup/systemd/$unit" ]; }; then
          systemctl kill --signal=KILL "dormouse-$1.service" 2>/dev/null
          systemctl stop "dormouse-$1.service" 2>/dev/null
          systemctl reset-failed "dormouse-$1.service" 2>/dev/null
        fi
        if read -r pid start boot 2>/dev/null < "$d/pid"; then
          read -r now < /proc/sys/kernel/random/boot_id
          if [ "$boot" = "$now" ]; then
            stat=
            read -r stat 2>/dev/null < "/proc/$pid/stat"
            set -- ${stat##*) }
            if [ -z "$stat" ] || [ "${20}" = "$start" ]; then
              kill -KILL "-$pid" 2>/dev/null
            fi
          fi
        fi
        i=0
        while [ -z "$done" ] && [ $i -lt 100 ]; do
          p=$(marked)
          [ -z "$p" ] && break
          kill -KILL $p 2>/dev/null
          i=$((i + 1))
          sleep 0.1 2>/dev/null || sleep 1
        done
      }
      there=
      for key; do
        [ -d "/run/dormouse/$key" ] || continue
        there="$there /run/dormouse/$key"
        end "$key"
      done
      [ -z "$there" ] && exit 0
      rm -rf $there
      rmdir /run/dormouse 2>/dev/null
      for d in $there; do
        [ ! -e "$d" ] || exit 1
      done
      """;

  private JobScripts() {}
}
