"""The menu, whose shortcuts work without it being open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class MainMenu(QMenu):
    """Settings, trying again, files, practice, help, about, quitting."""

    settings_wanted = Signal()
    list_wanted = Signal()
    try_now_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    practice_reset_wanted = Signal()
    practice_wanted = Signal()
    """Into practice; in practice, back to work."""
    help_wanted = Signal()
    verify_wanted = Signal()
    retention_wanted = Signal()
    about_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, window: QWidget, *, practice: bool) -> None:
        """A menu whose shortcuts work everywhere in `window`."""
        super().__init__(window)
        entries = [
            ("openListAction", self.tr("&Open a list…"), QKeySequence(QKeySequence.StandardKey.Open), self.list_wanted),
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
        words = self.tr("&Leave practice") if practice else self.tr("&Practice…")
        entries += [
            ("practiceAction", words, QKeySequence(), self.practice_wanted),
            ("helpAction", self.tr("&Help"), QKeySequence("F1"), self.help_wanted),
            ("verifyAction", self.tr("&Check the log…"), QKeySequence(), self.verify_wanted),
            ("retentionAction", self.tr("&Retire old records…"), QKeySequence(), self.retention_wanted),
            ("aboutAction", self.tr("&About dncdesk"), QKeySequence(), self.about_wanted),
            ("quitAction", self.tr("&Quit"), QKeySequence(QKeySequence.StandardKey.Quit), self.quit_wanted),
        ]
        for name, words, keys, signal in entries:
            if name == "helpAction":
                self.addSeparator()
            action = QAction(words, self)
            action.setObjectName(name)
            action.setShortcut(keys)
            action.triggered.connect(signal)
            self.addAction(action)
            window.addAction(action)
        self.offer_retention(False)

    def offer_retention(self, offered: bool) -> None:
        """Whether old records may be retired, by the settings."""
        if (action := self.findChild(QAction, "retentionAction")) is not None:
            action.setVisible(offered)
