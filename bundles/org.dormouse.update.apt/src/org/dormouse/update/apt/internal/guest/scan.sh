OUT=$B/scan
fresh
rm -rf "$B/lists"
prepare "$B/lists"
read_index "$B/lists"
tell_pending
list_packages "$OUT/packages"
echo "packages $?" >> "$OUT/codes"
df -Pk / /usr /var /boot > "$OUT/df" 2> /dev/null
echo done > "$OUT/done"
