"""Make resources/words/english.txt: lower-case English words, with their inflections, without proper names.

Source: the list `american-english` of Debian's package wamerican (SCOWL, size 60), which keeps proper names in title
case, so that leaving out every word with a capital leaves out the names. Its license is resources/words/LICENCE.txt.

Usage: make_words.py /usr/share/dict/american-english resources/words/english.txt
"""

import re
import sys
from pathlib import Path

WORD = re.compile(r"[a-z]{2,}|[ai]")


def english_words(lines: list[str]) -> list[str]:
    """The plain lower-case words among `lines`, sorted, each once."""
    return sorted({line for line in lines if WORD.fullmatch(line)})


def main(source: Path, target: Path) -> None:
    """Read the dictionary at `source`, write one word a line to `target`."""
    words = english_words(source.read_text(encoding="utf-8").splitlines())
    target.write_text("\n".join(words) + "\n", encoding="ascii")
    print(f"{len(words)} words in {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
