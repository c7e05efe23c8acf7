"""The one style sheet: only what Fusion and a palette cannot say, generated from the tokens.

Kept small on purpose: a rule on a base class silently changes every Qt dialog too. Lengths are those of the
100 %
drawing multiplied by the zoom of the text; Qt scales them for the screen.
"""

from __future__ import annotations

from desktop.base import places
from desktop.ui.kit.palettes import Tokens

_SHEET = """
QLineEdit[kit="editor"], QPlainTextEdit[kit="editor"], QFrame[kit="editor"] {{
  background: {paper}; color: {ink}; border: 1px solid {edge}; border-radius: {r}px; padding: {v}px {h}px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QPlainTextEdit[kit="editor"] {{ padding: 1px 2px; }}
QFrame[kit="editor"] {{ padding: 0px; }}
QLineEdit[kit="bare"] {{ background: transparent; color: {ink}; border: none; padding: 0px; }}
QLineEdit[kit="editor"][problem="warning"], QPlainTextEdit[kit="editor"][problem="warning"],
QFrame[kit="editor"][problem="warning"] {{ border-color: {amber_edge}; }}
QLineEdit[kit="editor"][problem="error"], QPlainTextEdit[kit="editor"][problem="error"],
QFrame[kit="editor"][problem="error"] {{ border-color: {on_red}; }}
QLineEdit[kit="editor"]:focus, QPlainTextEdit[kit="editor"]:focus, QFrame[kit="editor"][inside="true"] {{
  border: 2px solid {accent}; }}
QLineEdit[kit="editor"]:focus {{ padding: {vf}px {hf}px; }}
QPlainTextEdit[kit="editor"]:focus {{ padding: 0px 1px; }}
QLineEdit[kit="editor"]:read-only, QPlainTextEdit[kit="editor"]:read-only {{
  background: {panel}; border-color: {line}; }}
QLineEdit[kit="editor"]:disabled, QPlainTextEdit[kit="editor"]:disabled {{
  background: {panel}; color: {faint}; }}
QToolTip {{ background: {panel}; color: {ink}; border: 1px solid {edge}; padding: {v1}px {v}px; }}
QMenu {{ background: {paper}; color: {ink}; border: 1px solid {edge}; padding: {v1}px; }}
QMenu::item {{ padding: {v}px {wide}px {v}px {wide}px; border-radius: {r_small}px; }}
QMenu::item:selected {{ background: {tint}; color: {on_tint}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {v1}px {v}px; }}
QListView[kit="popup"] {{ background: {paper}; color: {ink}; border: 1px solid {edge}; outline: none; }}
QListView[kit="popup"]::item {{ padding: {v}px {h}px; border: none; }}
QListView[kit="popup"]::item:selected, QListView[kit="popup"]::item:hover {{
  background: {tint}; color: {on_tint}; }}
QTableView[kit="list"] {{ background: {paper}; border: none; outline: none; gridline-color: {line};
  selection-background-color: {tint}; selection-color: {ink}; }}
QCheckBox {{ spacing: {v}px; }}
QCheckBox::indicator {{ width: {box}px; height: {box}px; border: 1px solid {second}; border-radius: {r_tiny}px;
  background: {paper}; }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {accent}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ background: {panel}; border-color: {line}; }}
QCheckBox::indicator:checked:disabled {{ background: {faint}; border-color: {faint}; }}
QScrollArea {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0px; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0px; }}
QScrollBar::handle {{ background: {edge}; border-radius: {bar_r}px; margin: {bar_m}px; }}
QScrollBar::handle:vertical {{ min-height: {bar_min}px; }}
QScrollBar::handle:horizontal {{ min-width: {bar_min}px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {grey}; border: none; border-radius: {v1}px; height: {bar}px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: {v1}px; }}
"""


def sheet(tokens: Tokens, zoom: float) -> str:
    """The style sheet of a palette at a zoom of the text."""

    def px(length: float) -> int:
        return round(length * zoom)

    lengths = {
        "r": px(6), "r_small": px(4), "v": px(6), "h": px(9), "v1": px(4), "wide": px(16),
        "vf": px(6) - 1, "hf": px(9) - 1,
        "box": px(15), "r_tiny": px(3),
        "bar": px(12), "bar_r": px(4), "bar_m": px(2), "bar_min": px(32),
    }  # fmt: skip
    names = {name: getattr(tokens, name) for name in Tokens.__slots__}
    light = tokens.on_accent.lower() == "#ffffff"
    tick = places.resource("marks", "tick-white.svg" if light else "tick-black.svg").as_posix()
    return _SHEET.format(**names, **lengths, tick=tick)
