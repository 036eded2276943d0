"""How often each prompt was used in each month, from the trails of matters."""

from collections import Counter
from collections.abc import Iterable, Mapping

from legalredact.governance.usage import LOCAL, SENT, MatterTrail

Uses = Mapping[str, Mapping[str, int]]
"""By the id of the prompt: the number of uses by month (``"2026-11"``, in UTC), the latest month first."""


def uses_by_month(trails: Iterable[MatterTrail]) -> Uses:
    """Summaries that were begun with each prompt, by either engine."""
    counts: dict[str, Counter[str]] = {}
    for trail in trails:
        for event in trail.events:
            if event.action in (SENT, LOCAL):
                prompt_id = dict(event.details).get("prompt", "").partition(" ")[0]
                counts.setdefault(prompt_id, Counter())[event.when[:7]] += 1
    return {prompt_id: dict(sorted(of.items(), reverse=True)) for prompt_id, of in sorted(counts.items())}


def use_words(of: Mapping[str, int]) -> str:
    """``"2026-11: 3, 2026-10: 1"``; ``"not used"`` without any."""
    return ", ".join(f"{month}: {count}" for month, count in of.items()) or "not used"
