"""What a person should know of a text before it leaves, beside names: who may see it, what still points at somebody."""

import enum
from dataclasses import dataclass, field

from legalredact.model.document import Place
from legalredact.model.mention import Span


class Designation(enum.StrEnum):
    """What a document says of who may see it (Fed. R. Civ. P. 26(c), 26(b)(5); Fed. R. Evid. 408, 502)."""

    CONFIDENTIAL = "confidential"
    EYES_ONLY = "eyes_only"
    PRIVILEGED = "privileged"
    WORK_PRODUCT = "work_product"
    SEALED = "sealed"
    PROTECTIVE_ORDER = "protective_order"
    SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Designated:
    """A place where a document is designated.

    Arguments:
        document_id: whose text.
        kind: what it is designated as; one stamp may say two things and is then there twice.
        span: in the document's text.
        place: page and printed line, or the block's label.
    """

    document_id: str
    kind: Designation
    span: Span
    place: Place


class Clue(enum.StrEnum):
    """What can point at somebody although no name is left; the first five are facts that stay in clear on purpose."""

    AGE = "age"
    ONLY_ONE = "only_one"
    POST = "post"
    LOOKS = "looks"
    FAMILY = "family"
    NEWS = "news"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Hint:
    """A passage that may still point at somebody after masking.

    Arguments:
        document_id, passage_id: where.
        clue: what sort.
        span: in the passage's masked text.
        masked_words: the words there, with tokens in place of names.
    """

    document_id: str
    passage_id: str
    clue: Clue
    span: Span
    masked_words: str = field(repr=False)
