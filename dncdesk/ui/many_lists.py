"""How lists come to the window: a menu entry, a file dropped on it, several numbers pasted; and back to those open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.desk.run import Run
    from dncdesk.ui.footer import Footer
    from dncdesk.ui.many_window import ManyWindow
    from dncdesk.ui.number_field import NumberField

_LOOKED_AT = 20
_LIKE_A_NUMBER = 7  # digits
_FEW = 3
"""So many lines with digits may one number have around it, as a pasted address."""


class Lists(QObject):
    """Opens a window for each list, and tells the main window's foot what is under way."""

    def __init__(self, desk: Desk, window: QWidget, field: NumberField, footer: Footer) -> None:
        """Take what is dropped on `window` or pasted into `field`."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._footer = footer
        self._open: list[ManyWindow] = []
        self._early: list[Path | str] = []
        window.setAcceptDrops(True)
        field.is_list = self.is_list
        field.many_given.connect(self.open_text)
        footer.lists_wanted.connect(self._show_under_way)
        desk.many.under_way.connect(self._take)
        desk.ready.connect(self._open_early)
        for run in desk.many.runs:
            self._take(run)

    def ask_file(self) -> None:
        """Let a person choose a file, and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a list"),
            "",
            self.tr("Lists (*.txt *.csv *.tsv *.xlsx *.xlsm);;All files (*)"),
        )
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Open the list in the file at `path`; while the program starts, as soon as it can be read."""
        if self._desk.is_ready:
            self._new().open_file(path)
        else:
            self._early.append(path)

    def open_text(self, text: str) -> None:
        """Open the list that `text` is; while the program starts, as soon as it can be read."""
        if self._desk.is_ready:
            self._new().open_text(text)
        else:
            self._early.append(text)

    def is_list(self, text: str) -> bool:
        """Whether a pasted `text` holds several numbers, or lines that look like it; judged by its first lines."""
        lines = [line for line in text.splitlines() if line.strip()]
        alike = sum(sum(sign.isdigit() for sign in line) >= _LIKE_A_NUMBER for line in lines)
        if not self._desk.is_ready:
            # Nothing can be read as a number yet. Where the log cannot be opened that may take long: it stays in sight.
            return alike > 1 and self._desk.log_problem is None
        if alike > _FEW:
            return True
        from dncdesk.core.many_line import read_line

        read = self._desk.reading()
        found = (one.number.e164 for line in lines[:_LOOKED_AT] for one in read_line(line, read) if one.number)
        return len(set(found)) > 1

    def _open_early(self) -> None:
        early, self._early = self._early, []
        for one in early:
            if isinstance(one, Path):
                self.open_file(one)
            else:
                self.open_text(one)

    def takes(self, data: QMimeData) -> bool:
        """Whether what is dragged over the window are files."""
        return bool(_files(data))

    def open_files(self, data: QMimeData) -> None:
        """Open each of the files that were dropped."""
        for path in _files(data):
            self.open_file(path)

    @property
    def empty_handed(self) -> bool:
        """Whether no list is open that is not under way yet."""
        return all(window.run is not None for window in self._open)

    def ask_first(self) -> bool:
        """Whether a list would be lost with the main window; if so, it asks, and the main window has to stay."""
        shown = next((window for window in self._open if window.would_lose), None)
        if shown is not None:
            shown.come()
            shown.close()
        return shown is not None

    def take_place_of(self, former: Lists) -> None:
        """Show what `former` shows of the lists under way, in windows that stand where its own stood."""
        for window in former._open:
            if window.run is not None:
                shown = self._new()
                shown.follow(window.run)
                shown.setGeometry(window.geometry())

    def _new(self) -> ManyWindow:
        from dncdesk.ui.many_window import ManyWindow

        opened = ManyWindow(self._desk, self._window)
        opened.closed.connect(self._on_closed)
        opened.run_begun.connect(self._take)
        self._open.append(opened)
        opened.come()
        return opened

    def _on_closed(self, window: ManyWindow) -> None:
        self._open.remove(window)
        window.deleteLater()

    def _take(self, run: Run) -> None:
        run.changed.connect(self._count)
        run.not_kept.connect(self._count)
        self._count()

    def _count(self) -> None:
        going = [run for run in self._desk.many.runs if not run.over]
        done, total = sum(run.progress.ended for run in going), sum(run.requests for run in going)
        self._footer.show_lists(done, total, paused=bool(going) and all(run.paused for run in going))

    def _show_under_way(self) -> None:
        for run in self._desk.many.runs:
            if run.over:
                continue
            shown = next((window for window in self._open if window.run is run), None)
            if shown is None:
                shown = self._new()
                shown.follow(run)
            shown.come()


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
