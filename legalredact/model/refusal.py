"""A reason why a step is refused, as a value: the window lists it beforehand, and the workflow raises it."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.errors import LegalRedactError, Refused


class RefusalKind(enum.StrEnum):
    """Which rule refuses a step; the window has a link to where some of them are met."""

    BROKEN_POLICY = "broken_policy"
    READING = "reading"
    ACCOUNT = "account"
    UNSIGNED = "unsigned"
    ENGINE = "engine"
    PROMPT = "prompt"
    QUESTION = "question"
    BARRED = "barred"
    ATTESTATION = "attestation"
    CERTIFICATES = "certificates"
    INCIDENT = "incident"
    CLOCK = "clock"
    SELF_TEST = "self_test"
    EMPTY = "empty"
    UNSEARCHED = "unsearched"
    WITHHELD = "withheld"
    UNREAD = "unread"
    SUGGESTION = "suggestion"
    AMBIGUOUS = "ambiguous"
    DESIGNATION = "designation"
    SCAN = "scan"
    CHECK = "check"
    REVIEWER = "reviewer"
    OTHER_PERSON = "other_person"
    REVIEWER_KEY = "reviewer_key"
    FLAGS = "flags"
    MEANING = "meaning"
    NOTE = "note"
    PLACE = "place"
    FORMS = "forms"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a step is refused.

    Arguments:
        kind: which rule refuses it.
        what: one sentence without client text. It says nothing about the outcome, since it is also shown beforehand.
        remedy: what the reader can do about it.
        error: what is raised if the step is tried all the same.
    """

    kind: RefusalKind
    what: str = field(repr=False)
    remedy: str = field(repr=False)
    error: type[LegalRedactError] = Refused


def refuse(reasons: Sequence[Refusal], outcome: str) -> None:
    """Raise the reasons against a step; do nothing without one.

    Arguments:
        outcome: what did not happen, as a sentence (``"Nothing was sent."``).

    Errors: that of the first reason. It names all of them in their order, and each remedy once.
    """
    if reasons:
        what = " ".join(reason.what for reason in reasons)
        remedies = dict.fromkeys(reason.remedy for reason in reasons)
        raise reasons[0].error(f"{what} {outcome}", " ".join(remedies))
