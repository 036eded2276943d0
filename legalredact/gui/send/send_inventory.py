"""Beside a send: which classes of personal data the documents hold, and what masking leaves of them."""

from legalredact.gui.core.session import MatterSession
from legalredact.gui.widgets.link_list import LinkLines
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.send.inventories import inventories, summary_lines

PLACE = "inventory"
"""Id of the view that tells it document by document."""

HEADING = "Personal data left in clear"


class InventoryLines(LinkLines):
    """A few lines over all documents, counted in a lane of their own; each leads to the whole inventory."""

    _session: MatterSession | None = None

    def count(self, session: MatterSession) -> None:
        """Count what the documents hold now, and show it once that is known."""
        if self._session is None:
            self.asked.connect(lambda _: session.step_asked.emit(PLACE))
            self._session = session
        state = session.state
        session.tasks.run(
            Lane.PICTURES,
            "Counting personal data",
            lambda report, cancel: inventories(state.documents, state.mentions, state.entities, report, cancel),
            lambda found: self.show_lines(tuple(summary_lines(found)), HEADING),
            quiet=True,
        )
