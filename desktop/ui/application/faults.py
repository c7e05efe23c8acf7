"""Faults of the program: said calmly, what is kept is kept, a report without names to be copied."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.base.messages import _
from desktop.ui.kit.dialogs import CrashDialog

_LOG = logging.getLogger(__name__)
_shown: list[CrashDialog] = []


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, without a word of what anybody typed: messages of exceptions may hold names."""
    where = [f"{frame.filename.rpartition('desktop')[2]}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    head = f"Opora {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}"
    return "\n".join([head, f"{kind.__module__}.{kind.__qualname__}", *where[-15:]])


def show(error: BaseException) -> None:
    """Say that the program made a mistake; the work goes on."""
    text = report(type(error), error.__traceback__)
    _LOG.error("fault: %s", text)
    dialog = CrashDialog(
        QApplication.activeWindow(),
        _("The program made a mistake. This was not your doing."),
        _("What is saved stays saved. What you typed is kept as a draft on this computer."),
        text,
    )
    _shown.append(dialog)
    dialog.finished.connect(lambda _result: _shown.remove(dialog))
    dialog.open()


def hear_qt() -> None:
    """What the toolkit has to say goes into the log; people at a terminal have no use for it."""

    def said(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
        _LOG.log(level, "qt: %s", words)

    qInstallMessageHandler(said)


def catch_faults() -> None:
    """From now on nothing dies silently."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if sys.stderr is not None:  # a windowed program has none; messages of exceptions may hold names
            sys.stderr.write(report(kind, trace) + "\n")
        show(error)

    def thread_hook(fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None:
            _LOG.error("fault: %s", report(fault.exc_type, fault.exc_traceback))

    sys.excepthook = hook
    threading.excepthook = thread_hook
    hear_qt()
