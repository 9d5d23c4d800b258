#!/usr/bin/env bash
# Starts a webmail to look at: real servers on loopback ports, two filled mailboxes, the product on SQLite.
# Usage: deploy/demo.sh [--big] [--huge] [--state DIR] [--port N]
#   --big    adds a folder of 100,000 messages, --huge one of 1,000,000 as well
#   --state  where mail and database stay between runs (${XDG_STATE_HOME:-~/.local/state}/webmail-demo)
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

case " $* " in
    *" --help "* | *" -h "*)
        sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
        exit 0
        ;;
esac

command -v dotnet >/dev/null || {
    echo "The .NET SDK is missing: https://dotnet.microsoft.com/download (version in global.json)." >&2
    exit 1
}

"$root/deploy/install-packages.sh" "the demo" \
    dovecot-imapd dovecot-lmtpd dovecot-sieve dovecot-managesieved dovecot-submissiond exim4-daemon-light npm

# Of its own, so that a build for the demo and one for the tests never meet; and so that two demos of two clones don't either.
build="$root/artifacts/demo"
echo "Building ..."
mkdir -p "$build"
exec 9>"$build/lock"
flock 9
for project in src/Webmail.Web/Webmail.Web.csproj deploy/demo/Webmail.Demo.csproj; do
    name="$(basename "$project" .csproj)"
    dotnet publish "$root/$project" -c Release -o "$build/$name" -v quiet -nologo
done
flock -u 9
exec 9>&-

exec dotnet "$build/Webmail.Demo/Webmail.Demo.dll" --product "$build/Webmail.Web" "$@"
