# Stores this account's key of the Claude API in the Credential Manager, for a management system.
#
#   provision-key.ps1 -Folder \\server\keys     the folder has a file ACCOUNT.key for each account, readable for it alone
#
# Run it as the user: Intune, "Run this script using the logged on credentials: Yes"; group policy, a logon script of users.
# A file with another key replaces the stored one; without a change nothing is done, so it may run at each logon.
# The key goes to the command by standard input: it is in no argument and no environment variable.
# Exit status: 0 the keyring has that key; otherwise that of the command, or 4 if there is no file.
param(
    [Parameter(Mandatory = $true)] [string] $Folder,
    [string] $ProfileName = 'default',
    [string] $Program = (Join-Path $env:ProgramFiles 'LegalRedact\legalredact.exe')
)
$ErrorActionPreference = 'Stop'

$file = Join-Path $Folder "$env:USERNAME.key"
if (-not (Test-Path -LiteralPath $file -PathType Leaf)) {
    [Console]::Error.WriteLine("provision-key: there is no file $file that this account can read")
    exit 4
}
$key = (Get-Content -LiteralPath $file -TotalCount 1).Trim()
$digest = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($key))
$wanted = -join ($digest[0..7] | ForEach-Object { $_.ToString('x2') })
$stored = & $Program key show --json --profile $ProfileName | ConvertFrom-Json
if ($stored.fingerprint -eq $wanted) { exit 0 }
$key | & $Program key set --json --profile $ProfileName
exit $LASTEXITCODE
