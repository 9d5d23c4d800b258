#!/usr/bin/env bash
# Makes two small Debian 13 systems for the tests that WEBMAIL_DEBIAN13=1 switches on: one with Cyrus 3.10, one with Dovecot 2.4; Debian doesn't install
# both in one. About 1 GB and three minutes, once: they stay in $WEBMAIL_TEST_CACHE/debian13 (default /var/cache/webmail-tests); delete that folder for
# newer ones. Nothing else on this system changes but the package debootstrap, which is installed. WEBMAIL_DEBIAN_MIRROR: another mirror.
set -euo pipefail
cache="${WEBMAIL_TEST_CACHE:-/var/cache/webmail-tests}"
mirror="${WEBMAIL_DEBIAN_MIRROR:-http://deb.debian.org/debian}"
ready="$cache/debian13"
[ ! -d "$ready" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Only root can make and run the Debian 13 systems that WEBMAIL_DEBIAN13 asks for." >&2
    exit 1
fi
"$(dirname "${BASH_SOURCE[0]}")/../deploy/install-packages.sh" "the tests on Debian 13" debootstrap

echo "Making Debian 13 systems with Cyrus and Dovecot for the tests, in $ready (about 1 GB)"
mkdir -p "$cache"
new="$(mktemp -d "$cache/debian13.new.XXXXXX")"
trap 'rm -rf --one-file-system "$new"' EXIT
chmod 755 "$new"

# In a namespace of its own: what is mounted there and what was started there is gone with it, however it ends.
make='
new="$1" mirror="$2"
debootstrap --variant=minbase trixie "$new/dovecot" "$mirror"
cp -a --reflink=auto "$new/dovecot" "$new/cyrus"

add() { # add SYSTEM PACKAGE...
    local system="$new/$1"
    printf "#!/bin/sh\nexit 101\n" >"$system/usr/sbin/policy-rc.d"
    chmod 755 "$system/usr/sbin/policy-rc.d"
    mount -t proc proc "$system/proc"
    DEBIAN_FRONTEND=noninteractive chroot "$system" apt-get install -y -q --no-install-recommends "${@:2}" </dev/null
    chroot "$system" apt-get clean
    umount "$system/proc"
}
add dovecot dovecot-imapd
add cyrus cyrus-imapd sasl2-bin libsasl2-modules
'
unshare --mount --pid --fork --kill-child --mount-proc --propagation private \
    bash -euo pipefail -c "$make" debian13 "$new" "$mirror" >"$new/log" 2>&1 || {
    echo "Cannot make the Debian 13 systems:" >&2
    tail -n 30 "$new/log" >&2
    exit 1
}

# Whoever makes them at the same time may have been quicker.
mv -T "$new" "$ready" 2>/dev/null || [ -d "$ready" ]
