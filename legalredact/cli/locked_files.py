"""Options with passwords of files, and the addition of files that need one."""

import getpass
from collections.abc import Iterator, Sequence
from pathlib import Path

from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.model.locked_file import wants_password
from legalredact.workflow.matter.incoming import Added
from legalredact.workflow.matter.open_matter import OpenMatter


def add(session: Session, matter: OpenMatter, paths: Sequence[Path]) -> Added:
    """Add files; locked files are tried again with the given passwords.

    Errors: UsageError if the file with the passwords cannot be read.
    """
    given = _given(session.options.file_passwords)
    added = matter.add(paths, session.report)
    for path in [path for path, problem in added.refused if wants_password(problem)]:
        for password in _passwords(session, path, given):
            again = matter.add([path], session.report, passwords={path: password})
            if not again.refused:
                others = tuple(one for one in added.refused if one[0] != path)
                added = Added((*added.documents, *again.documents), (*added.known, *again.known), others)
                break
    return added


def _passwords(session: Session, path: Path, given: Sequence[str]) -> Iterator[str]:
    yield from given
    if session.options.ask_password and (typed := getpass.getpass(f"Password of {path}: ")):
        yield typed


def _given(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        return [line for line in file.read_text(encoding="utf-8-sig").splitlines() if line]
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            "The file with the passwords cannot be read.", "Check its path and that it is UTF-8 text."
        ) from None
