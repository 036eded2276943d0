"""The window says who set the policy in force, and never that firm IT set a person's own."""

from pathlib import Path

import pytest

from legalredact.governance import policy_sources
from legalredact.gui.core.policy_origin import BUILT_IN, FIRM, GIVEN, OWN, origin, origin_words, source_words
from legalredact.model.policy import Policy


def test_each_source_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    firm, own, given = (tmp_path / name for name in ("firm.toml", "own.toml", "given.toml"))
    for file in (firm, own, given):
        file.touch()
    monkeypatch.setattr(policy_sources, "firm_file", lambda: firm)
    monkeypatch.setattr(policy_sources, "user_file", lambda: own)

    sources = {FIRM: str(firm), OWN: str(own), GIVEN: str(given), BUILT_IN: Policy().source}
    assert {name: origin(Policy(source=source)) for name, source in sources.items()} == {one: one for one in sources}
    assert origin(Policy(source="group policy")) == FIRM
    for name in (OWN, GIVEN, BUILT_IN):
        assert "Set by firm IT" not in origin_words(Policy(source=sources[name]))
    assert source_words(Policy(source=str(own))).endswith(str(own))
    assert "Set by firm IT" in source_words(Policy(source=str(firm)))
