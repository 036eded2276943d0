"""What is read of a record of a production: its native file, else its page images, else its extracted text."""

from collections.abc import Sequence

from legalredact.documents.file_type import kind_of
from legalredact.documents.intake.containers import content_at
from legalredact.documents.limits import Limits
from legalredact.errors import UnreadableInput
from legalredact.model.production import Form, Location


def location_of(native: Location | None, pages: Sequence[Location], text: Location | None) -> Location | None:
    """The file that is read for a record: the native file, the first page, or the text; None if it has none of them."""
    return native or (pages[0] if pages else text)


def form_of(
    location: Location, pages: Sequence[Location], problem: UnreadableInput | None, limits: Limits, *, native: bool
) -> Form:
    """The form in which a record is read.

    Page images are read if the native file is missing, has a problem or is of an unsupported type. Without images a
    native file of an unsupported type is read nevertheless: its reader says what is wrong with it.

    Arguments:
        location: of the native file, or as `location_of` returned it.
        problem: why it cannot be read, if that is known already.
        native: whether `location` is the native file.
    """
    if native and problem is None and not (pages and _is_unsupported(location, limits)):
        return Form.FILE
    if pages:
        return Form.PAGES
    return Form.TEXT if problem is None else Form.NOTHING


def why_native_is_unread(problem: UnreadableInput | None, *, native: bool) -> str:
    """Why the native file of a record that is read as page images is not read; empty if the load file names none.

    Arguments:
        problem: why it cannot be read, if that is known; without one its type is unsupported.
        native: whether there is a native file.
    """
    if problem is not None:
        return problem.what
    return "The type of the file is not supported." if native else ""


def _is_unsupported(location: Location, limits: Limits) -> bool:
    try:
        kind_of(content_at(location, limits), location.name)
    except (UnreadableInput, OSError):
        return True
    return False
