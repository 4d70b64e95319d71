#!/usr/bin/env bash
# eng/package.sh FILE.zip: publishes the app against the official packages and packs it as Azure wants it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
zip_file="${1:?usage: eng/package.sh FILE.zip}"
case "$zip_file" in /*) ;; *) zip_file="$PWD/$zip_file" ;; esac

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet publish functions -c Release -p:AzureSdk=nuget -o "$out" --nologo -v quiet

# A package of the embedded runtime would deploy, and then find no trigger.
for file in host.json functions.metadata .azurefunctions config/policy.json; do
  [ -e "$out/$file" ] || { echo "package.sh: the published app has no $file" >&2; exit 1; }
done
if compgen -G "$out/ServerlessCdi.Embedded.*" >/dev/null; then
  echo "package.sh: the published app holds the embedded runtime" >&2
  exit 1
fi
if [ -e "$out/local.settings.json" ]; then
  echo "package.sh: the published app holds local.settings.json, which may hold secrets" >&2
  exit 1
fi

rm -f "$zip_file"
(cd "$out" && zip -qr "$zip_file" .)
echo "$zip_file"
