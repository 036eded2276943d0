"""All views. To add one: write its module, then name it here; nothing else has to be changed."""

from legalredact.gui.copies.redact_view import RedactView
from legalredact.gui.core.view import ViewPlace, WorkStep
from legalredact.gui.matter.deleting_view import DeletingView
from legalredact.gui.matter.document_table import DocumentTable
from legalredact.gui.matter.inventory_view import InventoryView
from legalredact.gui.matter.members_view import MembersView
from legalredact.gui.names.names_panel import NamesPanel
from legalredact.gui.oversight.audit_view import AuditView
from legalredact.gui.oversight.oversight_view import OversightView
from legalredact.gui.oversight.policy_view import PolicyView
from legalredact.gui.oversight.settings_view import SettingsView
from legalredact.gui.pages.pages_view import PagesView
from legalredact.gui.production.production_view import ProductionView
from legalredact.gui.prompts.prompts_view import PromptsView
from legalredact.gui.review.sign_off_view import SignOffView
from legalredact.gui.review.summary_view import SummaryView
from legalredact.gui.search.search_view import SearchView
from legalredact.gui.send.send_view import SendView
from legalredact.gui.shell import step_status

PLACES = (
    ViewPlace("pages", "Pages", "files", PagesView),
    ViewPlace("names", "Names", "users", NamesPanel),
    ViewPlace("send", "Check and send", "paper-plane-tilt", SendView),
    ViewPlace("summary", "Summary", "article", SummaryView),
    ViewPlace("sign_off", "Sign-off", "pencil-simple", SignOffView),
    ViewPlace("search", "Search the matter", "magnifying-glass", SearchView, side="pages"),
    ViewPlace("document_table", "Table of documents", "table", DocumentTable, side="pages"),
    ViewPlace("production", "Production", "stack", ProductionView),
    ViewPlace("redact", "Redacted copies", "selection-background", RedactView),
    ViewPlace("inventory", "Data inventory", "chart-bar-horizontal", InventoryView),
    ViewPlace("members", "Members", "users-three", MembersView),
    ViewPlace("deleting", "Deleting", "trash", DeletingView),
    ViewPlace("audit", "Audit trail", "clock-counter-clockwise", AuditView),
    ViewPlace("oversight", "Oversight", "shield-check", OversightView),
    ViewPlace("prompts", "Prompts", "chat-text", PromptsView),
    ViewPlace("policy", "Policy", "scales", PolicyView),
    ViewPlace("settings", "Settings", "gear", SettingsView),
)
"""Views for the middle or the right."""

STEPS = (
    WorkStep("documents", "Documents", "pages", "names", step_status.documents),
    WorkStep("names", "Names", "pages", "names", step_status.names),
    WorkStep("send", "Check and send", "send", "", step_status.check_and_send),
    WorkStep("summary", "Summary", "summary", "pages", step_status.summary),
    WorkStep("sign_off", "Sign-off", "sign_off", "pages", step_status.sign_off),
)
"""The steps, in order."""

OTHERS: tuple[str, ...] = (
    "document_table",
    "production",
    "redact",
    "inventory",
    "members",
    "deleting",
    "audit",
    "oversight",
    "prompts",
    "policy",
    "settings",
)
"""Ids of views that are no steps, in the menu *Go*."""
