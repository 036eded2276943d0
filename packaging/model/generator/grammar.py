"""Names of bodies from a small grammar, templates/grammar.txt.

A section's lines are its choices. A word in braces is another section, a list of lists/words.tsv, or one of `_MADE`.
"""

from collections.abc import Callable

from generator.person import person
from generator.source import Source, templates, word_lists


def expanded(source: Source, section: str) -> str:
    """One name of the kind `section`."""
    return source.choice(templates("grammar")[section]).format_map(_Words(source))


class _Words(dict[str, str]):
    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def __missing__(self, key: str) -> str:
        if key in _MADE:
            return _MADE[key](self._source)
        if key in word_lists():
            return self._source.word(key)
        made = expanded(self._source, key)
        return made.capitalize() if key == "invented" else made


_MADE: dict[str, Callable[[Source], str]] = {
    "family": lambda s: person(s).family,
    "indian_house": lambda s: person(s, s.pick("indian", "en_IN")).family,
    "person": lambda s: person(s).written,
    "letter": lambda s: s.choice("ABCDEFGHIJKLMNOPRSTVWXYZ"),
    "digit": lambda s: str(s.randint(2, 9)),
    "n": lambda s: str(s.randint(2, 999)),
    "year": lambda s: str(s.randint(2001, 2009)),
    "land": lambda s: s.word("country").removeprefix("the "),
    "blank": lambda _: " ",
    "nothing": lambda _: "",
}
