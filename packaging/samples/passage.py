"""The content of a sample file: the one source of its pages and of its gold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of text in one channel of a file.

    Arguments:
        channel: where it stands, in the words of the application's block kinds (body, footnote, insertion …).
        text: as a reader of that place sees it, without marks of style and without soft hyphens.
    """

    channel: str
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample file.

    Arguments:
        name: its file name.
        content: its bytes.
        passages: all its text, in order.
        facts: what a good summary of it states, in clear.
        broken: names as printed where a line ends inside them.
    """

    name: str
    content: bytes
    passages: tuple[Passage, ...]
    facts: tuple[str, ...]
    broken: tuple[str, ...] = ()
