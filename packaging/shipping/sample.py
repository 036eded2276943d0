"""The sample matter, on which installed packages are tried."""

from shipping.source import ROOT

SAMPLE = ROOT / "resources" / "samples" / "alder_v_granite"


def masked_names(register: str) -> list[str]:
    """The names of a register that are masked; judges stay in clear."""
    rows = [[cell.strip() for cell in line.split("|")] for line in register.splitlines() if line.strip()]
    return [name for name, *rest in rows if rest[:1] != ["judge"] and not name.startswith("#")]
