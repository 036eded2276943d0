"""What the local engine does for uses beyond abstracts, chronologies and digests; by the id of the prompt."""

from collections.abc import Callable

from legalredact.model.payload import Payload
from legalredact.model.review import Segment
from legalredact.summary.uses import comparison, question

LOCAL_USES: dict[str, Callable[[Payload], tuple[Segment, ...]]] = {
    comparison.PROMPT: comparison.compare,
    question.PROMPT: question.answer,
}
