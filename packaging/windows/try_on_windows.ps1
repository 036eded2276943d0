# Installs the MSI on a real Windows, takes pictures of the window, repairs and removes it. Run as an administrator.
# It has never run: the project has no Windows (packaging/RELEASING.md).
param([Parameter(Mandatory)] [string] $Package, [Parameter(Mandatory)] [string] $Out)
$ErrorActionPreference = 'Stop'
New-Item -ItemType Directory -Force $Out | Out-Null
$Program = Join-Path $env:ProgramFiles 'LegalRedact'
$Policy = Join-Path $env:TEMP 'policy.toml'
Set-Content -Encoding ascii $Policy "[engines]`nallowed = [`"local`"]"

function Invoke-Installer([string[]] $Arguments, [string] $Log) {
    $All = $Arguments + '/qn', '/norestart', '/l*v', (Join-Path $Out $Log)
    $Done = Start-Process msiexec -ArgumentList $All -Wait -PassThru
    if ($Done.ExitCode -notin 0, 3010) { throw "msiexec $($Arguments[0]) ended with $($Done.ExitCode); see $Log" }
}

function Save-Screen([string] $Name) {
    Add-Type -AssemblyName System.Windows.Forms, System.Drawing
    $Bounds = [System.Windows.Forms.Screen]::PrimaryScreen.Bounds
    $Picture = New-Object System.Drawing.Bitmap $Bounds.Width, $Bounds.Height
    [System.Drawing.Graphics]::FromImage($Picture).CopyFromScreen($Bounds.Location, [System.Drawing.Point]::Empty, $Bounds.Size)
    $Picture.Save((Join-Path $Out "$Name.png"))
}

function Confirm-Policy([string] $When) {
    $Same = (Get-FileHash (Join-Path $Program 'policy.toml')).Hash -eq (Get-FileHash $Policy).Hash
    if (-not $Same) { throw "The firm's policy is not the same $When" }
    & (Join-Path $Program 'legalredact.exe') policy check --installed (Join-Path $Program 'policy.toml')
    if ($LASTEXITCODE) { throw "The policy can be changed by others $When" }
    icacls (Join-Path $Program 'policy.toml')
}

Invoke-Installer '/i', "`"$Package`"", "POLICY=`"$Policy`"" 'install.log'
Confirm-Policy 'after the installation'
& (Join-Path $Program 'legalredact.exe') selftest
if ($LASTEXITCODE) { throw 'The self-test failed' }
$Window = Start-Process (Join-Path $Program 'legalredact-window.exe') -ArgumentList '--sample' -PassThru
Start-Sleep 60
Save-Screen 'window'
if ($Window.HasExited) { throw 'The window is gone' }
Stop-Process $Window

Remove-Item (Join-Path $Program 'legalredact.exe')
Invoke-Installer '/fa', "`"$Package`"" 'repair.log'
Confirm-Policy 'after the repair'
$Window = Start-Process (Join-Path $Program 'legalredact-window.exe') -ArgumentList '--sample' -PassThru
Start-Sleep 30
Save-Screen 'window-repaired'
Stop-Process $Window

Invoke-Installer '/x', "`"$Package`"" 'removal.log'
$Left = (Get-ChildItem -Recurse -File $Program).Name
if ($Left -ne 'policy.toml') { throw "Left of the program: $Left" }
