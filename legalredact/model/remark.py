"""Remarks on a text before it is sent: designations, and hints that may identify somebody although names are masked."""

import enum
from dataclasses import dataclass, field

from legalredact.model.document import Place
from legalredact.model.mention import Span


class Designation(enum.StrEnum):
    """Who may see a document, as it says itself (Fed. R. Civ. P. 26(c), 26(b)(5); Fed. R. Evid. 408, 502)."""

    CONFIDENTIAL = "confidential"
    EYES_ONLY = "eyes_only"
    PRIVILEGED = "privileged"
    WORK_PRODUCT = "work_product"
    SEALED = "sealed"
    PROTECTIVE_ORDER = "protective_order"
    SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Designated:
    """A designation in a document.

    Arguments:
        document_id: of the document.
        kind: of designation; a stamp with two designations appears twice.
        span: in the document's text.
        place: page and printed line, or the block's label.
    """

    document_id: str
    kind: Designation
    span: Span
    place: Place


class Clue(enum.StrEnum):
    """Kinds of hints that may identify somebody without a name; the first five are facts that always stay in clear."""

    AGE = "age"
    ONLY_ONE = "only_one"
    POST = "post"
    LOOKS = "looks"
    FAMILY = "family"
    NEWS = "news"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Hint:
    """A passage that may still identify somebody after masking.

    Arguments:
        document_id, passage_id: where.
        clue: kind of hint.
        span: in the passage's masked text.
        masked_words: the words there, with tokens in place of names.
    """

    document_id: str
    passage_id: str
    clue: Clue
    span: Span
    masked_words: str = field(repr=False)
