# What to run before a commit on Windows: format, then build and test.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')
dotnet format ServerlessCdi.sln --verify-no-changes --severity warn
npm ci --prefix tests --no-audit --no-fund
dotnet test ServerlessCdi.sln --nologo
exit $LASTEXITCODE
