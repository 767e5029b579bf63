"""What the banner and the foot of the window say, and when: the latest request speaks, nothing bad is passed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit

from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.ui.banner import Act, Banner
from dncdesk.ui.words import is_removal, outcome_title, text

if TYPE_CHECKING:
    from dncdesk.blocking.check import CheckReport
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.sentences import ProblemError, Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.record.reader import Entry
    from dncdesk.ui.footer import Footer
    from dncdesk.ui.form import Filled, Form
    from dncdesk.ui.header import Header
    from dncdesk.ui.log_panel import LogPanel
    from dncdesk.ui.submissions import Submissions

_CHECK = "check"  # stands where an opt-out's id would; ids have 13 letters and digits
_NEEDS_A_LOOK = {Tone.WARNING, Tone.PROBLEM}
_NEEDS_SETTINGS = {"no_server", "no_password", "login_refused"}


@dataclass(frozen=True)
class Parts:
    """The parts of the window that the reporter speaks through."""

    header: Header
    form: Form
    banner: Banner
    log: LogPanel
    footer: Footer


class Reporter(QObject):
    """Follows the desk and the submissions, and tells banner, foot and header what to show.

    The banner belongs to the latest request. One that ends badly while a newer one is shown gets a line at
    the foot, which leads to it.
    """

    def __init__(self, desk: Desk, parts: Parts) -> None:
        super().__init__(parts.banner)
        self._desk = desk
        self._header = parts.header
        self._form = parts.form
        self._banner = parts.banner
        self._log = parts.log
        self._footer = parts.footer
        self._shown: str | None = None
        self._standing = True
        self._on_the_way: set[str] = set()
        self._attention: dict[str, tuple[OptOut, Result]] = {}
        desk.settled.connect(self._on_settled)
        desk.not_recorded.connect(self._on_not_recorded)
        desk.checked.connect(self._on_checked)
        desk.notice.connect(self._on_notice)
        desk.pending_changed.connect(self._show_pending)
        desk.connection_changed.connect(self._on_connection)
        self._banner.undo.wanted.connect(self._undo)
        self._banner.undo.left.connect(self._take_focus)
        self._footer.attention.connect(self._open_attention)
        self._log.opened.connect(self._on_opened)

    def follow(self, submissions: Submissions) -> None:
        """Say what becomes of the form's submissions."""
        submissions.submitted.connect(self._on_submitted)
        submissions.held.connect(self._on_held)
        submissions.unreadable.connect(self._on_unreadable)
        submissions.nowhere.connect(self._on_nowhere)
        submissions.kept.connect(self._on_kept)
        submissions.failed.connect(self._on_failed)
        self._desk.recorded.connect(self._on_recorded)

    def expect_check(self, shown: str) -> None:
        """The dialler is being asked whether it holds the number `shown`."""
        self._show_as(_CHECK)
        self._banner.show_message(
            Tone.PROGRESS, self.tr("Checking {number}").format(number=shown), self.tr("Asking the dialler…")
        )

    def say(self, tone: Tone, title: str, words: str, act: Act = Act.NOTHING) -> None:
        """Say something that belongs to no request."""
        self._show_as(None)
        self._banner.show_message(tone, title, words, act)

    def show_standing(self) -> None:
        """While no request has the banner: whether all is ready, or what is missing."""
        if not self._standing or not self._desk.is_ready:
            return
        connection = self._desk.connection
        state = str(connection.state) if connection else ""
        if self._desk.settings.find() is None:
            words = self.tr("Enter its address and the account in the settings.")
            self._banner.show_message(Tone.NEUTRAL, self.tr("No dialler set up yet"), words, Act.SETTINGS)
        elif connection is not None and state in _NEEDS_SETTINGS:
            words = self.tr("What you enter is kept, and sent once the settings hold the password.")
            self._banner.show_message(Tone.PROBLEM, _sentence_case(text(connection.sentence)), words, Act.SETTINGS)
        else:
            self._banner.show_idle()

    def clear_held(self) -> None:
        """What waited for the start has been taken back."""
        if self._shown is None and self._banner.property("outcome") == Outcome.WAITING.value:
            self._standing = True
            self._banner.show_idle()

    # -- a request's way -------------------------------------------------------------------------------------

    def _on_held(self) -> None:
        self._show_as(None)
        self._banner.show_progress(self.tr("One moment"), self.tr("dncdesk is starting; then it goes out."))

    def _on_submitted(self, opt_out_id: str, shown: str) -> None:
        self._show_as(opt_out_id)
        self._on_the_way.add(opt_out_id)
        self._banner.show_progress(self.tr("Recording {number}").format(number=shown), "")

    def _on_recorded(self, opt_out: OptOut) -> None:
        if opt_out.id == self._shown and opt_out.id in self._on_the_way:
            title = self.tr("Taking off: {number}") if is_removal(opt_out) else self.tr("Recorded: {number}")
            self._banner.show_progress(title.format(number=opt_out.shown), self.tr("Asking the dialler…"))

    def _on_kept(self, filled: Filled) -> None:
        self._form.clear_if_still(filled)
        self._take_focus()

    def _on_settled(self, opt_out: OptOut, result: Result) -> None:
        first = opt_out.id in self._on_the_way
        self._on_the_way.discard(opt_out.id)
        self._attention.pop(opt_out.id, None)
        if opt_out.id == self._shown:
            self._show_outcome(opt_out, result)
            self._offer_undo(opt_out, result)
            if first:
                self._give_focus_back()
        elif TONES[result.outcome] in _NEEDS_A_LOOK:
            self._attention[opt_out.id] = (opt_out, result)
        self._footer.show_attention(len(self._attention))
        if result.outcome.pending:
            self._show_pending()

    def _on_not_recorded(self, opt_out: OptOut, why: Sentence) -> None:
        if is_removal(opt_out):  # what the form sent is told by `_on_failed`
            self._on_the_way.discard(opt_out.id)
            title = self.tr("Not taken off: {number}").format(number=opt_out.shown)
            self.say(Tone.PROBLEM, title, text(why), Act.COPY)

    def _offer_undo(self, opt_out: OptOut, result: Result) -> None:
        if self._desk.can_undo(result):
            self._banner.undo.offer(opt_out, result)
        elif (reason := self._desk.no_undo(result)) is not None:
            self._banner.show_note(text(reason))

    def _undo(self, opt_out: OptOut, result: Result) -> None:
        removal_id = self._desk.undo(opt_out, result)
        if removal_id is None:
            return
        self._show_as(removal_id)
        self._on_the_way.add(removal_id)
        self._banner.show_progress(self.tr("Taking off: {number}").format(number=opt_out.shown), "")

    def _on_failed(self, filled: Filled, opt_out: OptOut, why: Sentence) -> None:
        # The one case in which something entered is on no disk: it takes the banner from whatever is there.
        self._on_the_way.discard(opt_out.id)
        self._form.give_back(filled)
        self.say(Tone.PROBLEM, self.tr("Not recorded: {number}").format(number=opt_out.shown), text(why), Act.COPY)
        self._take_focus()

    def _on_unreadable(self, filled: Filled, error: ProblemError) -> None:
        if self._form.number.text() == filled.text:
            self._form.show_problem(error)
            self._take_focus()
            if self._banner.property("outcome") == Outcome.WAITING.value and self._shown is None:
                self.clear_held()
        else:
            self.say(Tone.PROBLEM, self.tr("Not sent: {text}").format(text=filled.text), text(error.sentence), Act.COPY)

    def _on_nowhere(self) -> None:
        if self._desk.settings.find() is None:
            self._standing = True
            self.show_standing()
            return
        words = self.tr("Or switch on “Block everywhere”. Nothing has been sent.")
        self.say(Tone.WARNING, self.tr("Choose a campaign first"), words)
        self._form.focus_campaign()

    def _on_checked(self, report: CheckReport) -> None:
        if self._shown != _CHECK:
            return
        if report.outcome is None:
            title = self.tr("Not blocked: {number}").format(number=report.shown)
            self._banner.show_message(report.tone, title, text(report.why))
        else:
            title = outcome_title(report.outcome, report.shown)
            self._banner.show_outcome(report.outcome, title, text(report.why), Act.NOTHING)
        self._give_focus_back()

    # -- the rest ----------------------------------------------------------------------------------------------

    def _on_notice(self, sentence: Sentence) -> None:
        if self._shown == _CHECK:
            self.say(Tone.WARNING, self.tr("Not checked"), text(sentence))
        elif self._standing:
            self.say(Tone.WARNING, self.tr("Please note"), text(sentence))
        else:
            self._footer.show_note(text(sentence))

    def _on_connection(self) -> None:
        self._header.show_connection(undelivered=self._undelivered())
        self.show_standing()

    def _show_pending(self) -> None:
        count = self._undelivered()
        self._footer.show_pending(count, self._desk.pending_since)
        self._header.show_connection(undelivered=count)

    def _undelivered(self) -> int:
        """What waits for a later try: without what is only just on its way."""
        return max(0, self._desk.pending_count - len(self._on_the_way))

    def _on_opened(self, entry: Entry) -> None:
        self._show_as(entry.opt_out_id)
        self._attention.pop(entry.opt_out_id, None)
        self._footer.show_attention(len(self._attention))
        self._show_outcome(entry, entry.result)

    def _open_attention(self) -> None:
        if not self._attention:
            return
        opt_out_id, (opt_out, result) = self._attention.popitem()
        self._show_as(opt_out_id)
        self._show_outcome(opt_out, result)
        self._log.show_row(opt_out_id)
        self._footer.show_attention(len(self._attention))

    def _show_outcome(self, request: OptOut | Entry, result: Result) -> None:
        title = outcome_title(result.outcome, request.shown, removal=is_removal(request))
        self._banner.show_outcome(result.outcome, title, text(result.why), self._act_for(result.outcome))

    def _act_for(self, outcome: Outcome) -> Act:
        connection = self._desk.connection
        needs_settings = connection is not None and str(connection.state) in _NEEDS_SETTINGS
        if outcome is Outcome.WAITING:
            return Act.SETTINGS if needs_settings else Act.TRY_NOW
        if TONES[outcome] is Tone.PROBLEM:
            return Act.SETTINGS if needs_settings else Act.COPY
        return Act.NOTHING

    def _show_as(self, shown: str | None) -> None:
        self._shown = shown
        self._standing = False

    def _take_focus(self) -> None:
        if QApplication.activeModalWidget() is None:
            self._form.number.setFocus()

    def _give_focus_back(self) -> None:
        # An answer may come seconds later: it must not take the keyboard from somebody who types elsewhere.
        if not isinstance(self._form.window().focusWidget(), QLineEdit | QAbstractSpinBox):
            self._take_focus()


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
