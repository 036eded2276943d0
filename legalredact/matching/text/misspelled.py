"""Words that differ by a letter, as misspelled names do."""

from collections.abc import Iterator


def without_a_letter(word: str, first: int = 0) -> Iterator[str]:
    """The word, and the word without one of its letters: two words that share one differ by about a letter.

    Arguments:
        first: number of the first letter that may be left out.
    """
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(first, len(word)))
