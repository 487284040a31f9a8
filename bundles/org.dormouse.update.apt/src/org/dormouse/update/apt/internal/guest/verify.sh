OUT=$B/verify
fresh
rm -rf "$B/proof"
prepare "$B/proof"
read_index "$B/proof"
simulate
list_packages "$OUT/packages"
echo "packages $?" >> "$OUT/codes"
dpkg --audit > "$OUT/audit" 2>&1
echo "audit $?" >> "$OUT/codes"
echo done > "$OUT/done"
