package org.dormouse.guest.qga.internal;

/**
 * What runs in the guest around a detached job; POSIX sh, with what coreutils or busybox have.
 *
 * <p>Files in {@code /run/dormouse/KEY}: {@code script}; {@code taken}, a directory made by whoever runs the job, so
 * that it runs once however often it is started; {@code pid}: process id, its start time (field 22 of
 * /proc/PID/stat) and the guest's boot id; {@code log}; {@code exit}: the exit code. The last two of them that are
 * read from outside appear by rename.
 */
final class JobScripts {

  static final String FOLDER = "/run/dormouse/";

  /** Arguments: the key. Input: the job's script. Returns once the job has told its process id. */
  static final String START = """
      umask 077
      d=/run/dormouse/$1
      [ -s "$d/pid" ] && { cat > /dev/null; exit 0; }
      mkdir -p "$d" || exit 90
      cat > "$d/script.new" && mv -f "$d/script.new" "$d/script" || exit 90
      cat > "$d/wrapper.new" <<'END' || exit 90
      d=$1
      mkdir "$d/taken" 2>/dev/null || exit 0
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
      echo "$$ ${20} $boot" > "$d/pid.new" && mv -f "$d/pid.new" "$d/pid" || exit 90
      /bin/sh "$d/script"
      c=$?
      echo $c > "$d/exit.new" || { : > "$d/log"; echo $c > "$d/exit.new"; }
      mv -f "$d/exit.new" "$d/exit"
      END
      mv -f "$d/wrapper.new" "$d/wrapper" || exit 90
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
        sleep 0.1 2>/dev/null || sleep 1
      done
      """;

  /**
   * Argument: the key. A job that was not done is killed with all that carries its DORMOUSE_DIR, because apt puts dpkg
   * into a session of its own; of one that is done, only what is left of its process group and its unit. Which it is,
   * is looked at first: a job that is being killed may still write that it is done. A job that is not there, and a unit
   * that is over, cost the guest no process.
   */
  static final String END = """
      d=/run/dormouse/$1
      marked() {
        grep -lsF "DORMOUSE_DIR=$d" /proc/[0-9]*/environ | while read -r e; do
          tr '\\0' '\\n' < "$e" 2>/dev/null | grep -qxF "DORMOUSE_DIR=$d" || continue
          p=${e#/proc/}
          echo "${p%/environ}"
        done
      }
      [ -d "$d" ] || exit 0
      done=
      [ -e "$d/exit" ] && done=yes
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
      rm -rf "$d"
      rmdir /run/dormouse 2>/dev/null
      [ ! -e "$d" ]
      """;

  private JobScripts() {}
}
