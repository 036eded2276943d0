"""Large regular expressions, compiled when they are used for the first time.

Compiling one takes up to 25 ms, and many processes import it without using it.
"""

import functools
import re
from typing import Any, cast


def lazy_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that has the methods and attributes of a compiled one; functions of `re` do not take it.

    Errors: re.error with the first use, if the expression is wrong.
    """
    return cast("re.Pattern[str]", _LazyPattern(expression, flags))


class _LazyPattern:
    """Compiles itself for the first attribute; keeps each attribute, so that later calls cost nothing more."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    @functools.cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._expression, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Called for attributes that are not kept yet."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
