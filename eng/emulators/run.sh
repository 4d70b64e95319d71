#!/usr/bin/env bash
# Starts Azurite and the Service Bus emulator, runs the app under Core Tools, and tries it end to end. --keep leaves it running.
# Needs docker, node, func (npm install -g azure-functions-core-tools) and, because Key Vault has no emulator, a vault that you may
# write to: KeyVault__vaultUri, with az login. The app makes its own secrets there; the trial adds a version of the source's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${KeyVault__vaultUri:?set it to a vault for tests, such as https://my-test-vault.vault.azure.net/}"
for tool in docker node func az openssl curl; do
  command -v "$tool" >/dev/null || { echo "run.sh: needs $tool" >&2; exit 2; }
done

work=$(mktemp -d)
host=''
stop() {
  [ -z "$host" ] || kill "$host" 2>/dev/null || true
  docker compose -f eng/emulators/compose.yaml down --volumes >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT

export CDI_EMULATOR_CONFIG="$work/queues.json"
node eng/emulators/queues.mjs >"$CDI_EMULATOR_CONFIG"
docker compose -f eng/emulators/compose.yaml up --detach
echo "run.sh: waiting for the broker"
for _ in $(seq 60); do
  curl --silent --fail --output /dev/null http://127.0.0.1/health && break
  sleep 2
done

dotnet publish functions -c Release -p:AzureSdk=nuget -o "$work/app" --nologo -v quiet
# The publicly known account of Azurite, and the publicly known key of the emulator.
export AzureWebJobsStorage='UseDevelopmentStorage=true'
export Tables='UseDevelopmentStorage=true'
export ServiceBus='Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;'
export FUNCTIONS_WORKER_RUNTIME=dotnet-isolated

secret="whsec_$(openssl rand -base64 32)"
vault=$(sed -E 's#https://([^.]+)\..*#\1#' <<<"$KeyVault__vaultUri")
az keyvault secret set --vault-name "$vault" --name shop-webhook-secret --value "$secret" --output none

(cd "$work/app" && exec func start --port 7171 --no-build) >"$work/host.log" 2>&1 &
host=$!
# Core Tools asks for no keys, and takes any.
if ! CDI_SMOKE_OPEN=1 CDI_KEY=any CDI_SMOKE_SECRET="$secret" eng/smoke/smoke.sh http://127.0.0.1:7171; then
  tail -n 100 "$work/host.log" >&2
  exit 1
fi

if [ "${1:-}" = --keep ]; then
  echo "run.sh: http://127.0.0.1:7171, Ctrl+C ends it"
  wait "$host"
fi
