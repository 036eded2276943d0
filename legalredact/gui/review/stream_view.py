"""A summary as it arrives: with tokens, line by line, before anything of it is checked or named."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from legalredact.gui.review.summary_rows import SegmentRow
from legalredact.gui.widgets.marked_text import MarkedText, chips
from legalredact.gui.widgets.row_list import RowList
from legalredact.model.register import Entity

_HEADING, _STATEMENT = "## ", "- "
"""As the prompts ask for them."""


class StreamView(RowList):
    """Grows at its end, and stays there unless a person scrolled up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The summary as it arrives: with tokens, not checked yet", parent)
        self._lines: list[str] = []

    def show_text(self, masked_text: str, by_token: Mapping[str, Entity]) -> None:
        """Show what has come so far; another text takes its place."""
        lines = whole_lines(masked_text)
        same = next((n for n, (a, b) in enumerate(zip(lines, self._lines, strict=False)) if a != b), None)
        kept = min(len(lines), len(self._lines)) if same is None else same
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - bar.singleStep()
        self.grow(kept, [row_of(line, by_token) for line in lines[kept:]])
        self._lines = lines
        if follows:
            self.scrollToBottom()


def whole_lines(masked_text: str) -> list[str]:
    """Lines without the last word, which may be half a token."""
    end = max(masked_text.rfind(" "), masked_text.rfind("\n"))
    return [line.strip() for line in masked_text[: end + 1].split("\n") if line.strip()]


def row_of(line: str, by_token: Mapping[str, Entity]) -> SegmentRow:
    """A heading or a statement."""
    heading = line.startswith(_HEADING)
    text = line.removeprefix(_HEADING if heading else _STATEMENT)
    return SegmentRow(MarkedText(text, chips(text, by_token), strong=heading), (), ())
