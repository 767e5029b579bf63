"""The fields of one server, and what of them cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from dncdesk.core.deadline import LONGEST, DayCount, Deadline
from dncdesk.core.endpoint import BadAddressError, endpoint
from dncdesk.core.groups import BadGroupError, groups_from_lines, lines_of
from dncdesk.core.outcome import Tone
from dncdesk.core.settings import Server
from dncdesk.core.switches import Switches
from dncdesk.ui.labels import ToneLabel
from dncdesk.ui.tick_box import TickBox
from dncdesk.ui.words import text

_SHA256 = re.compile("[0-9a-f]{64}")
_ROW_GAP = 4
_FIRST_COUNTRIES = ("US", "CA", "GB", "MX", "AU")


class ServerForm(QWidget):
    """One server. What it does not know of a server it keeps."""

    edited = Signal()
    """Something that a test depends on has changed."""

    def __init__(
        self, server: Server | None, *, has_password: bool, general: Deadline | None = None,
        name: str = "Main", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Show `server`, or empty fields for a new one, which is proposed to be called `name`.

        `has_password`: one may be stored already. `general` is the deadline of servers that have none of their own.
        """
        super().__init__(parent)
        self._general = general or Deadline()
        self._before = server
        self._server = server or Server(name=name, url="", user="")
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        # On a small screen what a test finds has to have room beneath, without scrolling.
        self._rows.setVerticalSpacing(_ROW_GAP)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

        self.address = self._line("addressField", self.tr("&Address"), self._server.url)
        self.address.setPlaceholderText("dialer.example.com")
        self._address_problem = ToneLabel(tone=Tone.PROBLEM)
        self._address_problem.setWordWrap(True)
        self._address_problem.hide()
        self._rows.addRow("", self._address_problem)
        self.user = self._line("userField", self.tr("API &user"), self._server.user)
        self.password = self._line("passwordField", self.tr("&Password"), "")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        if has_password:
            self.password.setPlaceholderText(self.tr("As stored; type to change"))
        self.name = self._line("nameField", self.tr("&Name here"), self._server.name)
        self.country = country_box(self._server.country)
        self._row("countryBox", self.tr("Count&ry"), self.country)
        self.number_form = number_form_box(self._server.number_form)
        self._row("numberFormBox", self.tr("&Leads carry numbers"), self.number_form)
        self.campaigns = self._line("campaignsField", self.tr("Ca&mpaigns"), ", ".join(self._server.campaigns))
        self.campaigns.setPlaceholderText(self.tr("Only if the account may not list them"))
        self._add_groups()
        self.ca_file = QLineEdit(self._server.ca_file or "")
        self.ca_file.setPlaceholderText(self.tr("None: the system's certificates"))
        self.ca_file.textEdited.connect(self._changed)
        self._add_file_row()
        self.fingerprint = self._line(
            "fingerprintField", self.tr("Certificate &fingerprint"), self._server.fingerprint_sha256 or ""
        )
        self.fingerprint.setPlaceholderText(self.tr("Only for a self-signed server (SHA-256)"))
        for combo in (self.country, self.number_form):
            combo.currentIndexChanged.connect(self._changed)
        self.mark_leads = TickBox(self.tr("Stop this person's leads (status &DNC)"))
        self.mark_leads.setObjectName("markLeadsBox")
        self.mark_leads.setToolTip(self.tr("Off: they are only taken out of the queue."))
        self.mark_leads.setChecked(self._server.mark_leads)
        self._rows.addRow(self.tr("When blocking"), self.mark_leads)
        self.seller = self._line("sellerField", self.tr("&Brand or seller"), self._server.seller)
        self.seller.setPlaceholderText(self.tr("For whom these campaigns call"))
        self._add_deadline()

    def server(self) -> Server | None:
        """The server as it stands in the fields; None, and a word beside the field, where that cannot be."""
        problem = self._problem()
        self._address_problem.show_text(problem, Tone.PROBLEM)
        self._address_problem.setVisible(bool(problem))
        if problem:
            self.address.setFocus()
            return None
        try:
            groups = groups_from_lines(self.groups.toPlainText())
        except BadGroupError as error:
            self._groups_problem.show_text(text(error.sentence), Tone.PROBLEM)
            self._groups_problem.show()
            self.groups.setFocus()
            return None
        return replace(
            self._server,
            name=self.name.text().strip() or "Main",
            url=self.address.text().strip(),
            user=self.user.text().strip(),
            country=str(self.country.currentData()),
            number_form=str(self.number_form.currentData()),
            ca_file=self.ca_file.text().strip() or None,
            fingerprint_sha256=self._fingerprint() or None,
            mark_leads=self.mark_leads.isChecked(),
            seller=self.seller.text().strip(),
            groups=groups,
            deadline=self._deadline(),
            campaigns=tuple(part for part in self.campaigns.text().replace(",", " ").split() if part),
        )

    def lock(self, *, user: bool) -> None:
        """The organisation has set this server, with its `user` or without: the password is left to the person."""
        lines = (self.address, self.name, self.campaigns, self.ca_file, self.fingerprint, self.seller)
        others = (self.country, self.number_form, self.mark_leads, self.groups, self.days, self.counting)
        fields: tuple[QWidget, ...] = (*lines, *others, *self.findChildren(QPushButton))
        for field in fields:
            field.setEnabled(False)
        self.user.setEnabled(not user)

    def keep_checklist(self, checklist: Mapping[str, Switches]) -> None:
        """Take over what has been answered elsewhere, so that saving these fields does not undo it."""
        self._server = replace(self._server, checklist=checklist)
        if self._before is not None:
            self._before = replace(self._before, checklist=checklist)

    def accept(self, fingerprint: str) -> None:
        """Take the fingerprint that a person has accepted: 64 hexadecimal digits."""
        self.fingerprint.setText(fingerprint)
        self._changed()

    @property
    def changed(self) -> bool:
        """Whether saving these fields would change anything."""
        if self._before is None:
            return bool(self.address.text().strip() or self.user.text().strip())
        return self.typed_password() is not None or self.server() != self._before

    def refuse(self, problem: str) -> None:
        """Say beside the address what cannot be."""
        self._address_problem.show_text(problem, Tone.PROBLEM)
        self._address_problem.show()

    def typed_password(self) -> str | None:
        """The password that was typed, untouched; None for the stored one."""
        return self.password.text() or None

    def _problem(self) -> str:
        try:
            endpoint(self.address.text())
        except BadAddressError as error:
            return text(error.sentence)
        if not self.user.text().strip():
            return self.tr("The API user is missing.")
        fingerprint = self._fingerprint()
        if fingerprint and not _SHA256.fullmatch(fingerprint):
            return self.tr("The fingerprint must have 64 hexadecimal digits (SHA-256).")
        return ""

    def _fingerprint(self) -> str:
        return self.fingerprint.text().strip().replace(":", "").replace(" ", "").lower()

    def _changed(self) -> None:
        self._address_problem.hide()
        self._groups_problem.hide()
        self.edited.emit()

    def _line(self, name: str, label: str, content: str) -> QLineEdit:
        line = QLineEdit(content)
        line.textEdited.connect(self._changed)
        self._row(name, label, line)
        return line

    def _row(self, name: str, label: str, field: QWidget) -> None:
        _name(field, name, label)
        words = QLabel(label)
        words.setBuddy(field)
        self._rows.addRow(words, field)

    def _add_file_row(self) -> None:
        choose = QPushButton(self.tr("C&hoose…"))
        choose.setObjectName("caFileButton")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_file)
        words = self.tr("&Own authority")
        _name(self.ca_file, "caFileField", words)
        label = QLabel(words)
        label.setBuddy(self.ca_file)
        line = QHBoxLayout()
        line.addWidget(self.ca_file, 1)
        line.addWidget(choose)
        self._rows.addRow(label, line)

    def _add_groups(self) -> None:
        self.groups = QPlainTextEdit(lines_of(self._server.groups))
        self.groups.setPlaceholderText(self.tr("Acme: SALES01, SALES02"))
        self.groups.setTabChangesFocus(True)
        self.groups.setFixedHeight(self.groups.fontMetrics().lineSpacing() * 2 + 12)
        self.groups.textChanged.connect(self._changed)
        self._row("groupsField", self.tr("Campaign &groups"), self.groups)
        self._groups_problem = ToneLabel(tone=Tone.PROBLEM)
        self._groups_problem.setWordWrap(True)
        self._groups_problem.hide()
        self._rows.addRow("", self._groups_problem)

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Certificate authority (PEM)"))
        if path:
            self.ca_file.setText(path)
            self._changed()

    def _add_deadline(self) -> None:
        now = self._server.deadline or self._general
        self.days = QSpinBox()
        self.days.setRange(1, LONGEST)
        self.days.setValue(now.days)
        self.counting = QComboBox()
        self.counting.setObjectName("deadlineCountingBox")
        self.counting.setAccessibleName(self.tr("Days that count"))
        self.counting.addItem(self.tr("business days in the US"), DayCount.BUSINESS_US)
        self.counting.addItem(self.tr("days, every day counts"), DayCount.EVERY)
        self.counting.setCurrentIndex(self.counting.findData(now.counting))
        _name(self.days, "deadlineDaysBox", self.tr("Honour in days"))
        words = QLabel(self.tr("Honour in da&ys"))
        words.setBuddy(self.days)
        line = QHBoxLayout()
        line.addWidget(self.days)
        line.addWidget(self.counting, 1)
        self._rows.addRow(words, line)

    def _deadline(self) -> Deadline | None:
        """The server's own deadline; None where it is the general one."""
        chosen = Deadline(self.days.value(), DayCount(self.counting.currentData()))
        return None if chosen == self._general and self._server.deadline is None else chosen


def country_box(current: str) -> QComboBox:
    """All countries, the likely ones first; `current` (ISO 3166) is chosen."""
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    named = {
        QLocale.territoryToCode(territory): QLocale.territoryToString(territory)
        for territory in QLocale.Country
        if len(QLocale.territoryToCode(territory)) == 2
    }
    named.setdefault(current, current)
    first = [code for code in _FIRST_COUNTRIES if code in named]
    for code in [*first, *sorted(set(named) - set(first), key=named.__getitem__)]:
        combo.addItem(named[code], code)
    combo.setCurrentIndex(combo.findData(current))
    return combo


def number_form_box(current: str) -> QComboBox:
    """How leads may carry their numbers; `current` is one of the settings' `NUMBER_FORMS`."""
    combo = QComboBox()
    for words, form in (
        (QCoreApplication.translate("ServerForm", "Without country code (7275550101)"), "national"),
        (QCoreApplication.translate("ServerForm", "With country code (17275550101)"), "international"),
        (QCoreApplication.translate("ServerForm", "As typed"), "as_typed"),
    ):
        combo.addItem(words, form)
    combo.setCurrentIndex(combo.findData(current))
    return combo


def _name(field: QWidget, name: str, label: str) -> None:
    field.setObjectName(name)
    if not isinstance(field, QComboBox):  # a combo box reads out its choice; its label names it
        field.setAccessibleName(label.replace("&", ""))
