#!/usr/bin/env bash
# Installs the Debian packages that are missing, and says so before it does. Usage: install-packages.sh "what for" PACKAGE...
set -euo pipefail
purpose="$1"
shift

missing=()
for package in "$@"; do
    # A Node from elsewhere brings its own npm, beside which Debian's can't be installed.
    [ "$package" = npm ] && command -v npm >/dev/null && continue
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

# Debian allows one mail transfer agent at a time: taking Exim would remove the one that this machine uses.
if [[ " ${missing[*]} " == *" exim4-daemon-light "* ]]; then
    other="$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' 2>/dev/null |
        awk '$1 == "installed" && $0 ~ /mail-transport-agent/ { print $2; exit }')"
    if [ -n "$other" ]; then
        echo "Not installing exim4-daemon-light for $purpose: it would replace $other. Nothing can be sent without it." >&2
        kept=()
        for package in "${missing[@]}"; do
            [ "$package" = exim4-daemon-light ] || kept+=("$package")
        done
        missing=("${kept[@]}")
        [ ${#missing[@]} -gt 0 ] || exit 0
    fi
fi

sudo=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "Missing for $purpose: ${missing[*]}. Install them as root: apt-get install ${missing[*]}" >&2
        exit 1
    }
    sudo=(sudo)
fi

echo "Installing for $purpose with apt-get: ${missing[*]}"
echo "(The packages' own services are not started.)"
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee "$policy" >/dev/null
    "${sudo[@]}" chmod 755 "$policy"
    trap '"${sudo[@]}" rm -f "$policy"' EXIT
fi
install=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}")
log="$(mktemp)"
if ! "${install[@]}" >"$log" 2>&1 </dev/null; then
    # Lists that are too old name files that are gone.
    "${sudo[@]}" apt-get update -qq </dev/null
    "${install[@]}" >"$log" 2>&1 </dev/null || {
        cat "$log" >&2
        rm -f "$log"
        exit 1
    }
fi
rm -f "$log"
