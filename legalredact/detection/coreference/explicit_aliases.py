"""Aliases that documents state explicitly: a defined term, "doing business as", "also known as", a mailbox."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from legalredact.detection.coreference.mention_features import Sighting, written
from legalredact.detection.lexicon.gazetteers import TITLES
from legalredact.detection.lexicon.nicknames import is_given
from legalredact.detection.rules.defined_terms import definitions, is_post
from legalredact.detection.rules.titles import title_before
from legalredact.matching.text.normal import key_of
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Tier

Ties = dict[str, tuple[str, ...]]
"""Key of a spelling → keys of the names for which the documents define it."""

_ALSO = re.compile(
    r"\s*[,;(]*\s*(?:[dafn]/k/a|d/b/a|[afn]ka|dba|doing\s+business\s+as|(?:also|formerly|now|previously|commonly)\s+known\s+as"
    r"|formerly|alias|(?<=\s)@(?=\s)|t/a|n[ée]e|trading\s+as)[\s)§|]*[“\"']?\s*",
    re.IGNORECASE,
)

_MAILBOX = re.compile(r"\s{0,3}[<\[(]\s?/O=[^<>\[\]\n]{1,80}/CN=", re.IGNORECASE)
"""Between somebody's name and their mailbox on an Exchange server: "Roe, Jane </O=ALDER/CN=RECIPIENTS/CN=JROE>"."""
_USER_NAME = re.compile(r"[ ]\(?@(?=[\w.-]+\)?[ \t]*(?:\(|$))", re.MULTILINE)
"""Between somebody's whole name and their user name, in a list: "Jane Roe @jroe (chair)", "Jane Roe (@jroe)"."""
_WORDS = re.compile(r"[^\W_]+")
_DESCRIBED = re.compile(r",\s+(?:an?|the|its)\s+[^.,;()]{2,40}\s(?:of|to|with)\s+\Z")

Said = tuple[str, tuple[str, ...]]
"""Add one such spelling with its names."""


def ties(said: Iterable[Said]) -> Ties:
    """Aliases that all documents state, in their order; the first statement counts."""
    found: Ties = {}
    for term, others in said:
        found.setdefault(term, others)
    return found


def said_in(document: Document, mentions: Iterable[Mention]) -> Iterator[Said]:
    """Aliases that one document states."""
    names = list(_apart(mentions))
    for term, owners in (*_defined(document, names), *_also_known(document, names)):
        others = tuple(key for key in dict.fromkeys(owners) if key != term)
        if others:
            yield term, others


def mailboxes_in(document: Document, mentions: Iterable[Mention]) -> Iterator[Said]:
    """Mailboxes of Exchange servers and user names in one document, each behind the name of the person whose it is."""
    names = list(_apart(mentions))
    people = {name.span.end: name for name in names if name.kind is Kind.PERSON}
    words = {name.span.start: name for name in names if " " not in name.surface}
    for pattern in (_MAILBOX, _USER_NAME) if people else ():
        for between in pattern.finditer(document.text):
            owner, mailbox = people.get(between.start()), words.get(between.end())
            if owner is None or mailbox is None:
                continue
            if pattern is _MAILBOX or (" " in owner.surface and mailbox.kind is Kind.PERSON):
                yield _key(mailbox.surface), (_key(owner.surface),)


def owned_mailboxes(mailboxes: Iterable[Said], seen: Mapping[str, Sighting]) -> Iterator[Said]:
    """The mailboxes and user names of a matter that name nobody else, each with all of its owners.

    A word of other names is none: behind "Brandmeir, Tom" the mailbox BRANDMEIR does not make each Ms. Brandmeir Tom,
    and "Helen Varga @Martin" may tell where she was.

    Arguments:
        seen: all spellings of the matter, by key.
    """
    found: dict[str, list[str]] = {}
    for term, owners in mailboxes:
        found.setdefault(term, []).extend(owners)
    words = {key_of(word) for one in seen.values() for form in one.forms for word in _several(form)} if found else set()
    for term, every in found.items():
        others = tuple(key for key in dict.fromkeys(every) if key != term)
        if others and term not in words and not is_given(term) and not _is_body(seen.get(term), len(every)):
            yield term, others


def _several(form: str) -> list[str]:
    """The words of a name that has several."""
    words = _WORDS.findall(form)
    return words if len(words) > 1 else []


def _is_body(sighting: Sighting | None, mailboxes: int) -> bool:
    """Whether it is an organization that is named elsewhere too."""
    return sighting is not None and sighting.kind is Kind.ORGANIZATION and sum(sighting.forms.values()) > mailboxes


def _apart(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Names in order, without those that overlap an earlier one."""
    end = 0
    for mention in sorted((m for m in mentions if m.kind.is_name), key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.start >= end:
            yield mention
            end = mention.span.end


def _defined(document: Document, names: Sequence[Mention]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for definition in definitions(document.text, [name.span for name in names]):
        owners = [names[i] for i in definition.owners]
        sure = [owner for owner in owners if owner.tier is Tier.SUGGESTED] or owners
        if all(one.kind is Kind.PERSON and is_post(document.text, definition.term, one.span) for one in sure):
            continue
        yield _key(definition.term.of(document.text)), tuple(_key(owner.surface) for owner in sure)


def _also_known(document: Document, names: Sequence[Mention]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for before, after in itertools.pairwise(names):
        between = document.text[before.span.end : after.span.start]
        if len(between) >= 40 or not _ALSO.fullmatch(between) or _says_where(document.text, before, after, between):
            continue
        if not _is_beside(document.text, before, between):
            yield _key(after.surface), (_key(before.surface),)


def _is_beside(text: str, before: Mention, between: str) -> bool:
    """Whether another body precedes, so that either may be meant ("Kestrel, a unit of Alder Inc., d/b/a Sunny")."""
    described = _DESCRIBED.search(text, max(0, before.span.start - 60), before.span.start)
    return described is not None and between.lstrip().startswith(",")


def _says_where(text: str, before: Mention, after: Mention, between: str) -> bool:
    """Whether an "@" gives somebody's place ("Dr. Roe @ Alder Clinic"), and not another name of them."""
    people = before.kind is after.kind is Kind.PERSON
    return between.strip() == "@" and (not people or bool(title_before(text, before.span) in TITLES))


def _key(surface: str) -> str:
    return key_of(written(surface))
