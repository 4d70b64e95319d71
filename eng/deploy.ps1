# Makes or changes everything in Azure, deploys the app, and tries it: eng/deploy.sh for Windows, with the same steps.
#   az deployment sub create --parameters FILE
#   az functionapp deployment source config-zip --src PACKAGE
# An app that does not pass its trial is replaced by the last package that did.
[CmdletBinding()]
param(
    [string] $Parameters = 'infra/main.dev.bicepparam',
    [ValidateSet('all', 'what-if', 'infra-only', 'code-only', 'rollback')] [string] $Mode = 'all',
    # Deploy this package instead of building one.
    [string] $Package,
    [switch] $NoSmoke
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '..')

$named = [regex]::Match((Get-Content $Parameters -Raw), "(?m)^param environmentName = readEnvironmentVariable\('AZURE_ENV_NAME', '([^']*)'\)").Groups[1].Value
if (-not $env:AZURE_ENV_NAME) { $env:AZURE_ENV_NAME = $named }
if (-not $env:AZURE_ENV_NAME) { throw 'Set AZURE_ENV_NAME.' }
if (-not $env:AZURE_LOCATION) { $env:AZURE_LOCATION = 'westeurope' }
$deployment = "cdi-$env:AZURE_ENV_NAME"
$root = if ($env:CDI_PACKAGES) { $env:CDI_PACKAGES } else { '.deploy' }
$packages = Join-Path $root $env:AZURE_ENV_NAME
$passedFile = Join-Path $packages 'passed'

function Get-BudgetStart {
    # A budget keeps the month in which it began: Azure refuses to move it.
    $id = "/subscriptions/$(az account show --query id -o tsv)/resourceGroups/rg-cdi-$env:AZURE_ENV_NAME/providers/Microsoft.Consumption/budgets/cdi-monthly"
    try { $start = az resource show --ids $id --query properties.timePeriod.startDate -o tsv 2>$null } catch { return $null }
    if ($start) { $start.Substring(0, 10) }
}

function Invoke-Infra([string] $verb) {
    $arguments = @('deployment', 'sub', $verb, '--name', $deployment, '--location', $env:AZURE_LOCATION, '--parameters', $Parameters)
    $start = Get-BudgetStart
    if ($start) { $arguments += @('--parameters', "budgetStart=$start") }
    if ($verb -eq 'create') { $arguments += @('--output', 'none') }
    az @arguments
}

function Get-Output([string] $name) { az deployment sub show --name $deployment --query "properties.outputs.$name.value" -o tsv }

function New-Package([string] $file) {
    $out = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    try {
        dotnet publish functions -c Release -p:AzureSdk=nuget -o $out --nologo -v quiet
        foreach ($wanted in 'host.json', 'functions.metadata', '.azurefunctions', 'config/policy.json') {
            if (-not (Test-Path (Join-Path $out $wanted))) { throw "The published app has no $wanted." }
        }
        if (Get-ChildItem $out -Filter 'ServerlessCdi.Embedded.*') { throw 'The published app holds the embedded runtime.' }
        if (Test-Path (Join-Path $out 'local.settings.json')) { throw 'The published app holds local.settings.json, which may hold secrets.' }
        # Not Compress-Archive, which leaves out .azurefunctions.
        [IO.Compression.ZipFile]::CreateFromDirectory($out, [IO.Path]::GetFullPath($file))
    }
    finally { Remove-Item $out -Recurse -Force -ErrorAction SilentlyContinue }
}

function Publish-Package([string] $file) {
    Write-Host "deploying $file"
    az functionapp deployment source config-zip --resource-group $group --name $app --src $file --output none
}

function Test-App {
    if ($NoSmoke) { return $true }
    $env:CDI_KEY = az functionapp keys list --resource-group $group --name $app --query functionKeys.default -o tsv
    try { & (Join-Path $PSScriptRoot 'smoke/smoke.ps1') -Url $url; return $true }
    catch { Write-Warning $_; return $false }
    finally { Remove-Item Env:CDI_KEY }
}

function Get-Stamp { [DateTime]::UtcNow.ToString('yyyyMMddTHHmmssZ') }

function Get-Passed { if (Test-Path $passedFile) { @(Get-Content $passedFile) } else { @() } }

if ($Mode -eq 'what-if') { Invoke-Infra what-if; return }
if ($Mode -in 'all', 'infra-only') { Invoke-Infra create }
if ($Mode -eq 'infra-only') { return }

$group = Get-Output AZURE_RESOURCE_GROUP
$app = Get-Output AZURE_FUNCTION_APP_NAME
$url = Get-Output CDI_URL
if (-not ($group -and $app -and $url)) { throw "Deployment $deployment has no outputs; run without code-only first." }
New-Item -ItemType Directory -Force $packages | Out-Null

if ($Mode -eq 'rollback') {
    $passed = Get-Passed
    if ($passed.Count -lt 2) { throw "No earlier package that passed its trial is in $packages." }
    $Package = $passed[-2]
}
elseif (-not $Package) {
    $Package = Join-Path $packages "$(Get-Stamp)-$(git rev-parse --short HEAD).zip"
    New-Package $Package
}

Publish-Package $Package
if (Test-App) {
    # The last five that passed are kept, whoever made them.
    $kept = $Package
    if ((Split-Path $Package) -ne $packages) {
        $kept = Join-Path $packages "$(Get-Stamp)-$(Split-Path $Package -Leaf)"
        Copy-Item $Package $kept
    }
    $passed = @(Get-Passed | Where-Object { $_ -ne $kept }) + $kept
    $passed | Select-Object -SkipLast 5 | ForEach-Object { Remove-Item $_ -ErrorAction SilentlyContinue }
    $passed | Select-Object -Last 5 | Set-Content $passedFile
    Write-Host "deployed: $url"
    return
}

$last = Get-Passed | Select-Object -Last 1
if ($last -and $last -ne $Package) {
    Write-Warning "The app failed its trial; putting $last back."
    Publish-Package $last
    if (-not (Test-App)) { throw "$last fails as well: look at the function app's log stream." }
    throw "Rolled back to $last."
}
throw 'The app failed its trial, and there is no earlier package that passed.'
