"""An invented body: a company, an institution or a government, and the ways in which legal papers write it."""

import re
from dataclasses import dataclass

from generator.marks import Label, marked
from generator.source import Source

_FORM = re.compile(
    r",? (?:Inc\.?|LLC|Corp\.?|Co\.|Company|Corporation|Incorporated|"
    r"Ltd\.?|LTD|L\.?P\.?|LLP|L\.L\.C\.|P\.?C\.?|PLLC|P\.A\.|"
    r"Limited|N\.A\.|L\.C\.|PLC|plc|Chartered|GmbH|AG|S\.A\.|S\.A\.U\.|S\.p\.A\.|B\.V\.|N\.V\.)$"
)


@dataclass(frozen=True, slots=True)
class Body:
    """One invented body; it has the same members as a person, so that either can be a party.

    Arguments:
        written: its full name.
        alias: what papers call it after the first mention.
        label: ORG or GOV.
        source: decides how each mention is written.
    """

    written: str
    alias: str
    label: Label
    source: Source

    def __str__(self) -> str:
        return self.source.weighted({self.full: 3.0, self.short: 5, self.bare: 2})

    @property
    def full(self) -> str:
        """The full name."""
        return self._named(self.written)

    @property
    def plain(self) -> str:
        """The full name; companies have no middle names."""
        return self.full

    @property
    def bare(self) -> str:
        """The name without its legal form."""
        return self._named(bare_name(self.written))

    @property
    def short(self) -> str:
        """The short name."""
        return self._named(self.alias)

    @property
    def first(self) -> str:
        """The short name, where a person's first name would stand."""
        return self.short

    @property
    def titled(self) -> str:
        """The short name, where a person would have a title."""
        return self.short

    @property
    def titled_full(self) -> str:
        """The full name, where a person would have a title."""
        return self.full

    @property
    def caps(self) -> str:
        """The full name in capitals."""
        return self._named(self.written.upper())

    @property
    def caps_short(self) -> str:
        """The short name in capitals."""
        return self._named(self.alias.upper())

    @property
    def lower(self) -> str:
        """The short name as it stands in hasty mail."""
        return self._named(self.alias.lower())

    @property
    def last_first(self) -> str:
        """The full name, as it stands in lists."""
        return self.full

    @property
    def site(self) -> str:
        """A web address that spells the name."""
        host = re.sub(r"[^a-z0-9]", "", bare_name(self.written).lower()) + self.source.pick(
            ".com", ".com", ".net", ".org"
        )
        return self._named(self.source.pick("www.", "www.", "https://www.", "") + host)

    @property
    def he(self) -> str:
        """It."""
        return "it"

    @property
    def his(self) -> str:
        """Its."""
        return "its"

    @property
    def him(self) -> str:
        """It."""
        return "it"

    def _named(self, name: str) -> str:
        return marked(self.label, name)


def bare_name(name: str) -> str:
    """`name` without its legal form."""
    return _FORM.sub("", name)
