#!/usr/bin/env bash
# eng/smoke/smoke.sh URL: is the app that answers there up, closed to strangers, and able to take a change to a profile?
# CDI_KEY             a function key: the profile is looked up and the queues are shown; without it they are not
# CDI_SMOKE_SECRET    the secret of the source in the vault: a signed sample is sent; without it only a forged one
# CDI_SMOKE_SOURCE    that source, default shop; CDI_SMOKE_FILE its body, default eng/smoke/contact.json.template;
#                     in which __ID__ stands where the profile will show it, so that this sample is told from earlier ones
# CDI_SMOKE_PERSON    the identifier in that body, default smoke-test@example.com
# CDI_SMOKE_OPEN      set where the host asks nobody for a key, as Core Tools does
# CDI                 how to start the command line tool, default dotnet run --project cli -c Release --
# CDI_SMOKE_PATIENCE  seconds to wait for the first answer and for the profile, default 180: a cold start takes time
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
url="${1:?usage: eng/smoke/smoke.sh URL}"
url="${url%/}"
source="${CDI_SMOKE_SOURCE:-shop}"
patience="${CDI_SMOKE_PATIENCE:-180}"
read -ra cdi <<<"${CDI:-dotnet run --project cli -c Release --}"

fail() { echo "smoke: $*" >&2; exit 1; }
passed() { echo "smoke: $*"; }
status() { curl --silent --show-error --max-time 30 --output /dev/null --write-out '%{http_code}' "$@" || true; }

# Tries a command once in two seconds until it succeeds or patience ends.
until_done() {
  local deadline=$((SECONDS + patience))
  until "$@"; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 2
  done
}

healthy() { [ "$(status "$url/api/health")" = 200 ]; }
until_done healthy || fail "$url/api/health does not answer 200 within $patience seconds, but $(status "$url/api/health")"
passed "healthy: app, queues and tables answer"

if [ -z "${CDI_SMOKE_OPEN:-}" ]; then
  code=$(status "$url/api/stats")
  [ "$code" = 401 ] || fail "/api/stats without a key answers $code, not 401"
  passed "the API wants a key"
fi

code=$(status --request POST --header 'content-type: application/json' --header "webhook-id: smoke" --header "webhook-timestamp: $(date +%s)" \
  --header 'webhook-signature: v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' --data '{}' "$url/hooks/$source")
[ "$code" = 401 ] || fail "a forged webhook is answered with $code, not 401"
passed "a forged webhook is refused"

if [ -z "${CDI_SMOKE_SECRET:-}" ]; then
  passed "no CDI_SMOKE_SECRET: no signed sample was sent"
  exit 0
fi

export CDI_SMOKE_SECRET
body=$(mktemp)
trap 'rm -f "$body"' EXIT
id="smoke-$(date +%s)-$$"
sed -e "s/__ID__/$id/g" -e "s/__NOW_MS__/$(date +%s)000/g" "${CDI_SMOKE_FILE:-eng/smoke/contact.json.template}" >"$body"
"${cdi[@]}" send "$source" --file "$body" --secret-env CDI_SMOKE_SECRET --url "$url" >/dev/null || fail "a signed sample to $source is refused; is CDI_SMOKE_SECRET the live secret of that source?"
passed "a signed sample is accepted"

if [ -z "${CDI_KEY:-}" ]; then
  passed "no CDI_KEY: the profile was not looked up"
  exit 0
fi

export CDI_KEY
known() { "${cdi[@]}" profile "${CDI_SMOKE_PERSON:-smoke-test@example.com}" --json --url "$url" 2>/dev/null | grep -qF "$id"; }
until_done known || fail "no profile shows the sample after $patience seconds: is the queue worked? cdi queues --url $url"
passed "the sample became a profile"
"${cdi[@]}" queues --url "$url"
