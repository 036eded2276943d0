#!/bin/sh
# Stores this account's key of the Claude API in its keyring, for a management system.
#
#   provision-key.sh FOLDER [PROFILE]     FOLDER has a file ACCOUNT.key for each account, readable for that account alone
#
# Run it as the user, in the user's desktop session, where the keyring is unlocked: from an autostart entry or a systemd
# user unit. A file with another key replaces the stored one; without a change nothing is done, so it may run at each login.
# The key goes from the file to the command by a file descriptor: it is in no argument and no variable.
# Exit status: 0 the keyring has that key; otherwise that of the command, or 4 if there is no file.
set -eu

folder=${1:?give the folder with the files of keys}
profile=${2:-default}
file=$folder/$(id -un).key
if [ ! -r "$file" ]; then
    echo "provision-key: there is no file $file that this account can read" >&2
    exit 4
fi
wanted=$(head -n 1 "$file" | tr -d ' \t\r\n' | sha256sum | cut -c 1-16)
stored=$(legalredact key show --json --profile "$profile" | sed -n 's/.*"fingerprint": "\([0-9a-f]*\)".*/\1/p')
[ "$stored" != "$wanted" ] || exit 0
exec legalredact key set --json --profile "$profile" --key-fd 3 3<"$file"
