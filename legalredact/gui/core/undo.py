"""Acts on the undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from legalredact.errors import LegalRedactError, Refused, UsageError, WorkUnderWay


class UndoCommand(QUndoCommand):
    """An act that can be undone and redone.

    Arguments:
        words: its name, for the menu.
        do, undo: do it in each direction; each gets this command.
        done: says that it was done: ``"Kept J. Roe in clear"``; by default its name.
    """

    def __init__(
        self,
        words: str,
        do: Callable[["UndoCommand"], object],
        undo: Callable[["UndoCommand"], object],
        done: str = "",
    ) -> None:
        super().__init__(words)
        self.done = done or words
        self._do, self._undo = do, undo
        self.again = False
        """Whether it was done before."""
        self._stays = False

    def not_undone(self, stack: QUndoStack, problem: LegalRedactError) -> None:
        """Its undo failed or was stopped: put it back on its stack, so that it can be tried again.

        If it was refused for good, it is removed, so that earlier acts can be undone. Nothing if the stack was cleared
        since.
        """
        for_good = isinstance(problem, Refused | UsageError) and not isinstance(problem, WorkUnderWay)
        if for_good and not _made_obsolete(self):
            return
        at = stack.index()
        if at < stack.count() and stack.command(at) is self:  # else Qt is still in its undo
            self._stays = True
            stack.redo()  # takes it off without asking it if it is obsolete

    def redo(self) -> None:
        """Do it, for the first time or again."""
        if self._stays:
            self._stays = False
            return
        self._do(self)
        self.again = True

    def undo(self) -> None:
        """Undo it."""
        self._undo(self)


def give_up(stack: QUndoStack, command: QUndoCommand) -> None:
    """Remove an act from the stack that failed, since it cannot be undone; nothing if the stack was cleared since."""
    if _made_obsolete(command) and stack.index() and stack.command(stack.index() - 1) is command:
        stack.undo()  # takes it off without asking it


def _made_obsolete(command: QUndoCommand) -> bool:
    """Let Qt take an act off its stack; False if it was deleted with the whole stack."""
    try:
        command.setObsolete(True)
    except RuntimeError:
        return False
    return True
