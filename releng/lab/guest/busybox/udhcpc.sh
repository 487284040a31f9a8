#!/bin/sh
case "$1" in
  bound | renew)
    busybox ip addr flush dev "$interface"
    busybox ip addr add "$ip/${mask:-24}" dev "$interface"
    [ -n "${router:-}" ] && busybox ip route add default via "$router" dev "$interface"
    : >/etc/resolv.conf
    for server in ${dns:-}; do echo "nameserver $server" >>/etc/resolv.conf; done
    ;;
esac
