#!/usr/bin/env bash
# Installs what the tests need, builds everything with warnings as errors, and runs every suite.
# Needs the .NET 10 SDK and Node.js 20. Longer runs: CDI_CRASH_CYCLES=200, CDI_PROPERTY_CASES=20000.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

need() { command -v "$1" >/dev/null || { echo "test.sh: $1 is needed: $2" >&2; exit 1; }; }
need dotnet "install the .NET 10 SDK"
need node "install Node.js 20"
need npm "it comes with Node.js"

results="$PWD/TestResults"
rm -rf "$results"

# The emulator and the vendors' own clients, at the versions of the lock file.
stamp=tests/node_modules/.installed
if ! cmp -s tests/package-lock.json "$stamp"; then
  npm ci --prefix tests --no-audit --no-fund --loglevel=error || exit 1
  cp tests/package-lock.json "$stamp"
fi

dotnet build ServerlessCdi.sln --nologo -v quiet -clp:NoSummary || exit 1

status=0
for project in tests/*/ServerlessCdi.Tests.*.csproj; do
  name=$(basename "$project" .csproj)
  case "$name" in *.Testing) continue ;; esac
  dotnet test "$project" --no-build --nologo -v quiet \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" || status=1
done

node eng/sum-results.mjs "$results" || status=1
exit $status
