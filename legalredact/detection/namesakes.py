"""Who bears a surname that is masked as somebody else's: half of their name would become the other's token."""

from collections.abc import Iterator

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.link import Settled
from legalredact.detection.lexicon.name_parsing import surname_of
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Tier
from legalredact.model.register import Decision


def suggest_namesakes(settled: Settled) -> None:
    """Suggest possible people of such a surname: "April Lane" where "Lane" is August Lane, though April is a month."""
    people = [bearer for bearer in settled.bearers.all if bearer.is_person]
    masked = {surname for one in people if _is_masked(one) for surname in _surnames(one) if surname in one.forms}
    masked |= {key for key, question in settled.open.items() if any(map(_is_masked, question.among))}
    for bearer in people:
        if bearer.tier is Tier.POSSIBLE and not masked.isdisjoint(_surnames(bearer)):
            bearer.tier = Tier.SUGGESTED


def _is_masked(bearer: Bearer) -> bool:
    decision = bearer.entity.decision if bearer.entity is not None else Decision.OPEN
    return decision is Decision.CONFIRMED or (decision is Decision.OPEN and bearer.tier is Tier.SUGGESTED)


def _surnames(bearer: Bearer) -> Iterator[str]:
    """Keys of the surnames in its full names."""
    return filter(None, (key_of(surname_of(form)) for form in bearer.forms.values()))
