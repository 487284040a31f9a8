OUT=$B/install
# a former cycle's answers are not this one's
[ "$(cat "$OUT/cycle" 2> /dev/null)" = "$CYCLE" ] || rm -rf "$OUT"
mkdir -p "$OUT" && echo "$CYCLE" > "$OUT/cycle" || exit 71
rm -f "$OUT/trouble" "$OUT/codes" "$OUT/done" "$OUT/simulate" "$OUT/uris"
prepare "$B/lists"
anew=
ls "$B"/lists/*InRelease > /dev/null 2>&1 || { anew=yes; read_index "$B/lists"; }
# what was there before the first try is what the outcome is compared with
[ -s "$OUT/before" ] || list_packages "$OUT/before"
apt_get -o APT::Status-Fd=3 $APT_OPTIONS dist-upgrade > "$OUT/log" 2>&1 3> "$OUT/status" < /dev/null
code=$?
echo "install $code" >> "$OUT/codes"
list_packages "$OUT/packages"
echo "packages $?" >> "$OUT/codes"
dpkg --audit > "$OUT/audit" 2>&1
echo "audit $?" >> "$OUT/codes"
[ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]
echo "restart $?" >> "$OUT/codes"
# by the lists that the scan has read and that were compared with what was fetched; they are read afresh for the proof
[ "$code" = 0 ] && [ -z "$anew" ] && tell_pending
echo done > "$OUT/done"
