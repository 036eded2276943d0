"""What a channel of an audit is, in words for people who never saw the inside of a file, and what to do about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.redaction.audit.audit import RemainingName, Where


@dataclass(frozen=True, slots=True)
class ChannelWording:
    """A kind of place where names survive.

    Arguments:
        what: ``"Text under a black box"``.
        why: how somebody would come upon it.
        remedy: what to do.
    """

    what: str
    why: str
    remedy: str


_ANEW = "Make the copy anew with LegalRedact; a box that is only drawn over a name never removes it."
_BY_PLACE = {
    Where.UNDER_BLACK: ChannelWording("Text under a black box", "It can be selected, copied and searched.", _ANEW),
    Where.INVISIBLE: ChannelWording(
        "Text that is not to be seen", "White or covered letters can be selected and copied.", _ANEW
    ),
    Where.OUTSIDE: ChannelWording(
        "Text beyond the page's edge", "Programs that read the file find it outside what is shown.", _ANEW
    ),
    Where.UNSHOWN: ChannelWording(
        "Something that the page does not show", "A hidden layer or a part left unused; it can be switched on.", _ANEW
    ),
    Where.SEEN: ChannelWording("Text on the page", "It stands there for everybody to read.", "Redact it."),
}
_BY_CHANNEL = (
    (r"file name$", ChannelWording("The file's own name", "Everybody can see it.", "Rename the file.")),
    (
        r"revision \d+: ",
        ChannelWording("An earlier revision inside the file", "The state before a change can be brought back.", _ANEW),
    ),
    (
        r"attachment \d+",
        ChannelWording(
            "A file attached to it", "It opens with a click.", "Remove the attachment, or redact it separately."
        ),
    ),
    (
        r"text \(\w+\) over page ends$",
        ChannelWording("Text over a page's end", "It can be read and searched.", "Redact it."),
    ),
    (r"text( |$)", ChannelWording("Text of the file", "It can be read and searched.", "Redact it.")),
    (
        r"look of the page",
        ChannelWording("Letters in a picture of the page", "Everybody can see them.", "Cover them by a box."),
    ),
    (
        r"picture \d+$",
        ChannelWording(
            "A picture as it is stored", "It can be extracted from the file, even if something covers it.", _ANEW
        ),
    ),
    (
        r"strings|names$|metadata \d+",
        ChannelWording(
            "Properties, bookmarks, forms or notes", "Any viewer's panels and many programs show them.", _ANEW
        ),
    ),
    (r"stream \d+", ChannelWording("Content that no page shows as text", "It can be unpacked from the file.", _ANEW)),
    (r".*docProps/", ChannelWording("The document's properties", "Word shows them under File, Info.", _ANEW)),
    (r".*comments\w*\.xml", ChannelWording("Comments", "Word shows them beside the text.", _ANEW)),
    (r".*(header|footer)\d*\.xml", ChannelWording("A header or footer", "It is printed on pages.", "Redact it.")),
    (r".*(foot|end)notes\.xml", ChannelWording("A note at the foot or the end", "It is printed.", "Redact it.")),
    (
        r".*media/.*: picture$",
        ChannelWording("Letters in a picture", "Everybody can see them.", "Cover them, or remove the image."),
    ),
    (r".*document\.xml: text$", ChannelWording("The document's text", "Everybody can read it.", "Redact it.")),
    (
        r".*document\.xml: ",
        ChannelWording("The document's text, as tracked, hidden or marked up", "Word can show it.", _ANEW),
    ),
    (
        r".*: (text|all text|attributes|without tags|source)$",
        ChannelWording("Another part of the file", "Unpacked.", _ANEW),
    ),
    (
        r"archive|part name",
        ChannelWording("Names and notes of the archive itself", "Any archive program shows them.", _ANEW),
    ),
)
_ELSE = ChannelWording("Data inside the file", "It can be read with simple tools.", _ANEW)

_TECHNICAL = ("bytes", "stream", "strings in a row", "names")
"""Channels that say in the file's own terms what others say in words."""


@dataclass(frozen=True, slots=True)
class Find:
    """What several channels say of one name in one kind of place, on one page.

    Arguments:
        name: its number, from 1.
        page: 0 if it belongs to none.
        channels: as the audit calls them.
        masked_excerpt: of the one that is the most readable.
    """

    name: int
    page: int
    channels: tuple[str, ...]
    masked_excerpt: str = field(repr=False)


def grouped(findings: Sequence[RemainingName]) -> dict[ChannelWording, tuple[Find, ...]]:
    """Findings by what they mean, in the order in which they were found; one for each name and page.

    The file's bytes as they are say nothing that another channel does not say better.
    """
    better = {finding.name for finding in findings if finding.channel != "bytes"}
    groups: dict[ChannelWording, dict[tuple[int, int], list[RemainingName]]] = {}
    for finding in findings:
        if finding.channel != "bytes" or finding.name not in better:
            groups.setdefault(wording_of(finding), {}).setdefault((finding.name, finding.page), []).append(finding)
    return {words: tuple(_summed(same) for same in group.values()) for words, group in groups.items()}


def _summed(same: Sequence[RemainingName]) -> Find:
    best = min(same, key=lambda finding: any(word in finding.channel for word in _TECHNICAL))
    return Find(best.name, best.page, tuple(finding.channel for finding in same), best.masked_excerpt)


def wording_of(finding: RemainingName) -> ChannelWording:
    """What a finding means."""
    if finding.where is not None:
        return _BY_PLACE[finding.where]
    return next((words for pattern, words in _BY_CHANNEL if re.match(pattern, finding.channel)), _ELSE)
