"""Numbers written as English words ("twenty-five", "one hundred and five", "two thousand twenty-one")."""

import re

_SMALL_NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEEN_NAMES = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TEN_NAMES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = {name: number for number, name in enumerate((*_SMALL_NAMES, *_TEEN_NAMES), 1)}
_TENS = {name: 10 * number for number, name in enumerate(_TEN_NAMES, 2)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = "|".join(sorted((*_UNITS, *_TENS, "hundred", *_SCALES), key=len, reverse=True))

_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))\s{1,3}and\s{1,3}"
"""Only after these does "and" go on with the same number: "ten and seven" are two."""
NUMBER_WORDS = rf"(?<![\w-])(?:{_WORD})(?:(?:{_AND}|[\s-]{{1,3}})(?:{_WORD})){{0,11}}(?![\w])"
"""Pattern (to be used ignoring case) for a number in words; bounded, so that matching time is linear."""


def number_of_words(words: str) -> int:
    """The value of a number in words.

    Arguments:
        words: a match of `NUMBER_WORDS`.
    """
    total = part = 0
    for word in re.findall(_WORD, words.lower()):
        if word in _SCALES:
            total += max(part, 1) * _SCALES[word]
            part = 0
        elif word == "hundred":
            part = max(part, 1) * 100
        else:
            part += _UNITS.get(word, 0) or _TENS[word]
    return total + part
