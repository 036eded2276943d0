"""A matter under a passphrase for commands in processes of their own; each opens it with little work."""

from pathlib import Path

from legalredact import wiring
from legalredact.model.policy import Policy
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.matter.open_matter import OpenMatter


def quick_matter(folder: Path, passphrase: Path, actor: str = "ann") -> None:
    """Make an empty matter; `tests/conftest.py` sees that it is sealed with little work."""
    words = passphrase.read_text(encoding="utf-8").splitlines()[0]
    OpenMatter.create(folder, PassphraseKey(words), wiring.real().parts(Policy(), None), actor).close()
