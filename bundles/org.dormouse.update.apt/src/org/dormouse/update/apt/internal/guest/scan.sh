OUT=$B/scan
fresh
# After an installation the lists that it went by are looked at once more instead of being read once more: what they
# are is told all the same. Only once: a scan that is repeated begins from nothing.
if [ "$(cat "$B/installed" 2> /dev/null)" = "$INDEX" ]; then
  rm -f "$B/installed"
  prepare "$B/lists"
  echo "the lists of the installation" > "$OUT/update"
  echo "update 0" >> "$OUT/codes"
  tell_index "$B/lists"
else
  rm -rf "$B/lists" "$B/installed"
  prepare "$B/lists"
  read_index "$B/lists"
fi
simulate
if grep -q -e '^Inst ' -e '^Remv ' -e '^Purg ' "$OUT/simulate"; then
  ask --print-uris dist-upgrade > "$OUT/uris" 2> "$OUT/uris.errors" < /dev/null
  echo "uris $?" >> "$OUT/codes"
fi
list_packages "$OUT/packages"
echo "packages $?" >> "$OUT/codes"
df -Pk / /usr /var /boot > "$OUT/df" 2> /dev/null
echo done > "$OUT/done"
