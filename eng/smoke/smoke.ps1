# Is the app that answers at the URL up, closed to strangers, and able to take a change to a profile? eng/smoke/smoke.sh for Windows;
# the environment variables that it reads are named there.
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Url)
$ErrorActionPreference = 'Stop'
# What the command line tool answers is read here, from its exit code.
$PSNativeCommandUseErrorActionPreference = $false
Set-Location (Join-Path $PSScriptRoot '../..')
$Url = $Url.TrimEnd('/')
$source = if ($env:CDI_SMOKE_SOURCE) { $env:CDI_SMOKE_SOURCE } else { 'shop' }
$person = if ($env:CDI_SMOKE_PERSON) { $env:CDI_SMOKE_PERSON } else { 'smoke-test@example.com' }
$template = if ($env:CDI_SMOKE_FILE) { $env:CDI_SMOKE_FILE } else { 'eng/smoke/contact.json.template' }
$patience = [TimeSpan]::FromSeconds($(if ($env:CDI_SMOKE_PATIENCE) { [int] $env:CDI_SMOKE_PATIENCE } else { 180 }))

function Get-Status([hashtable] $request) {
    try { [int] (Invoke-WebRequest @request -SkipHttpErrorCheck -TimeoutSec 30).StatusCode } catch { 0 }
}

# Tries once in two seconds until it succeeds or patience ends.
function Wait-For([scriptblock] $try) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $try)) {
        if ($watch.Elapsed -gt $patience) { return $false }
        Start-Sleep -Seconds 2
    }
    $true
}

function Invoke-Cdi { dotnet run --project cli -c Release -- @args --url $Url; $script:exit = $LASTEXITCODE }

if (-not (Wait-For { (Get-Status @{ Uri = "$Url/api/health" }) -eq 200 })) { throw "$Url/api/health does not answer 200." }
Write-Host 'smoke: healthy: app, queues and tables answer'

$code = Get-Status @{ Uri = "$Url/api/stats" }
if ($code -ne 401) { throw "/api/stats without a key answers $code, not 401." }
Write-Host 'smoke: the API wants a key'

$now = [DateTimeOffset]::UtcNow
$forged = @{ 'webhook-id' = 'smoke'; 'webhook-timestamp' = "$($now.ToUnixTimeSeconds())"; 'webhook-signature' = 'v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }
$code = Get-Status @{ Uri = "$Url/hooks/$source"; Method = 'Post'; Headers = $forged; ContentType = 'application/json'; Body = '{}' }
if ($code -ne 401) { throw "A forged webhook is answered with $code, not 401." }
Write-Host 'smoke: a forged webhook is refused'
if (-not $env:CDI_SMOKE_SECRET) { Write-Host 'smoke: no CDI_SMOKE_SECRET: no signed sample was sent'; return }

$id = "smoke-$($now.ToUnixTimeMilliseconds())"
$body = New-TemporaryFile
try {
    (Get-Content $template -Raw).Replace('__ID__', $id).Replace('__NOW_MS__', "$($now.ToUnixTimeMilliseconds())") | Set-Content $body -NoNewline
    Invoke-Cdi send $source --file $body.FullName --secret-env CDI_SMOKE_SECRET | Out-Null
    if ($exit -ne 0) { throw "A signed sample to $source is refused; is CDI_SMOKE_SECRET the live secret of that source?" }
}
finally { Remove-Item $body }
Write-Host 'smoke: a signed sample is accepted'
if (-not $env:CDI_KEY) { Write-Host 'smoke: no CDI_KEY: the profile was not looked up'; return }

if (-not (Wait-For { "$(Invoke-Cdi profile $person --json 2>$null)".Contains($id) })) { throw 'No profile shows the sample: is the queue worked?' }
Write-Host 'smoke: the sample became a profile'
Invoke-Cdi queues
