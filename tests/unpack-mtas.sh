#!/usr/bin/env bash
# Unpacks the mail transfer agents that Debian doesn't install beside Exim, for the tests to run them in a mount namespace.
# Nothing is installed and nothing on this system changes but the cache folder: $WEBMAIL_TEST_CACHE, default /var/cache/webmail-tests.
set -euo pipefail
cache="${WEBMAIL_TEST_CACHE:-/var/cache/webmail-tests}"

missing=()
for package in postfix opensmtpd; do
    [ -d "$cache/$package/usr" ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

# Their tests are skipped (in CI: fail) where this doesn't work; the others need not wait for it.
if [ "$(id -u)" -ne 0 ]; then
    echo "Not unpacking ${missing[*]}: only root can run them." >&2
    exit 0
fi

echo "Unpacking for the tests, into $cache: ${missing[*]}"
mkdir -p "$cache"
download="$(mktemp -d)"
trap 'rm -rf "$download"' EXIT
cd "$download"
for package in "${missing[@]}"; do
    apt-get download -qq "$package" >/dev/null 2>&1 || { apt-get update -qq && apt-get download -qq "$package"; } >/dev/null 2>&1 || {
        echo "Cannot download $package." >&2
        continue
    }
    dpkg-deb -x "$package"_*.deb "$cache/$package.new"
    mv "$cache/$package.new" "$cache/$package"
done
