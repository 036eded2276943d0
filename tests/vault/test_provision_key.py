"""The script by which a management system hands each account its key, against the real keyring."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from legalredact.resources import resource
from legalredact.vault.api_keys import ApiKeys
from legalredact.vault.os_keyring import OsKeyring

COMMAND = """#!{python}
import argparse, sys
from legalredact.cli import key
from legalredact.cli.session import Session
from legalredact.vault.os_keyring import OsKeyring
key.OsKeyring = lambda: OsKeyring("{service}")
parser = argparse.ArgumentParser()
key.declare(parser.add_subparsers())
options = parser.parse_args()
sys.exit(options.run(Session(options, None)))
"""
"""The real commands on entries of this test; they use no wiring, and the other commands need not be loaded."""


@pytest.mark.skipif(sys.platform == "win32", reason="the other script is for Windows")
def test_each_login_brings_the_key_of_the_account_and_a_new_file_replaces_it(
    os_keyring: OsKeyring, tmp_path: Path, repository: Path
) -> None:
    service = f"LegalRedact test {os.getpid()}"
    program, keys = tmp_path / "bin" / "legalredact", tmp_path / "keys"
    program.parent.mkdir()
    program.write_text(COMMAND.format(python=sys.executable, service=service), encoding="utf-8")
    program.chmod(0o755)
    keys.mkdir()
    account = subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()

    def run() -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(repository),
        }
        command = ["sh", str(resource("seats", "provision-key.sh")), str(keys)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    try:
        ApiKeys(OsKeyring(service)).put("sk-ant-invented-0000-abcd")
        assert run().returncode == 4
        (keys / f"{account}.key").write_text("sk-ant-invented-0000-wxyz\r\n", encoding="ascii")
        first, again = run(), run()
        assert (first.returncode, json.loads(first.stdout)["last_four"]) == (0, "wxyz")
        assert (again.returncode, again.stdout) == (0, "")
        assert ApiKeys(OsKeyring(service)).get() == "sk-ant-invented-0000-wxyz"
        assert "invented" not in first.stdout + first.stderr
    finally:
        ApiKeys(OsKeyring(service)).remove()
