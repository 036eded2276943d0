"""How far a production is: a bar for each stage, with its counts in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from legalredact.gui.core.theme import STEP, Words
from legalredact.model.job import STAGES, Stage, State
from legalredact.workflow.matter.production_status import ProductionStatus

STAGE_WORDS = {
    Stage.READ: "Read",
    Stage.DETECT: "Names searched for",
    Stage.RESOLVE: "Names matched",
    Stage.CONFIRM: "Suggested names decided",
    Stage.MASK: "Masked, and searched again",
    Stage.SUMMARIZE: "Summarized",
    Stage.CHECK: "Summary checked",
}


class ProductionStages(QWidget):
    """One line a stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = {stage: QProgressBar() for stage in STAGES}
        self.counts = {stage: Words(tone="muted") for stage in STAGES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, STEP, 0, STEP)
        grid.setHorizontalSpacing(2 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 2)
        for row, stage in enumerate(STAGES):
            title, bar = Words(STAGE_WORDS[stage]), self.bars[stage]
            title.setWordWrap(False)
            bar.setTextVisible(False)
            bar.setMinimumWidth(10 * STEP)
            bar.setAccessibleName(f"Documents through the stage: {STAGE_WORDS[stage]}")
            for column, widget in enumerate((title, bar, self.counts[stage])):
                grid.addWidget(widget, row, column, alignment=Qt.AlignmentFlag(0))
        grid.setRowStretch(len(STAGES), 1)

    def show_standing(self, now: ProductionStatus) -> None:
        """Show the status of a production."""
        for stage in STAGES:
            over = sum(now.counted(stage, state) for state in (State.DONE, State.REFUSED))
            self.bars[stage].setRange(0, max(now.documents, 1))
            self.bars[stage].setValue(over)
            words = counted_words(now, stage)
            self.counts[stage].setText(words)
            self.counts[stage].set_tone("needs_you" if now.counted(stage, State.HELD) else "muted")
            self.bars[stage].setAccessibleDescription(words)


def counted_words(now: ProductionStatus, stage: Stage) -> str:
    """``"8,214 done · 12 refused · 40 wait for you · 300 wait"``; an empty stage waits for the one before it."""
    parts = (
        (State.DONE, "{:,} done"),
        (State.REFUSED, "{:,} refused"),
        (State.HELD, "{:,} wait for you"),
        (State.WAITING, "{:,} to do"),
    )
    return " · ".join(words.format(count) for state, words in parts if (count := now.counted(stage, state))) or "–"


def head_words(now: ProductionStatus, *, working: bool) -> str:
    """Status of a production in a line, with the remaining time once it can be estimated."""
    if not now.documents:
        return ""
    refused = sum(now.counted(stage, State.REFUSED) for stage in STAGES)
    held = now.counted(Stage.CONFIRM, State.HELD)
    through = f"{now.through - refused:,} of {now.documents:,} documents done"
    through += f" · {refused:,} refused" * bool(refused) + f" · {held:,} wait for you" * bool(held)
    left = f" · {time_words(now.left)} left at the pace of the last minutes" if working and now.left else ""
    return through + left


def time_words(seconds: float) -> str:
    """``"about 40 min"``; seconds are of no use here."""
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return f"about {minutes} min"
    hours = seconds / 3600
    return f"about {hours:.0f} h" if hours < 48 else f"about {hours / 24:.0f} days"
