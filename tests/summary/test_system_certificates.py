"""An empty `claude.ca_file` means the system's store; a file means that file alone. In an `/etc` of the test's own."""

import json
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.governance import as_user
from tests.summary.test_claude_attacks import Authority

ASKED = """
import json, sys
from pathlib import Path
from legalredact.errors import EngineUnreachable
from tests.fakes.messages_server import MessagesServer
from tests.summary.asking import ask
from tests.summary.test_claude_attacks import ONCE, _speaking_tls

found = {}
for signer in ("system", "firm"):
    for trusted in ("", "/mnt/home/firm.pem"):
        with MessagesServer() as server:
            address = _speaking_tls(server, Path(f"/mnt/home/{signer}-localhost.pem"))
            why = ""
            try:
                ask(server, base_url=address, ca_file=trusted, patience=ONCE)
            except EngineUnreachable as problem:
                why = problem.what
            found[f"{signer} by {trusted or 'the system'}"] = [len(server.received), "TLS" in why]
print(json.dumps(found))
"""
STORE = (
    "rm -rf /etc/ssl/certs; mkdir -p /etc/ssl/certs; cp {folder}/* /mnt/home/; cd /etc/ssl/certs; "
    'cp {folder}/system.pem "$(openssl x509 -hash -noout -in {folder}/system.pem)".0'
)


@pytest.mark.skipif(
    bool(as_user.impossible()) or shutil.which("openssl") is None or not Path("/usr/lib/ssl/certs").is_symlink(),
    reason="needs root, openssl, and certificates as Debian arranges them",
)
def test_an_empty_setting_trusts_the_systems_store_and_a_file_replaces_it(tmp_path: Path) -> None:
    """Two authorities: one is in the system's store, one in the firm's file."""
    for name in ("system", "firm"):
        Authority(tmp_path, name).certify("localhost")
    (tmp_path / "asked.py").write_text(ASKED, encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} /mnt/home/asked.py"
    done = as_user.run(command, STORE.format(folder=shlex.quote(str(tmp_path))), user=None)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "system by the system": [2, False],
        "system by /mnt/home/firm.pem": [0, True],
        "firm by the system": [0, True],
        "firm by /mnt/home/firm.pem": [2, False],
    }
