#!/usr/bin/env bash
# Makes or changes everything in Azure, deploys the app, and tries it. What it runs, in short:
#   az deployment sub create --parameters FILE
#   az functionapp deployment source config-zip --src PACKAGE
# An app that does not pass its trial is replaced by the last package that did.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'TEXT'
usage: eng/deploy.sh [--parameters FILE] [--what-if | --infra-only | --code-only | --rollback] [--package ZIP] [--no-smoke]

  --parameters FILE  default infra/main.dev.bicepparam
  --what-if          say what would change in Azure, and change nothing
  --infra-only       resources, not the app
  --code-only        the app, not the resources
  --rollback         deploy the last package that passed its trial before the present one
  --package ZIP      deploy this package instead of building one
  --no-smoke         do not try the app afterwards

environment: AZURE_ENV_NAME (default: as in the parameter file), AZURE_LOCATION (westeurope), CDI_ADMINISTRATORS, CDI_ALERT_EMAIL,
CDI_SMOKE_SECRET, CDI_PACKAGES (folder of the packages that were deployed, default .deploy)
TEXT
}

stamp() { date -u +%Y%m%dT%H%M%SZ; }
fail() { echo "deploy.sh: $*" >&2; exit 1; }

parameters=infra/main.dev.bicepparam
mode=all package='' smoke=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --parameters) parameters="${2:?--parameters needs a file}"; shift ;;
    --package) package="${2:?--package needs a file}"; shift ;;
    --what-if) mode=what-if ;;
    --infra-only) mode=infra ;;
    --code-only) mode=code ;;
    --rollback) mode=rollback ;;
    --no-smoke) smoke=no ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

[ -f "$parameters" ] || fail "there is no $parameters"
[ -z "$package" ] || [ -f "$package" ] || fail "there is no $package"

# The parameter file takes the name from the environment, or has one of its own.
named=$(sed -n "s/^param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', '\([^']*\)')$/\1/p" "$parameters")
export AZURE_ENV_NAME="${AZURE_ENV_NAME:-$named}"
export AZURE_LOCATION="${AZURE_LOCATION:-westeurope}"
[ -n "$AZURE_ENV_NAME" ] || fail "set AZURE_ENV_NAME"
deployment="cdi-$AZURE_ENV_NAME"
packages="${CDI_PACKAGES:-.deploy}/$AZURE_ENV_NAME"

# A budget keeps the month in which it began: Azure refuses to move it.
budget_start() {
  az resource show --ids "/subscriptions/$(az account show --query id -o tsv)/resourceGroups/rg-cdi-$AZURE_ENV_NAME/providers/Microsoft.Consumption/budgets/cdi-monthly" \
    --query properties.timePeriod.startDate -o tsv 2>/dev/null | cut -c1-10 || true
}

infra() {
  local verb=$1 start
  start=$(budget_start)
  az deployment sub "$verb" --name "$deployment" --location "$AZURE_LOCATION" --parameters "$parameters" ${start:+--parameters budgetStart="$start"} \
    $([ "$verb" = create ] && echo "--output none")
}

output() { az deployment sub show --name "$deployment" --query "properties.outputs.$1.value" -o tsv; }

push() {
  echo "deploying $1"
  az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$1" --output none
}

try() {
  [ "$smoke" = yes ] || return 0
  CDI_KEY=$(az functionapp keys list --resource-group "$group" --name "$app" --query functionKeys.default -o tsv) eng/smoke/smoke.sh "$url"
}

# The file "passed" names the last five packages that passed, oldest first; they are kept, whoever made them.
remember() {
  local kept=$1
  case "$kept" in
    "$packages"/*) ;;
    *) kept="$packages/$(stamp)-$(basename "$1")"; cp "$1" "$kept" ;;
  esac
  { [ ! -f "$packages/passed" ] || grep -vxF "$kept" "$packages/passed" || true; echo "$kept"; } >"$packages/passed.new"
  head -n -5 "$packages/passed.new" | tr '\n' '\0' | xargs -0 -r rm -f
  tail -n 5 "$packages/passed.new" >"$packages/passed"
  rm "$packages/passed.new"
}
before_last() { [ -f "$packages/passed" ] && tail -n 2 "$packages/passed" | head -n 1; }

if [ "$mode" = what-if ]; then
  infra what-if
  exit 0
fi

case "$mode" in all | infra) infra create ;; esac
[ "$mode" != infra ] || exit 0

group=$(output AZURE_RESOURCE_GROUP) app=$(output AZURE_FUNCTION_APP_NAME) url=$(output CDI_URL)
[ -n "$group" ] && [ -n "$app" ] && [ -n "$url" ] || fail "deployment $deployment has no outputs; run without --code-only first"
mkdir -p "$packages"

if [ "$mode" = rollback ]; then
  [ -f "$packages/passed" ] && [ "$(wc -l <"$packages/passed")" -ge 2 ] || fail "no earlier package that passed its trial is in $packages"
  package=$(before_last)
elif [ -z "$package" ]; then
  package="$packages/$(stamp)-$(git rev-parse --short HEAD 2>/dev/null || echo none).zip"
  eng/package.sh "$package" >/dev/null
fi

push "$package"
if try; then
  remember "$package"
  echo "deployed: $url"
  exit 0
fi

last=$([ -f "$packages/passed" ] && tail -n 1 "$packages/passed" || true)
if [ -n "$last" ] && [ "$last" != "$package" ]; then
  echo "deploy.sh: the app failed its trial; putting $last back" >&2
  push "$last"
  try || fail "and $last fails as well: look at the function app's log stream"
  fail "rolled back to $last"
fi

fail "the app failed its trial, and there is no earlier package that passed"
