"""The help: two pages and a sheet of all keys, in a small window. Nothing of it comes from a network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTabBar, QTextBrowser, QVBoxLayout, QWidget

from dncdesk.core.resources import resource
from dncdesk.ui.help_page import show_page
from dncdesk.ui.shortcut_sheet import Keys, sheet

_PAGES = ("supervisors.md", "administrators.md", "keys")
_KEYS = _PAGES[2]
_LANGUAGE = "en"
"""The language of a page that there is no translation of."""


class _Browser(QTextBrowser):
    """Shows pages that it is given; it never opens an address by itself."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Only files of the help."""
        url = QUrl(name)
        return super().loadResource(kind, url) if url.isLocalFile() or url.isRelative() else None


class HelpWindow(QWidget):
    """Pages behind tabs; links lead from one to the other, and nowhere else."""

    def __init__(self, explained: QWidget, *, language: str) -> None:
        """Help on the window `explained`, whose keys the sheet lists.

        `language` is the program's, as Qt names it (`es`, `es_MX`); English where there are no pages in it.
        """
        super().__init__(explained, Qt.WindowType.Window)
        self._explained = explained
        self._folder = _folder(language)
        self.setObjectName("helpWindow")
        self.setWindowTitle(self.tr("Help - dncdesk"))
        self._tabs = QTabBar()
        self._tabs.setObjectName("helpTabs")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for words in (self.tr("For &supervisors"), self.tr("For &administrators"), self.tr("&Keys")):
            self._tabs.addTab(words)
        self._tabs.currentChanged.connect(self._show)
        self._browser = _Browser()
        self._browser.setObjectName("helpText")
        self._browser.setAccessibleName(self.tr("Help"))
        self._browser.setOpenLinks(False)
        self._browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._browser.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._tabs)
        column.addWidget(self._browser, 1)
        letters = self.fontMetrics().averageCharWidth()
        around = explained.screen().availableSize()
        self.setMinimumWidth(min(letters * 70, around.width() - 40))
        self.resize(min(letters * 88, around.width() - 40), min(letters * 112, around.height() - 60))

    @property
    def page(self) -> str:
        """Which page is shown."""
        return _PAGES[self._tabs.currentIndex()]

    def open_at(self, page: str = "") -> None:
        """Show the window at `page`, or at the one that it showed last; the keys are as they are now."""
        if page in _PAGES:
            self._tabs.setCurrentIndex(_PAGES.index(page))
        self._show()
        self.show()
        self.raise_()
        self._browser.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Set the page again in the colours and the font that are new."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self.isVisible():
            self._show()

    def _show(self, _index: int = 0) -> None:
        document = self._browser.document()
        document.setDefaultFont(self._browser.font())
        show_page(document, self._markdown(), self._folder, self.palette())
        self._browser.moveCursor(QTextCursor.MoveOperation.Start)

    def _markdown(self) -> str:
        if self.page == _KEYS:
            return self._keys_page()
        try:
            return (self._folder / self.page).read_text(encoding="utf-8")
        except OSError:
            return self.tr("The help's pages are not where the program was installed.")

    def _keys_page(self) -> str:
        keys = sheet(self._explained)
        what, which = self.tr("What"), self.tr("Keys")
        # Not inside the f-strings: lupdate does not look there.
        field, everywhere = self.tr("In the number field"), self.tr("Everywhere in the window")
        letters = self.tr("With Alt and a letter, as the window is now")
        return "\n\n".join(
            [
                f"# {which}",
                f"## {field}",
                _table(keys.field, what, which),
                f"## {everywhere}",
                _table(keys.everywhere, what, which),
                f"## {letters}",
                _table(keys.letters, what, which),
            ]
        )

    def _follow(self, target: QUrl) -> None:
        page = target.fileName() or target.toString()
        if page in _PAGES:
            self._tabs.setCurrentIndex(_PAGES.index(page))


def _folder(language: str) -> Path:
    named = resource("help", language.partition("_")[0].lower())
    return named if language and named.is_dir() else resource("help", _LANGUAGE)


def _table(rows: tuple[Keys, ...], what: str, keys: str) -> str:
    lines = [f"| {what} | {keys} |", "|---|---|"]
    lines += [f"| {_escaped(row.words)} | {_escaped(row.keys)} |" for row in rows]
    return "\n".join(lines)


def _escaped(words: str) -> str:
    """`words` as text in a Markdown table, whatever signs are in them."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|<>&~" else sign for sign in words)
