"""What the banner and the foot of the window say, and when: the latest request speaks, nothing bad is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit

from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.ui.banner import Act, Message
from dncdesk.ui.checking import Checks
from dncdesk.ui.leftovers import Leftover, Leftovers
from dncdesk.ui.results import Results
from dncdesk.ui.standing import Standing
from dncdesk.ui.together import Together
from dncdesk.ui.words import is_removal, text

if TYPE_CHECKING:
    from dncdesk.blocking.check import CheckReport
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.scope import Scope
    from dncdesk.core.sentences import ProblemError, Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.desk.diallers import Entered
    from dncdesk.record.reader import Entry
    from dncdesk.ui.body import Body
    from dncdesk.ui.form import Filled
    from dncdesk.ui.submissions import Submissions

_CHECK = "check"  # stands where an opt-out's id would; ids have 13 letters and digits
_NEEDS_A_LOOK = {Tone.WARNING, Tone.PROBLEM}
_LEFTOVERS = "leftovers"


class Reporter(QObject):
    """Follows the desk and the submissions, and tells banner, foot and header what to show.

    The banner belongs to the latest request. One that ends badly while a newer one is shown gets a line at
    the foot, which leads to it.
    """

    def __init__(self, desk: Desk, body: Body) -> None:
        """Speak through the parts of `body`."""
        super().__init__(body.banner)
        self._desk = desk
        self._header = body.header
        self._form = body.form
        self._banner = body.banner
        self._log = body.log
        self._footer = body.footer
        self._shown: str | None = None
        self._standing = True
        self._on_the_way: set[str] = set()
        self._attention: dict[str, tuple[OptOut, Result]] = {}
        self._leftovers = Leftovers(self._form)
        self._together = Together()
        self._checks = Checks("", (), 0)
        self._standing_words = Standing(desk, self)
        self._results = Results(desk, self._banner, self._together, self._standing_words)
        desk.ready.connect(self._on_ready)
        desk.log_problem_changed.connect(self.show_standing)
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
        submissions.entered.connect(self._on_entered)
        submissions.held.connect(self._on_held)
        submissions.unreadable.connect(self._on_unreadable)
        submissions.nowhere.connect(self._on_nowhere)
        submissions.kept.connect(self._on_kept)
        submissions.failed.connect(self._on_failed)
        self._desk.recorded.connect(self._on_recorded)

    def expect_check(self, shown: str, scopes: tuple[Scope, ...], count: int = 1) -> None:
        """The dialler is being asked about the number `shown` in `scopes`: `count` questions, which belong together."""
        self._show_as(_CHECK)
        self._checks = Checks(shown, scopes, count)
        title = self.tr("Checking {number}").format(number=shown)
        self._banner.show_message(Message(Tone.PROGRESS, title, self.tr("Asking the dialler…")))

    def expect_removal(self, removal_id: str, shown: str) -> None:
        """The number `shown` is being taken off."""
        self._show_as(removal_id)
        self._on_the_way.add(removal_id)
        self._banner.show_progress(self.tr("Taking off: {number}").format(number=shown), "")

    def say(self, tone: Tone, title: str, words: str, act: Act = Act.NOTHING) -> None:
        """Say something that belongs to no request."""
        self._show_as(None)
        self._banner.show_message(Message(tone, title, words, act))

    def show_standing(self) -> None:
        """While no request has the banner: whether all is ready, or what is missing."""
        if not self._standing:
            return
        if (message := self._standing_words.message()) is not None:
            self._banner.show_message(message)
        else:
            self._banner.show_idle()

    def on_cleared(self, entered: str) -> None:
        """A person has cleared the field, in which `entered` stood."""
        if self._leftovers.forget(entered) and len(self._leftovers):
            self._show_leftovers()
        elif self._shown == _LEFTOVERS:
            self._stand()
        else:
            self.clear_held()

    def clear_held(self) -> None:
        """What waited for the start has been taken back."""
        if self._shown is None and self._banner.property("outcome") == Outcome.WAITING.value:
            self._stand()

    def put_back(self) -> None:
        """Put a number that could not be recorded into the field again."""
        self._leftovers.put_back()
        if self._shown == _LEFTOVERS:
            self._show_leftovers()

    # -- a request's way -------------------------------------------------------------------------------------

    def _on_held(self) -> None:
        self._show_as(None)
        self._banner.show_progress(self.tr("One moment"), self.tr("dncdesk is starting; then it goes out."))

    def _on_submitted(self, filled: Filled, opt_out_id: str, shown: str) -> None:
        self._leftovers.forget(filled.text)
        self._show_as(opt_out_id)
        self._on_the_way.add(opt_out_id)
        self._banner.show_progress(self.tr("Recording {number}").format(number=shown), "")

    def _on_entered(self, filled: Filled, entered: Entered, shown: str) -> None:
        self._leftovers.forget(filled.text)
        self._together.expect(entered.group, entered.ids, shown)
        self._show_as(entered.group)
        self._on_the_way.update(entered.ids)
        self._banner.show_progress(self.tr("Recording {number}").format(number=shown), "")

    def _on_recorded(self, opt_out: OptOut) -> None:
        if opt_out.id not in self._on_the_way:
            return
        self._together.record(opt_out)
        if self._together.key(opt_out.id) == self._shown:
            self._results.show_progress(opt_out)

    def _on_kept(self, filled: Filled) -> None:
        self._form.clear_if_still(filled)
        self._take_focus()

    def _on_settled(self, opt_out: OptOut, result: Result) -> None:
        first = opt_out.id in self._on_the_way
        self._on_the_way.discard(opt_out.id)
        self._together.settle(opt_out, result)
        whole, key = self._together.whole(opt_out.id), self._together.key(opt_out.id)
        self._attention.pop(key, None)
        if key == self._shown and whole is not None and not whole.complete:
            self._results.show_progress(opt_out)
        elif key == self._shown:
            self._results.show_outcome(opt_out, result)
            self._results.offer_undo(opt_out, result)
            if first:
                self._give_focus_back()
        elif TONES[whole.outcome if whole is not None else result.outcome] in _NEEDS_A_LOOK:
            self._attention[key] = (opt_out, result)
        self._show_attention()
        if result.outcome.pending:
            self._show_pending()

    def _on_not_recorded(self, opt_out: OptOut, why: Sentence) -> None:
        self._on_the_way.discard(opt_out.id)
        if is_removal(opt_out):  # what the form sent is told by `_on_failed`
            title = self.tr("Not taken off: {number}").format(number=opt_out.shown)
            self.say(Tone.PROBLEM, title, text(why), Act.COPY)

    def _undo(self, opt_out: OptOut, result: Result) -> None:
        if (whole := self._together.whole(opt_out.id)) is not None:
            removal = self._desk.undo_all(list(whole.parts.values()))
            if removal is not None:
                self._together.expect_undone(removal.group, removal.ids, whole)
                self._show_as(removal.group)
                self._on_the_way.update(removal.ids)
                self._banner.show_progress(self.tr("Taking off: {number}").format(number=whole.shown), "")
            return
        if (removal_id := self._desk.undo(opt_out, result)) is not None:
            self.expect_removal(removal_id, opt_out.shown)

    def _on_failed(self, filled: Filled, shown: str, why: Sentence) -> None:
        # The one case in which something entered is on no disk: it takes the banner from whatever is there.
        self._leftovers.add(Leftover(filled, shown, why))
        self._form.give_back(filled)
        self._show_leftovers()
        self._take_focus()

    def _on_ready(self) -> None:
        if self._shown == _LEFTOVERS:
            self._banner.show_message(self._leftovers.message_when_open())

    def _show_leftovers(self) -> None:
        self._show_as(_LEFTOVERS)
        self._banner.show_message(self._leftovers.message(log_is_open=self._desk.log_problem is None))

    def _on_unreadable(self, error: ProblemError) -> None:
        self._form.show_problem(error)
        self.clear_held()

    def _on_nowhere(self) -> None:
        if self._desk.settings.find() is None:
            self._standing = True
            self.show_standing()
            return
        words = self.tr("Or switch on “Block everywhere”. Nothing has been sent.")
        self.say(Tone.WARNING, self.tr("Choose a campaign first"), words)
        self._form.focus_campaign()

    def _on_checked(self, report: CheckReport) -> None:
        if self._shown != _CHECK or (found := self._checks.add(report)) is None:
            return
        if found.outcome is None:
            self._banner.show_message(Message(found.tone, found.title, found.words))
        else:
            self._banner.show_outcome(found.outcome, found.title, found.words, Act.NOTHING)
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
        self._results.follow_connection()
        self.show_standing()

    def _show_pending(self) -> None:
        count = self._undelivered()
        self._footer.show_pending(count, self._desk.pending_since)
        self._header.show_connection(undelivered=count)

    def _undelivered(self) -> int:
        """What waits for a later try: without what is only just on its way."""
        return max(0, self._desk.pending_count - len(self._on_the_way))

    def _on_opened(self, entry: Entry) -> None:
        self._attention.pop(self._together.key(entry.opt_out_id), None)
        self._show_attention()

    def _open_attention(self) -> None:
        if self._shown != _LEFTOVERS and len(self._leftovers):
            self._show_leftovers()
            return
        if not self._attention:
            return
        key, (opt_out, result) = self._attention.popitem()
        self._show_as(key)
        self._results.show_outcome(opt_out, result)
        self._log.show_row(opt_out.id)

    def _show_as(self, shown: str | None) -> None:
        self._shown = shown
        self._results.forget()
        self._standing = False
        self._show_attention()

    @property
    def in_need(self) -> str:
        """The dialler whose settings what is shown waits for; empty where it is none."""
        return self._results.in_need

    @property
    def owes_words(self) -> bool:
        """Whether there are requests of which a person has yet to hear, or that they have yet to look at."""
        return bool(self._on_the_way or self._attention) or len(self._leftovers) > 0

    def _show_attention(self) -> None:
        unseen = len(self._leftovers) if self._shown != _LEFTOVERS else 0
        self._footer.show_attention(len(self._attention) + unseen)

    def _stand(self) -> None:
        self._show_as(None)
        self._standing = True
        self.show_standing()

    def _take_focus(self) -> None:
        if QApplication.activeModalWidget() is None:
            self._form.number.setFocus()

    def _give_focus_back(self) -> None:
        # An answer may come seconds later: it must not take the keyboard from somebody who types elsewhere.
        if not isinstance(self._form.window().focusWidget(), QLineEdit | QAbstractSpinBox):
            self._take_focus()
