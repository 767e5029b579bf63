"""The inside of the window: its parts in one calm column, with a foot, and the way of the Tab key through them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dncdesk.ui.banner import Banner
from dncdesk.ui.confirm_strip import ConfirmStrip
from dncdesk.ui.footer import Footer
from dncdesk.ui.form import Form
from dncdesk.ui.header import Header
from dncdesk.ui.log_panel import LogPanel
from dncdesk.ui.scrolling import scrolling
from dncdesk.ui.two_panes import TwoPanes

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.menu import MainMenu

_MARGIN = 16
_GAP = 10


class Body(QWidget):
    """Makes the parts and lays them out. On a low screen the column scrolls, and what matters is brought into sight."""

    def __init__(self, desk: Desk, menu: MainMenu) -> None:
        """The header opens `menu`."""
        super().__init__()
        self.header = Header(desk, menu)
        self.form = Form(desk)
        self.banner = Banner()
        self.strip = ConfirmStrip()
        self.log = LogPanel(desk)
        self.footer = Footer()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, 4)
        column.setSpacing(_GAP)
        column.addWidget(self.header)
        column.addWidget(self.form)
        column.addWidget(self.banner)
        # The question stands where the result will: nothing moves when it is asked.
        self.strip.setFixedHeight(self.banner.height())
        column.addWidget(self.strip)
        column.addWidget(self.log, 1)
        # On a low screen at 200 % not even the form has room: then, and only then, it scrolls.
        self._scroll = scrolling(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 6)
        outer.setSpacing(0)
        self.panes = TwoPanes(self._scroll, self.log.table)
        outer.addWidget(self.panes, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN - 6, 0, _MARGIN, 0)
        foot.addWidget(self.footer)
        outer.addLayout(foot)
        self.banner.spoke.connect(self._show_banner)
        self.strip.shown_changed.connect(self._show_strip)
        self.form.number.textEdited.connect(self._show_number)

    def set_tab_order(self) -> None:
        """Lead the Tab key through the parts from top to bottom; the header's may have become others."""
        parts = (self.header, self.form, self.banner, self.strip, self.log, self.footer)
        for before, after in pairwise([widget for part in parts for widget in part.tab_chain()]):
            QWidget.setTabOrder(before, after)

    def _show_banner(self) -> None:
        # Where the column has to scroll, the result must be seen even so.
        self._scroll.ensureWidgetVisible(self.banner, 0, _GAP)

    def _show_strip(self, asks: bool) -> None:
        self.banner.setHidden(asks)
        if asks:
            QTimer.singleShot(0, self._scroll_to_strip)

    def _scroll_to_strip(self) -> None:
        self._scroll.ensureWidgetVisible(self.strip, 0, _GAP)

    def _show_number(self) -> None:
        self._scroll.ensureWidgetVisible(self.form.number, 0, _GAP * 3)
