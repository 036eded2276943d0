"""`legalredact matter set`: the case that exports of a matter state, and whether they are marked as privileged."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from legalredact.cli.option_values import PRIVILEGED
from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.model.matter import MatterInfo, joined_issues

_TEXTS = ("caption", "court", "case_number")


def with_options(info: MatterInfo, given: argparse.Namespace) -> MatterInfo:
    """The settings, changed by those options that were given."""
    changes: dict[str, Any] = {name: value for name in _TEXTS if (value := getattr(given, name)) is not None}
    if given.privileged is not None:
        changes["privileged"] = PRIVILEGED[given.privileged]
    if given.issues_file is not None:
        changes["issues"] = _issues(given.issues_file)
    return replace(info, **changes)


def _issues(file: Path) -> str:
    """The issues in a file, one a line.

    Errors: UsageError.
    """
    try:
        return joined_issues(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise UsageError("The issues cannot be read.", "Check the file's path and that it is UTF-8 text.") from None


def set_exports(session: Session) -> int:
    """`matter set`."""
    with session.matter() as matter:
        info = with_options(matter.info, session.options)
        if info == matter.info:
            raise UsageError("No setting was given.", "See `legalredact matter set --help`.")
        matter.set_info(info)
    chosen = next(words for words, value in PRIVILEGED.items() if value is info.privileged)
    row = {"privileged": chosen} | {name: getattr(info, name) for name in _TEXTS}
    words = "\n".join(f"{name.replace('_', ' ')}: {value or 'as the documents say'}" for name, value in row.items())
    session.answer(row | {"issues": info.issues}, f"{words}\nissues: {info.issues or 'as the firm’s policy says'}")
    return 0
