"""The log, checked: whether it is as it was written, what is wrong where, and its head to be compared with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.outcome import Tone
from dncdesk.ui.certificate_dialog import in_groups
from dncdesk.ui.labels import Mark, ToneLabel, set_font
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.proofs import Proofs
    from dncdesk.record.findings import Verification

_STEPS = 1000
_SIZE = QSize(460, 380)


class VerifyDialog(QDialog):
    """Begins to check as soon as it is made; closing it ends the check."""

    def __init__(self, proofs: Proofs, parent: QWidget | None = None) -> None:
        """Check through `proofs`."""
        super().__init__(parent)
        self._proofs = proofs
        self._head = ""
        self.setObjectName("verifyDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Check the log"))
        self._mark = Mark(1.3)
        self._title = ToneLabel(tone=None)
        self._title.setObjectName("verifyTitle")
        self._title.setWordWrap(True)
        set_font(self._title, scale=1.1)
        self._bar = QProgressBar()
        self._bar.setObjectName("verifyProgress")
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the check"))
        self._words = _label("verifyWords")
        self._details = QPlainTextEdit()
        self._details.setObjectName("verifyDetails")
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName(self.tr("What was found"))
        self._head_words = _label("headWords")
        self._digits = QLabel()
        self._digits.setObjectName("headShown")
        self._digits.setTextFormat(Qt.TextFormat.PlainText)
        self._digits.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(font.StyleHint.Monospace)
        self._digits.setFont(font)
        self._copy = _button(self.tr("Copy the &head"), "copyHeadButton")
        self._former = QLineEdit()
        self._former.setObjectName("formerHeadField")
        self._former.setPlaceholderText(self.tr("head printed on an export, 123:4f0c…"))
        self._former.setClearButtonEnabled(True)
        self._compare = _button(self.tr("Com&pare"), "compareHeadButton")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        # Enter compares what was typed, and does not close.
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.resize(_SIZE)
        self._begin()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._title, 1)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addWidget(self._words)
        column.addWidget(self._details, 1)
        column.addWidget(self._head_words)
        head = QHBoxLayout()
        head.addWidget(self._digits, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        label = QLabel(self.tr("Compare &with an earlier one"))
        label.setBuddy(self._former)
        self._former_label = label
        column.addWidget(label)
        former = QHBoxLayout()
        former.addWidget(self._former, 1)
        former.addWidget(self._compare)
        column.addLayout(former)
        column.addStretch()
        column.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.rejected.connect(self.reject)
        self._copy.clicked.connect(self._copy_head)
        self._compare.clicked.connect(self._begin)
        self._former.returnPressed.connect(self._begin)
        self._proofs.progress.connect(self._on_progress)
        self._proofs.verified.connect(self._on_verified)
        self._proofs.not_verified.connect(self._on_not_verified)
        self.finished.connect(self._proofs.stop)

    def _begin(self) -> None:
        self._mark.show_tone(Tone.PROGRESS)
        self._title.show_text(self.tr("Checking every event…"), None)
        self._bar.setValue(0)
        self._bar.show()
        self._words.setText(self.tr("The window can be used meanwhile; closing this ends the check."))
        self._show_result(found=False)
        former = self._former.text().strip()
        self._proofs.verify([former] if former else [])

    def _show_result(self, *, found: bool) -> None:
        for widget in (self._head_words, self._digits, self._copy, self._former_label, self._former, self._compare):
            widget.setVisible(found)
        if not found:
            self._details.hide()

    def _on_progress(self, fraction: float) -> None:
        self._bar.setValue(round(fraction * _STEPS))

    def _on_verified(self, found: Verification) -> None:
        self._bar.hide()
        self._mark.show_tone(Tone.DONE if found.sound else Tone.PROBLEM)
        count = len(found.findings) + found.left_out
        if found.sound:
            self._title.show_text(self.tr("The log is as it was written"), Tone.DONE)
            words = self.tr("Nothing was changed, removed or put in between. Events: {events}, opt-outs: {opt_outs}.")
        else:
            self._title.show_text(self.tr("The log is not as it was written"), Tone.PROBLEM)
            words = self.tr("Faults found: {count}. Keep the file as it is and tell IT. Events: {events}.")
        self._words.setText(words.format(events=found.events, opt_outs=found.opt_outs, count=count))
        lines = [f"• {text(finding.sentence)}" for finding in found.findings]
        if found.left_out:
            lines.append(self.tr("… and {count} more.").format(count=found.left_out))
        lines += [text(sentence) for sentence in (*(seat.sentence for seat in found.seats), *found.notes)]
        self._details.setPlainText("\n".join(lines))
        self._show_result(found=True)
        self._details.setVisible(bool(lines))
        self._head = f"{found.head.seq}:{found.head.hash}"
        self._head_words.setText(self.tr("The log's head, event {seq}:").format(seq=found.head.seq))
        self._digits.setText(in_groups(found.head.hash))

    def _on_not_verified(self, why: Sentence) -> None:
        self._bar.hide()
        self._mark.show_tone(Tone.WARNING)
        self._title.show_text(self.tr("Not checked"), Tone.WARNING)
        self._words.setText(text(why))
        for widget in (self._former_label, self._former, self._compare):
            widget.show()

    def _copy_head(self) -> None:
        QGuiApplication.clipboard().setText(self._head)


def _label(name: str) -> ToneLabel:
    label = ToneLabel(tone=None)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
