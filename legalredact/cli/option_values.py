"""Values of options that both their declarations and their commands know."""

from pathlib import Path

APART = "apart"
"""In place of an owner: the spelling keeps its own token."""
HOME = Path.home() / "LegalRedact"
"""The default folder of matters, if policy names none."""
PRIVILEGED = {"yes": True, "no": False, "policy": None}
"""Values of `--privileged`."""
PROMPT_KEYS = (
    "title",
    "purpose",
    "instructions",
    "sees",
    "masking",
    "oversight",
    "joining",
    "form",
    "columns",
    "model",
    "effort",
)
"""Keys of a proposed prompt; the first three are required."""
