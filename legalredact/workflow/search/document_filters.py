"""Filters for the table of documents; saved ones are in the matter, since their words may be a client's."""

from dataclasses import dataclass, field

from legalredact.vault.codec import decode, encode
from legalredact.workflow.matter.open_matter import OpenMatter


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents are shown.

    Arguments:
        name: under which a person saved it; empty if it is not saved.
        words: each must be in one of the columns.
        kind, custodian, state: as in their columns; empty for all.
        open_only: those with open questions.
    """

    name: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    kind: str = ""
    custodian: str = field(default="", repr=False)
    state: str = ""
    open_only: bool = False


def saved_filters(matter: OpenMatter) -> tuple[DocumentFilter, ...]:
    """The saved filters, in the order of their names."""
    content = matter.store.filters()
    return decode(tuple[DocumentFilter, ...], content) if content else ()


def save_filter(matter: OpenMatter, saved: DocumentFilter) -> tuple[DocumentFilter, ...]:
    """Save a filter; one of the same name is replaced. Returns all of them."""
    return _keep(matter, (*(one for one in saved_filters(matter) if one.name != saved.name), saved))


def delete_filter(matter: OpenMatter, name: str) -> tuple[DocumentFilter, ...]:
    """Delete a saved filter. Returns the others."""
    return _keep(matter, tuple(one for one in saved_filters(matter) if one.name != name))


def _keep(matter: OpenMatter, filters: tuple[DocumentFilter, ...]) -> tuple[DocumentFilter, ...]:
    ordered = tuple(sorted(filters, key=lambda one: one.name.casefold()))
    matter.store.put_filters(encode(tuple[DocumentFilter, ...], ordered))
    return ordered
