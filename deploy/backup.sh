#!/usr/bin/env bash
# Copies the product's own data (accounts, settings, key ring, jobs) while it runs. The mail is on the mail server and
# isn't part of it. Whoever has the copy and a user's session cookie can read sealed passwords: keep it as safe as the server.
# Usage: deploy/backup.sh TARGET_FOLDER [SQLITE_FILE]
#   without a file: the PostgreSQL of docker-compose.yml; restore with
#     docker compose exec -T postgres pg_restore -U webmail -d webmail --clean --if-exists < FILE
#   with one: that SQLite database; restore by putting the copy in its place while the product is stopped
set -euo pipefail
umask 077
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
[ $# -ge 1 ] || {
    sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 2
}

mkdir -p "$1"
target="$(cd "$1" && pwd)/webmail-$(date -u +%Y%m%dT%H%M%SZ)"
if [ $# -ge 2 ]; then
    command -v sqlite3 >/dev/null || {
        echo "sqlite3 is missing (Debian package sqlite3)." >&2
        exit 1
    }
    [ -f "$2" ] || {
        echo "No such file: $2" >&2
        exit 1
    }
    sqlite3 "$2" ".backup '$target.db.part'"
    sqlite3 "$target.db.part" "PRAGMA integrity_check" | grep -qx ok
    mv "$target.db.part" "$target.db"
    echo "$target.db"
else
    docker compose --project-directory "$root" exec -T postgres pg_dump -U webmail -Fc webmail >"$target.dump.part"
    mv "$target.dump.part" "$target.dump"
    echo "$target.dump"
fi
