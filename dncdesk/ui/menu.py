"""The menu, whose shortcuts work without it being open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class MainMenu(QMenu):
    """Settings, trying again, files, practice, about, quitting."""

    settings_wanted = Signal()
    try_now_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    practice_reset_wanted = Signal()
    about_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, window: QWidget, *, practice: bool) -> None:
        """A menu whose shortcuts work everywhere in `window`."""
        super().__init__(window)
        entries = [
            ("settingsAction", self.tr("&Settings…"), QKeySequence("Ctrl+,"), self.settings_wanted),
            ("tryNowAction", self.tr("&Try now"), QKeySequence("F5"), self.try_now_wanted),
        ]
        entries += [
            ("exportAction", self.tr("&Export…"), QKeySequence("Ctrl+Shift+E"), self.export_wanted),
            ("importAction", self.tr("&Import a former log…"), QKeySequence(), self.import_wanted),
        ]
        if practice:
            words = self.tr("Start &practice over")
            entries.append(("resetPracticeAction", words, QKeySequence(), self.practice_reset_wanted))
        entries += [
            ("aboutAction", self.tr("&About dncdesk"), QKeySequence(), self.about_wanted),
            ("quitAction", self.tr("&Quit"), QKeySequence(QKeySequence.StandardKey.Quit), self.quit_wanted),
        ]
        for name, words, keys, signal in entries:
            if name == "aboutAction":
                self.addSeparator()
            action = QAction(words, self)
            action.setObjectName(name)
            action.setShortcut(keys)
            action.triggered.connect(signal)
            self.addAction(action)
            window.addAction(action)
