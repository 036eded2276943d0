"""Which views there are. To add one: write its module, then name it here; nothing else has to be touched."""

from legalredact.gui import step_status
from legalredact.gui.pages_view import PagesView
from legalredact.gui.view import Place, Step

PLACES = (Place("pages", "Pages", "files", PagesView),)
"""Views that can stand in the middle or at the right."""

STEPS = (Step("documents", "Documents", "pages", "", step_status.documents),)
"""The way, in order. `check_and_send`, `summary` and `sign_off` of `step_status` belong to theirs."""

OTHERS: tuple[str, ...] = ()
"""Ids of places outside the way that the menu *Go* offers, such as the audit trail."""
