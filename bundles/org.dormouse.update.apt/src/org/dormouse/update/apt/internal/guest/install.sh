OUT=$B/install
# a former cycle's answers are not this one's
[ "$(cat "$OUT/cycle" 2> /dev/null)" = "$CYCLE" ] || rm -rf "$OUT"
mkdir -p "$OUT" && echo "$CYCLE" > "$OUT/cycle" || exit 71
rm -f "$OUT/trouble" "$OUT/codes" "$OUT/done" "$B/installed"
prepare "$B/lists"
ls "$B"/lists/*InRelease > /dev/null 2>&1 || read_index "$B/lists"
# what was there before the first try is what the outcome is compared with
[ -s "$OUT/before" ] || list_packages "$OUT/before"
apt_get -o APT::Status-Fd=3 $APT_OPTIONS dist-upgrade > "$OUT/log" 2>&1 3> "$OUT/status" < /dev/null
echo "install $?" >> "$OUT/codes"
list_packages "$OUT/after"
echo "packages $?" >> "$OUT/codes"
dpkg --audit > "$OUT/audit" 2>&1
echo "audit $?" >> "$OUT/codes"
[ -e /run/reboot-required ] || [ -e /var/run/reboot-required ] && echo yes > "$OUT/restart"
# of what it has read, for the scan that follows
echo "$INDEX" > "$B/installed"
echo done > "$OUT/done"
