"""Takes an addition of documents back as a whole, as long as nothing was made of them."""

from collections.abc import Collection

from legalredact.errors import Refused, WorkUnderWay
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.workflow.administration.clawback import plan_clawback
from legalredact.workflow.matter.open_matter import OpenMatter


def take_back(
    matter: OpenMatter, documents: Collection[str], report: Report = silent, cancel: Cancellation = NEVER
) -> int:
    """Remove documents that were added, with the names that no other document contains; returns how many.

    This is the undo of an addition, no deletion for good: the matter keeps its key, and there is no receipt. Members of
    a production that are not read yet are removed, too.

    Arguments:
        documents: their ids, or the keys of members without a document; those that are gone already are left out.

    Errors: Refused if work is under way, or masked text was made of one of them; Cancelled, with nothing removed.
    """
    if matter.under_way:
        raise WorkUnderWay(
            f"{matter.under_way[0]} in this matter. Nothing was taken back.", "Pause it, or wait until it is done."
        )
    there = {line.id for line in matter.listing}
    read = [one for one in documents if one in there]
    if matter.store.payloads_with(read):
        raise Refused(
            "Masked text was made of a document of this addition. Nothing was taken back.",
            "Delete documents for good under Go, Delete.",
        )
    ids = list(documents)
    with matter.act("document.take_back", ("documents", len(ids))):
        if read:
            left = plan_clawback(matter, read).register
            matter.store.purge(read, (), (), left, report=report, cancel=cancel)
        matter.store.drop_members(ids)
        cancel.commit()
    matter.forget()
    return len(ids)
