#!/usr/bin/env bash
# Compiles and lints the deployment with the official compiler: types, and rules that only it knows. Needs bicep, or az with bicep.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if command -v bicep >/dev/null; then
  lint() { bicep lint "$1"; }
  build() { bicep build "$1" --stdout; }
  params() { bicep build-params "$1" --stdout; }
elif command -v az >/dev/null; then
  lint() { az bicep lint --file "$1"; }
  build() { az bicep build --file "$1" --stdout; }
  params() { az bicep build-params --file "$1" --stdout; }
else
  echo "bicep-check.sh: needs bicep or az: https://aka.ms/bicep-install" >&2
  exit 2
fi

lint infra/main.bicep
build infra/main.bicep >/dev/null
for file in infra/main.*.bicepparam; do
  echo "$file"
  params "$file" >/dev/null
done
