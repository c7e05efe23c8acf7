"""The two buttons of undo over a drawing: what each would do now, said where it is pointed at and read aloud."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from desktop.presenters.undo import UndoStack


def show_steps(stack: UndoStack, undo: QAbstractButton, redo: QAbstractButton) -> None:
    """What can be taken back and done again."""
    for step, can, text, keys in (
        (undo, stack.can_undo, stack.undo_text, "Ctrl+Z"),
        (redo, stack.can_redo, stack.redo_text, "Ctrl+Y"),
    ):
        step.setEnabled(can)
        step.setToolTip(f"{text} ({keys})")
        step.setAccessibleName(text)
