"""Values on their way to other processes: a class and its fields, no more.

Frozen dataclasses with slots find out anew for every value which fields they have, on the way out and on the way in. Of
a document with a hundred passages that costs as much as reading it.
"""

import copyreg
import operator
from collections.abc import Callable
from dataclasses import fields
from typing import Any


def travels_by_fields(*kinds: type) -> None:
    """Have values of these dataclasses pickled by their fields, and made anew of them; all fields are to be given.

    Whoever unpickles them needs nothing of this.
    """
    for kind in kinds:
        copyreg.pickle(kind, _reduction(kind))


def _reduction(kind: type) -> Callable[[Any], tuple[type, tuple[object, ...]]]:
    names = [one.name for one in fields(kind) if one.init]
    if len(names) != len(fields(kind)):
        raise TypeError(f"{kind.__name__} has fields that nobody may give")
    get = operator.attrgetter(*names)
    return (lambda value: (kind, get(value))) if len(names) > 1 else (lambda value: (kind, (get(value),)))
