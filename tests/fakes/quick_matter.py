"""A matter under a passphrase for commands in processes of their own; each opens it with little work.

`python -m tests.fakes.quick_matter PASSPHRASE-FILE FOLDER…` makes some with the home of a process of its own.
"""

import sys
from pathlib import Path
from unittest.mock import patch

import pyrage

from legalredact import wiring
from legalredact.model.policy import Policy
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes import quick_passphrase


def quick_matter(folder: Path, passphrase: Path, actor: str = "ann") -> None:
    """Make an empty matter that is sealed with little work."""
    words = passphrase.read_text(encoding="utf-8").splitlines()[0]
    with patch.object(pyrage.passphrase, "encrypt", quick_passphrase.encrypt):
        OpenMatter.create(folder, PassphraseKey(words), wiring.real().parts(Policy(), None), actor).close()


if __name__ == "__main__":
    for place in sys.argv[2:]:
        quick_matter(Path(place), Path(sys.argv[1]))
