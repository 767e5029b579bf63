"""The administrator's checklist: which do-not-call lists each campaign uses, read off VICIdial's own screens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.outcome import Tone
from dncdesk.core.switches import Switch, Switches
from dncdesk.ui.labels import ElidedLabel, ToneLabel, set_font
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk

_CHOICES = (None, Switch.NO, Switch.YES, Switch.AREACODE)
# As VICIdial's screen has them, whatever the language of this window.
_HEADINGS = ("Use Internal DNC List", "Use Campaign DNC List", "Use Other Campaign DNC")
_LEAST_LETTERS = 14  # of a campaign's id and name
_LONGEST_ID = 20  # characters


class _Row:
    """One campaign's three answers."""

    def __init__(self, campaign: str, before: Switches, others: QStringListModel, not_checked: str) -> None:
        """Show `before`; `others` are the campaigns to choose from, `not_checked` the words for no answer."""
        self.internal = _switch_box(before.internal, not_checked)
        self.own = _switch_box(before.campaign, not_checked)
        self.other = QComboBox()
        self.other.setModel(others)
        self.other.setEditable(True)
        self.other.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.setMinimumContentsLength(8)
        self.other.setCurrentText(before.other_campaign)
        if (line := self.other.lineEdit()) is not None:
            line.setMaxLength(_LONGEST_ID)
        for box, name, heading in zip(self.boxes, ("internal", "own", "other"), _HEADINGS, strict=True):
            box.setObjectName(f"{name}Box-{campaign}")
            box.setAccessibleName(f"{campaign}: {heading}")

    @property
    def boxes(self) -> tuple[QComboBox, QComboBox, QComboBox]:
        """As they stand from left to right."""
        return self.internal, self.own, self.other

    def switches(self) -> Switches:
        """The answers as they stand."""
        internal, own = self.internal.currentData(), self.own.currentData()
        return Switches(
            Switch(internal) if internal else None,
            Switch(own) if own else None,
            self.other.currentText().strip(),
        )


class ChecklistDialog(QDialog):
    """A row for each campaign that is known or has been answered for. It saves through the desk."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Show the checklist of the server in use, which there must be."""
        super().__init__(parent)
        self._desk = desk
        self._saving = False
        self._rows: dict[str, _Row] = {}
        self.setObjectName("checklistDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Checklist for the administrator"))
        locked = bool({"servers", "checklist"} & desk.settings.locked)
        self._problem = ToneLabel(tone=Tone.PROBLEM)
        self._problem.setWordWrap(True)
        self._problem.hide()
        save, cancel, close = (
            QDialogButtonBox.StandardButton.Save,
            QDialogButtonBox.StandardButton.Cancel,
            QDialogButtonBox.StandardButton.Close,
        )
        buttons = QDialogButtonBox(close if locked else save | cancel)
        self._save = buttons.button(save)
        if self._save is not None:
            self._save.setObjectName("checklistSaveButton")
        buttons.accepted.connect(self._begin_save)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons, locked=locked)
        desk.saved.connect(self._on_saved)
        desk.notice.connect(self._on_notice)

    def _lay_out(self, buttons: QDialogButtonBox, *, locked: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        why = ToneLabel(
            self.tr(
                "The dialler tells nobody whether a campaign uses its lists. Its administrator sees it under "
                "Admin ▸ Campaigns ▸ Detail; please copy it from there. It decides when “Blocked” may be said."
            ),
            tone=None,
        )
        why.setWordWrap(True)
        column.addWidget(why)
        if locked:
            column.addWidget(ToneLabel(self.tr("Set by your organisation.")))
        table = self._table(enabled=not locked)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(table)
        column.addWidget(scroll, 1)
        column.addWidget(self._problem)
        column.addWidget(buttons)
        beside = scroll.verticalScrollBar().sizeHint().width() + 2 * 16
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(table.minimumSizeHint().width() + beside)
        self.resize(max(560, table.sizeHint().width() + beside), min(640, table.sizeHint().height() + 190))

    def _table(self, *, enabled: bool) -> QWidget:
        server = self._desk.settings.find()
        checklist = server.checklist if server else {}
        listed = server.campaigns if server else ()
        names = {campaign.id: campaign.name for campaign in self._desk.campaigns}
        campaigns = list(dict.fromkeys([*names, *listed, *sorted(checklist)]))
        not_checked = self.tr("not checked")
        others = QStringListModel(_others(campaigns, checklist), self)
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, words in enumerate((self.tr("Campaign"), *_HEADINGS)):
            heading = QLabel(words)
            heading.setWordWrap(bool(column))
            set_font(heading)
            grid.addWidget(heading, 0, column, Qt.AlignmentFlag.AlignBottom)
        for line, campaign in enumerate(campaigns, 1):
            row = self._rows[campaign] = _Row(campaign, checklist.get(campaign, Switches()), others, not_checked)
            name = names.get(campaign, "")
            label = ElidedLabel(f"{campaign}   {name}".strip(), tone=None)
            label.setMinimumWidth(label.fontMetrics().averageCharWidth() * _LEAST_LETTERS)
            grid.addWidget(label, line, 0)
            for column, box in enumerate(row.boxes, 1):
                box.setEnabled(enabled)
                grid.addWidget(box, line, column)
        if not campaigns:
            nothing = ToneLabel(self.tr("No campaign is known yet. Once the dialler has answered, they stand here."))
            nothing.setWordWrap(True)
            grid.addWidget(nothing, 1, 0, 1, 4)
        grid.setRowStretch(len(campaigns) + 2, 1)
        return table

    def answers(self) -> dict[str, Switches]:
        """What has been answered, by campaign id."""
        given = {campaign: row.switches() for campaign, row in self._rows.items()}
        return {campaign: switches for campaign, switches in given.items() if switches != Switches()}

    def _begin_save(self) -> None:
        server = self._desk.settings.find()
        if server is None or self._saving:
            return
        self._saving = True
        self._problem.hide()
        self._desk.save(replace(server, checklist=self.answers()), None, server.name)

    def _on_saved(self, note: Sentence | None) -> None:
        del note
        if self._saving:
            self.accept()

    def _on_notice(self, sentence: Sentence) -> None:
        if self._saving:
            self._saving = False
            self._problem.show_text(text(sentence), Tone.PROBLEM)
            self._problem.show()


def _switch_box(now: Switch | None, not_checked: str) -> QComboBox:
    box = QComboBox()
    for choice in _CHOICES:
        box.addItem(not_checked if choice is None else choice.value, choice.value if choice else None)
    box.setCurrentIndex(_CHOICES.index(now))
    return box


def _others(campaigns: Iterable[str], checklist: Mapping[str, Switches]) -> list[str]:
    """What may stand under “Use Other Campaign DNC”: nothing, or any campaign that is known of."""
    answered = sorted(switches.other_campaign for switches in checklist.values())
    return list(dict.fromkeys(["", *campaigns, *answered]))
