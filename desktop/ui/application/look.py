"""The look of the window: palette, size, and the words of Qt's own dialogs."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.ui.application.wiring import Wiring
from desktop.ui.kit import theme
from desktop.ui.kit.palettes import Scheme


def dress(app: QApplication, wiring: Wiring) -> None:
    """The look and the words of Qt's own dialogs, as the user prefers."""
    preferences = wiring.preferences
    QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
    words = QTranslator(app)
    if words.load(f"qtbase_{preferences.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    theme.apply(app, theme.Theme(scheme_of(app, preferences.scheme), preferences.zoom / 100))


def scheme_of(app: QApplication, wanted: str) -> Scheme:
    """The palette that was chosen; «auto» follows the computer."""
    if wanted in ("light", "dark", "contrast"):
        return wanted  # type: ignore[return-value]  # one of the three, checked
    return "dark" if app.styleHints().colorScheme().name == "Dark" else "light"
