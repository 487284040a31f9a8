OUT=$B/scan
fresh
rm -rf "$B/lists"
prepare "$B/lists"
read_index "$B/lists"
simulate
ask --print-uris dist-upgrade > "$OUT/uris" 2> "$OUT/uris.errors" < /dev/null
echo "uris $?" >> "$OUT/codes"
list_packages "$OUT/packages"
echo "packages $?" >> "$OUT/codes"
df -Pk / /usr /var /boot > "$OUT/df" 2> /dev/null
echo done > "$OUT/done"
