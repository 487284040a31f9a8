# Run as a query, not as a job: nothing of it may remain.
grep " $B/" /proc/mounts | while read -r dev dir rest; do
  do_umount "$dir" || do_umount -l "$dir"
done
if grep -q " $B/" /proc/mounts; then
  exit 73
fi
rm -rf "$B"
rmdir /run/dormouse 2> /dev/null
[ ! -e "$B" ]
