#!/usr/bin/env bash
# Unpacks the servers that Debian doesn't install beside Exim (Postfix, OpenSMTPD) or Dovecot (Cyrus, Courier), for the tests to run them in a mount
# namespace. Nothing is installed and nothing on this system changes but the cache folder: $WEBMAIL_TEST_CACHE, default /var/cache/webmail-tests.
set -euo pipefail
cache="${WEBMAIL_TEST_CACHE:-/var/cache/webmail-tests}"

# Name of the folder, then what is wanted of Debian. With what these need and this system lacks.
servers=(
    "postfix postfix"
    "opensmtpd opensmtpd"
    "cyrus cyrus-imapd sasl2-bin libsasl2-modules"
    "courier courier-imap courier-authlib-userdb"
)

missing=()
for server in "${servers[@]}"; do
    [ -d "$cache/${server%% *}/usr" ] || missing+=("$server")
done
[ ${#missing[@]} -gt 0 ] || exit 0

# Their tests are skipped (in CI: fail) where this doesn't work; the others need not wait for it.
if [ "$(id -u)" -ne 0 ]; then
    echo "Not unpacking ${missing[*]%% *}: only root can run them." >&2
    exit 0
fi

echo "Unpacking for the tests, into $cache: ${missing[*]%% *}"
mkdir -p "$cache"
download="$(mktemp -d)"
trap 'rm -rf "$download"' EXIT

fetch() { # fetch FOLDER PACKAGE...: the packages and what they need; apt would remove their rivals, but only downloads
    mkdir -p "$1/partial"
    apt-get install --download-only -y -qq --no-install-recommends -o Dir::Cache::archives="$1" "${@:2}" >/dev/null 2>&1 </dev/null
}

for server in "${missing[@]}"; do
    read -r -a words <<<"$server"
    name="${words[0]}" packages=("${words[@]:1}")
    folder="$download/$name"
    fetch "$folder" "${packages[@]}" || { apt-get update -qq && fetch "$folder" "${packages[@]}"; } >/dev/null 2>&1 || {
        echo "Cannot download $name." >&2
        continue
    }
    # A package that is installed here needs no copy: the namespace sees this system below the unpacked one.
    for package in "$folder"/*.deb; do
        [ ! -e "$package" ] || dpkg-deb -x "$package" "$cache/$name.new"
    done
    [ -d "$cache/$name.new/usr" ] || { echo "Nothing to unpack for $name." >&2; continue; }
    mv "$cache/$name.new" "$cache/$name"
done
