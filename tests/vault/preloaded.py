"""Imported once by the server that forks. It makes a matter, so that what is imported at first use is there already."""

import tempfile
from pathlib import Path

import pytest

from tests.fakes.quick_database import open_quickly
from tests.fakes.shared_key import SharedKey
from tests.vault.killed_steps import add, make

open_quickly(pytest.MonkeyPatch())
with tempfile.TemporaryDirectory() as folder:
    key = SharedKey()
    make(Path(folder, "matter"), key)
    add(Path(folder, "matter"), key, SharedKey().own())
