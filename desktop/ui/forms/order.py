"""The way of Tab through a form: the order of reading, whenever each box was made.

The order that Qt keeps follows the making of widgets, and boxes come and go with the answers: where a box that came
late was put among compound ones by hand, the keyboard fell out of the form or went in a circle.

next_stop(stops, focus, forward) -> the next widget, None at the end of the form
outside(form, forward)           -> the first stop before or behind the whole form
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def next_stop(stops: Sequence[QWidget], focus: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where the keyboard goes from here; `stops` are the boxes in the order of reading."""
    leaves = [(at, leaf) for at, stop in enumerate(stops) for leaf in _leaves(stop)]
    if focus is None:
        return None
    here = next((n for n, (_at, leaf) in enumerate(leaves) if leaf is focus), None)
    if here is not None:
        behind = leaves[here + 1 :] if forward else leaves[:here]
    else:  # a part of a box where Tab does not stop: a button that was pressed, a mark beside it
        box = next((at for at, stop in enumerate(stops) if stop is focus or stop.isAncestorOf(focus)), None)
        if box is None:
            return None
        behind = [one for one in leaves if (one[0] > box if forward else one[0] < box)]
    if not behind:
        return None
    return behind[0][1] if forward else behind[-1][1]


def outside(form: QWidget, *, forward: bool) -> QWidget | None:
    """What stands before or behind the form in its window."""
    found = _beside(form, forward=forward)
    while found is not None and found is not form:
        if not form.isAncestorOf(found) and _takes_tab(found):
            return found
        found = _beside(found, forward=forward)
    return None


def _beside(widget: QWidget, *, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


def _inside(stop: QWidget) -> list[QWidget]:
    own = getattr(stop, "stops", None)
    found: list[QWidget] = own() if callable(own) else [stop, *stop.findChildren(QWidget)]
    return found


def _leaves(stop: QWidget) -> list[QWidget]:
    return [leaf for leaf in _inside(stop) if _takes_tab(leaf)]


def _takes_tab(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus & ~Qt.FocusPolicy.ClickFocus
    return bool(tab) and widget.focusProxy() is None and widget.isVisible() and widget.isEnabled()
