"""Pickles dataclass values for other processes: only a class and its fields.

Frozen dataclasses with slots look up their fields again for each value, when pickled and when unpickled. For a document
with a hundred passages that takes as long as reading it.
"""

import copyreg
import operator
from collections.abc import Callable
from dataclasses import fields
from typing import Any


def travels_by_fields(*kinds: type) -> None:
    """Pickle values of these dataclasses by their fields, and build them again from these; all fields are to be given.

    The process that unpickles them needs nothing of this.
    """
    for kind in kinds:
        copyreg.pickle(kind, _reduction(kind))


def _reduction(kind: type) -> Callable[[Any], tuple[type, tuple[object, ...]]]:
    names = [one.name for one in fields(kind) if one.init]
    if len(names) != len(fields(kind)):
        raise TypeError(f"{kind.__name__} has fields that nobody may give")
    get = operator.attrgetter(*names)
    return (lambda value: (kind, get(value))) if len(names) > 1 else (lambda value: (kind, (get(value),)))
