# The facts about the guest's client, as lines "key<TAB>value".
fact() {
  printf '%s\t%s\n' "$1" "$2"
}
for tool in apt-get dpkg dpkg-query sha256sum; do
  command -v $tool > /dev/null 2>&1 || fact missing $tool
done
command -v gpgv > /dev/null 2>&1 || command -v sqv > /dev/null 2>&1 || fact missing gpgv
command -v mount > /dev/null 2>&1 || command -v busybox > /dev/null 2>&1 || fact missing mount
fact apt "$(apt-get --version 2> /dev/null | head -n 1)"
fact architecture "$(dpkg --print-architecture 2> /dev/null)"
for a in $(dpkg --print-foreign-architectures 2> /dev/null); do fact foreign "$a"; done
for f in /var/lib/dpkg/updates/[0-9]*; do [ -e "$f" ] && fact journal "$f"; done
for f in /var/lib/dpkg/lock /var/lib/dpkg/lock-frontend; do
  [ -e "$f" ] || continue
  i=$(ls -i "$f")
  grep -q ":${i%% *} " /proc/locks 2> /dev/null && fact locked "$f"
done
df -Pk / /usr /var /boot /run 2> /dev/null | while read -r dev size used free rest; do
  fact disk "$free ${rest##* }"
done
[ -w /var/lib/dpkg ] || fact readonly /var/lib/dpkg
dpkg-query -W -f '${Package}\t${db:Status-Eflag}\t${db:Status-Status}\n' 2> /dev/null | while read -r p e s; do
  case $e,$s in
    ok,installed | ok,config-files | ok,not-installed | ok,triggers-awaited | ok,triggers-pending) ;;
    *) fact broken "$p $e $s" ;;
  esac
done
echo "end"
