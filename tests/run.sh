#!/usr/bin/env bash
# Installs what the tests need, builds everything with warnings as errors, runs every test project, and closes with
# "N passed, N failed". Usage: tests/run.sh [PROJECT...], such as "tests/run.sh Mime Web"; none: all.
# CI=true: restores locked, and a real server that is missing fails instead of being skipped.
# WEBMAIL_DEBIAN13=1: also Cyrus 3.10 and Dovecot 2.4, in Debian 13 systems of their own (tests/debian13-servers.sh; root, 1 GB).
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root" || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
configuration=Release
results="$root/artifacts/test-results"
hang_after=5m

"$root/deploy/install-packages.sh" "the tests" \
    dovecot-imapd dovecot-lmtpd dovecot-sieve dovecot-managesieved dovecot-submissiond \
    exim4-daemon-light postgresql chromium chromium-headless-shell firefox-esr npm python3 || exit 1

"$root/tests/unpack-servers.sh" || exit 1
if [ "${WEBMAIL_DEBIAN13:-}" = 1 ]; then "$root/tests/debian13-servers.sh" || exit 1; fi

echo "Restoring and building ..."
dotnet restore Webmail.sln -v quiet || exit 1
# Compiling is over before profiles pay: without them the build takes a fifth less of the processor.
DOTNET_TieredPGO=0 dotnet build Webmail.sln -c "$configuration" --no-restore -warnaserror -v quiet -nologo || {
    echo "The build failed."
    exit 1
}

projects=()
browser=tests/Webmail.EndToEnd.Tests/Webmail.EndToEnd.Tests.csproj # the longest: first
for project in $browser $(ls tests/*.Tests/*.csproj | grep -v "$browser"); do
    name="$(basename "$project" .csproj)"
    if [ $# -eq 0 ]; then
        projects+=("$project")
        continue
    fi
    for wanted in "$@"; do
        [[ "$name" == *"$wanted"* ]] && projects+=("$project")
    done
done

rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
started=$SECONDS

counter() { # counter FILE NAME: the number that the result file gives for it
    grep -o '<Counters [^>]*' "$1" | grep -o " $2=\"[0-9]*\"" | tr -dc 0-9
}

run_project() { # run_project PROJECT [NICENESS]: leaves a log, a result file and its exit code
    local name
    name="$(basename "$1" .csproj)"
    nice -n "${2:-0}" dotnet test "$1" -c "$configuration" --no-build -v quiet -nologo \
        --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
        --blame-hang-timeout "$hang_after" --blame-hang-dump-type none >"$results/$name.log" 2>&1 </dev/null
    echo $? >"$results/$name.code"
}

# The browser's scenarios wait more than they work: the other projects run beside them one after the other, on what is left of the cores.
run_beside() {
    local one
    for one in "${projects[@]}"; do
        [ "$one" = "$browser" ] || run_project "$one" 10
    done
}

beside=""
if [[ " ${projects[*]} " == *" $browser "* ]]; then
    run_beside &
    beside=1
fi

for project in "${projects[@]}"; do
    name="$(basename "$project" .csproj)"
    trx="$results/$name.trx"
    before=$SECONDS
    if [ -n "$beside" ] && [ "$project" != "$browser" ]; then
        while [ ! -f "$results/$name.code" ]; do sleep 1; done
    else
        run_project "$project"
    fi
    code=$(cat "$results/$name.code" 2>/dev/null || echo 1)
    if [ ! -s "$trx" ]; then
        cat "$results/$name.log"
        echo "$name: no results (exit code $code)"
        failed=$((failed + 1))
        continue
    fi
    total=$(counter "$trx" total) ok=$(counter "$trx" passed) executed=$(counter "$trx" executed)
    bad=$((executed - ok)) left=$((total - executed))
    # A crash after the last result, an aborted run or a project that has lost its tests is a failure too.
    if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$total" -eq 0 ]; }; then bad=1; fi
    echo "$name: $ok passed, $bad failed, $left skipped ($((SECONDS - before)) s)"
    [ "$bad" -eq 0 ] || cat "$results/$name.log"
    [ "$left" -eq 0 ] || grep -E '\[SKIP\]|Skipped ' "$results/$name.log" | head -20
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
done

if [ ${#projects[@]} -eq 0 ]; then
    echo "No test project matches: $*"
    exit 1
fi
echo "Tests took $((SECONDS - started)) s."
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
