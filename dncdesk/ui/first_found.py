"""The third step: what was found, what to ask the administrator for, and one try on the practice dialler."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from dncdesk.core.outcome import TONES, Tone
from dncdesk.ui.buttons import PromptButton
from dncdesk.ui.first_page import FirstPage, section, wrapped
from dncdesk.ui.server_form import country_box, number_form_box
from dncdesk.ui.tone_lines import ToneLines
from dncdesk.ui.words import country, outcome_title, text

if TYPE_CHECKING:
    from dncdesk.blocking.finding import Exploration
    from dncdesk.blocking.rehearsal import Rehearsal
    from dncdesk.blocking.trial import TestReport
    from dncdesk.core.sentences import Sentence
    from dncdesk.core.settings import Server
    from dncdesk.desk.desk import Desk

_ROOM = 5  # lines
_FEW = 5  # campaigns that are named; of more, their count is told


class FoundPage(FirstPage):
    """Everything here is kept already; what may still be changed is how numbers are written."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Ready to start"), self.tr("This is what the dialler has told."), parent)
        from dncdesk.blocking.rehearsal import EXAMPLE

        self._desk = desk
        self._report: TestReport | None = None
        self._rehearsing = False
        self._told = ToneLines()
        self._told.setObjectName("firstFound")
        self._rights = ToneLines()
        self._rights.setObjectName("firstRights")
        self._rights.hide()
        self._fold = _Fold()
        self._fold.setObjectName("firstRightsFold")
        self._fold.setText(self.tr("&Rights one by one"))
        self._fold.setAutoRaise(True)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.clicked.connect(self._turn)
        self.country = country_box("US")
        self.country.setObjectName("firstCountry")
        self.number_form = number_form_box("national")
        self.number_form.setObjectName("firstNumberForm")
        self._learned = wrapped("")
        self._learned.setObjectName("firstNumbersLearned")
        self._checklist = _button(self.tr("Chec&klist…"), "firstChecklist")
        self._checklist.clicked.connect(self._open_checklist)
        self._copy = _button(self.tr("C&opy it for the administrator"), "firstCopy")
        self._copy.clicked.connect(self._copy_checklist)
        self._number = _PracticeLine(EXAMPLE)
        self._number.setObjectName("firstPracticeNumber")
        self._number.setAccessibleName(self.tr("Number to practise with"))
        self._try = _button(self.tr("&Try one"), "firstTry")
        self._try.clicked.connect(self._rehearse)
        self._number.returnPressed.connect(self._rehearse)
        self._lay_out()
        self._outcome = self._found("firstRehearsed", _ROOM)
        self._column.addStretch(1)
        desk.setup.rehearsed.connect(self._on_rehearsed)
        desk.setup.not_rehearsed.connect(self._on_not_rehearsed)

    def _lay_out(self) -> None:
        column = self._column
        column.addWidget(self._told)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rights)
        column.addSpacing(6)
        column.addWidget(section(self.tr("How numbers are written there")))
        column.addWidget(self._learned)
        rows = QFormLayout()
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, box in ((self.tr("Cou&ntry"), self.country), (self.tr("&Leads"), self.number_form)):
            label = QLabel(words)
            label.setBuddy(box)
            rows.addRow(label, box)
        column.addLayout(rows)
        column.addSpacing(6)
        column.addWidget(section(self.tr("For the administrator")))
        column.addWidget(
            wrapped(
                self.tr(
                    "Whether a campaign uses its do-not-call list, the dialler tells nobody. Its administrator sees "
                    "it; until somebody has said so, “Blocked” adds that it is not confirmed."
                )
            )
        )
        beside = QHBoxLayout()
        beside.addWidget(self._checklist)
        beside.addWidget(self._copy)
        beside.addStretch(1)
        column.addLayout(beside)
        column.addSpacing(6)
        column.addWidget(section(self.tr("Try one on the practice dialler")))
        column.addWidget(wrapped(self.tr("It shows what an outcome looks like. Nobody's real list is touched.")))
        one = QHBoxLayout()
        one.addWidget(self._number, 1)
        one.addWidget(self._try)
        column.addLayout(one)

    def go_on_words(self) -> str:
        """All is set."""
        return self.tr("&Start")

    def show_found(self, server: Server, exploration: Exploration, note: Sentence | None, *, locked: bool) -> None:
        """Show what was found at `server`.

        `note` is what has to be known of the password; `locked`: only the organisation may change the server.
        """
        from dncdesk.blocking.finding import meaning

        report = self._report = exploration.report
        lines = [(Tone.DONE, self._server_line(server)), (Tone.DONE, self._account_line(server))]
        lines.append(self._campaigns_line())
        tone, sentence = meaning(report)
        lines.append((tone, text(sentence)))
        if note is not None:
            lines.append((Tone.WARNING, text(note)))
        self._told.show_lines(lines)
        self._rights.show_lines([(tone, text(sentence)) for tone, sentence in report.rights])
        self.country.setCurrentIndex(self.country.findData(server.country))
        self.number_form.setCurrentIndex(self.number_form.findData(server.number_form))
        for box in (self.country, self.number_form):
            box.setEnabled(not locked)
        self._learned.show_text(self._learned_line(server, exploration, locked=locked))
        self._outcome.show_lines([])

    def chosen(self, server: Server) -> Server:
        """`server` with the form of numbers that stands here."""
        return replace(server, country=str(self.country.currentData()), number_form=str(self.number_form.currentData()))

    def _server_line(self, server: Server) -> str:
        host = urlsplit(server.endpoint).netloc
        version = self._report.version if self._report else None
        if version is None:
            return host
        return self.tr("{host}: VICIdial {version}, build {build}").format(
            host=host, version=version.version, build=version.build
        )

    def _account_line(self, server: Server) -> str:
        return self.tr("The login of {user} works.").format(user=server.user)

    def _campaigns_line(self) -> tuple[Tone, str]:
        report = self._report
        campaigns = report.campaigns if report else ()
        if not campaigns:
            return Tone.WARNING, self.tr("No campaign can be seen. You can type a campaign's id, or block everywhere.")
        active = [campaign.id for campaign in campaigns if campaign.active]
        if len(active) <= _FEW:
            words = self.tr("Active campaigns: {names}").format(names=", ".join(active) or "–")
        else:
            words = self.tr("{count} active campaigns").format(count=len(active))
        if rest := len(campaigns) - len(active):
            words = self.tr("{active}; {rest} inactive").format(active=words, rest=rest)
        return Tone.DONE, words

    def _learned_line(self, server: Server, exploration: Exploration, *, locked: bool) -> str:
        habit = exploration.habit
        if locked:
            return self.tr("Set by your organisation.")
        if habit.mixed:
            return self.tr(
                "Leads here are written in more than one way. dncdesk looks for all of them; choose the more usual one."
            )
        if habit.seen:
            return self.tr("Learned from {count} leads in the queue.").format(count=habit.seen)
        return self.tr(
            "No lead could be looked at, so this is only what is usual in {country}. If a lead of yours looks "
            "otherwise, change it: the dialler compares digit by digit."
        ).format(country=country(server.country))

    def _turn(self) -> None:
        unfolded = self._rights.isHidden()
        self._rights.setVisible(unfolded)
        self._fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)

    def _open_checklist(self) -> None:
        from dncdesk.ui.checklist_dialog import ChecklistDialog

        ChecklistDialog(self._desk, self.window()).open()

    def _copy_checklist(self) -> None:
        server = self._desk.settings.find()
        if server is not None and self._report is not None:
            QGuiApplication.clipboard().setText(self.for_administrator(server, self._report))
            self._copy.setText(self.tr("C&opied"))

    def for_administrator(self, server: Server, report: TestReport) -> str:
        """What the administrator of the dialler is asked for, as text to send."""
        head = self.tr("dncdesk asks {host} as the API user {user}.").format(
            host=urlsplit(server.endpoint).netloc, user=server.user
        )
        missing = [f"- {text(sentence)}" for tone, sentence in report.lines if tone is Tone.WARNING]
        parts = [head]
        if missing:
            parts += ["", self.tr("This account may not do all that it needs:"), *missing]
        ask = self.tr(
            "Which do-not-call lists does each campaign use? Admin ▸ Campaigns ▸ Detail shows it; no API function does."
        )
        parts += ["", ask]
        parts += [
            f"{campaign.id}:  Use Internal DNC List = ____  Use Campaign DNC List = ____  Use Other Campaign DNC = ____"
            for campaign in report.campaigns
        ]
        return "\n".join(parts)

    def _rehearse(self) -> None:
        if self._rehearsing:
            return
        self._rehearsing = True
        self._outcome.show_lines([(Tone.PROGRESS, self.tr("Asking the practice dialler…"))])
        self._desk.setup.rehearse(self._number.text())

    def _on_rehearsed(self, rehearsal: Rehearsal) -> None:
        self._rehearsing = False
        result = rehearsal.result
        words = outcome_title(result.outcome, rehearsal.shown)
        self._outcome.show_lines([(TONES[result.outcome], f"{words}\n{text(result.why)}")])

    def _on_not_rehearsed(self, sentence: Sentence) -> None:
        self._rehearsing = False
        self._outcome.show_lines([(Tone.PROBLEM, text(sentence))])


class _Fold(QToolButton):
    """Turned by Enter as well, which must not be the step's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class _PracticeLine(QLineEdit):
    """A line whose Enter is its own: it must not be the step's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep Enter."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


def _button(words: str, name: str) -> QPushButton:
    button = PromptButton(words)
    button.setObjectName(name)
    button.setAutoDefault(True)
    return button
