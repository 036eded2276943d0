"""What a sample file says and where: the one source of its pages and of its gold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text in one place of a file.

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
        passages: everything it says, in order.
        facts: what a good summary of it tells, in clear.
        broken: names as printed where a line ends inside them.
    """

    name: str
    content: bytes
    passages: tuple[Passage, ...]
    facts: tuple[str, ...]
    broken: tuple[str, ...] = ()
