#!/usr/bin/env bash
# What to run before a commit: format, then build and test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet format ServerlessCdi.sln --verify-no-changes --severity warn
./test.sh
