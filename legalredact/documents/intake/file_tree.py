"""Files of a folder or an archive, by their paths as in a load file. No path leads out of the folder."""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from legalredact.documents.intake.containers import entries_of
from legalredact.documents.intake.hidden_files import all_below, leads_elsewhere
from legalredact.documents.limits import STANDARD, Limits
from legalredact.errors import UnreadableInput, WrongType
from legalredact.model.production import Location, Step, StepKind
from legalredact.model.progress import NEVER, Cancellation


@dataclass(slots=True)
class FileTree:
    """All files below one folder or in one archive.

    Arguments:
        root: the folder, or the archive.
        files: by their relative paths, with slashes and in lower case.
        problems: of files that cannot be read, by the same paths.
    """

    root: Path = field(repr=False)
    files: dict[str, Location] = field(repr=False)
    problems: dict[str, UnreadableInput] = field(default_factory=dict, repr=False)
    _short: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def find(self, spelled: str, near: str = "") -> str:
        """The path of a file that a load file names; empty if there is none.

        Volumes are often renamed, so if a path does not exist, it is searched for with leading folders removed. The
        match must be unique.

        Arguments:
            near: folder of the load file in the tree.
        """
        parts = [part for part in spelled.replace("\\", "/").lower().split("/") if part not in {"", "."}]
        if not parts or ".." in parts or ":" in parts[0][1:]:
            parts = [part for part in parts if part != ".." and ":" not in part]
        path = "/".join(parts)
        for known in ("/".join(filter(None, (near, path))), path):
            if known in self.files:
                return known
        ending = [other for other in self._named(parts[-1] if parts else "") if _shares(other, parts)]
        return ending[0] if len(ending) == 1 else ""

    def _named(self, name: str) -> list[str]:
        if not self._short:
            for path in self.files:
                self._short.setdefault(path.rpartition("/")[2], []).append(path)
        return self._short.get(name, [])


def folder_tree(root: Path, cancel: Cancellation = NEVER) -> FileTree:
    """All files below a folder, in order; links are not followed, since they may lead outside. Cancelled on request."""
    tree = FileTree(root, {})
    for path in all_below(root, cancel):
        inner = path.relative_to(root).as_posix().lower()
        if leads_elsewhere(path):
            tree.problems[inner] = WrongType("This is a link to a file elsewhere.", "Add the file that it leads to.")
        elif path.is_dir():
            tree.problems[inner] = UnreadableInput(
                "This folder may not be read.", "Ask for the right to read it, and add the production again."
            )
        tree.files[inner] = Location(path, name=path.name)
    return tree


def archive_tree(path: Path, limits: Limits = STANDARD) -> FileTree:
    """All entries of an archive, in its order.

    Errors: as `entries_of`.
    """
    tree = FileTree(path, {})
    for entry in entries_of(path, limits):
        inner = _unused(tree, entry.path.lower())
        tree.files[inner] = Location(path, (Step(StepKind.ENTRY, entry.number),), entry.name)
        if entry.problem is not None:
            tree.problems[inner] = entry.problem
    return tree


def _unused(tree: FileTree, path: str) -> str:
    """A path that is still free: an archive may hold several entries of one name, and all are kept."""
    number, unused = 1, path
    while unused in tree.files:
        number += 1
        unused = f"{path}\0{number}"
    return unused


def _shares(path: str, parts: list[str]) -> bool:
    """Whether two paths have the same end, including at least one folder if the load file names any."""
    own = PurePosixPath(path).parts
    return len(parts) == 1 or own[-2:] == tuple(parts[-2:])
