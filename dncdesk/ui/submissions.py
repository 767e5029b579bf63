"""What has been entered and is not on disk yet: nothing of it is lost, nothing goes twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.ui.details import check_time

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.scope import Where
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.form import Filled, Form


@dataclass(frozen=True)
class _Sent:
    filled: Filled
    main_form: str
    where: Where
    group: str = ""

    def covers(self, filled: Filled, main_form: str, where: Where) -> bool:
        """Whether `filled`, which asks for `main_form` in `where`, says nothing but what was sent with this."""
        mine = self.filled
        noted = (filled.asked_at, filled.details, filled.scope_asked) == (mine.asked_at, mine.details, mine.scope_asked)
        return noted and (main_form, where) == (self.main_form, self.where)


class Submissions(QObject):
    """Takes the form to the desk. Each Enter becomes one opt-out, or one group; the same one again becomes none."""

    submitted = Signal(object, str, str)
    """`Filled` is on its way to the disk: the opt-out's id, and the number for people."""
    entered = Signal(object, object, str)
    """`Filled` is on its way to the disk as several opt-outs: `Entered`, and the number for people."""
    held = Signal()
    """The program is still starting; what was entered goes out as soon as it can."""
    unreadable = Signal(object)
    """`ProblemError`: what was entered is not one number, or a time that has not come; nothing was sent.

    It stands in the field.
    """
    nowhere = Signal()
    """No campaign is chosen; nothing was sent of what stands in the field."""
    unconfirmed = Signal(object)
    """`Filled`: from before the start; it would go everywhere, and nobody was asked. It stands in the field."""
    kept = Signal(object)
    """`Filled`: on disk."""
    failed = Signal(object, str, object)
    """`Filled`, the number for people, `Sentence`: not on disk, and why."""

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._held: list[Filled] = []
        self._sent: dict[str, _Sent] = {}
        self._failed: dict[_Sent, Sentence] = {}
        desk.ready.connect(self._send_held)
        desk.log_problem_changed.connect(self._give_held_back)
        desk.recorded.connect(self._on_recorded)
        desk.not_recorded.connect(self._on_not_recorded)

    @property
    def idle(self) -> bool:
        """Whether everything entered is on disk, or was given back."""
        return not self._held and not self._sent

    def submit(self, filled: Filled) -> None:
        """Send the form as it stands. An empty one is no mistake: Enter twice is a habit."""
        if not filled.text.strip():
            return
        if self._desk.is_ready:
            self._send(filled)
            return
        if filled not in self._held:
            self._held.append(filled)
        if self._desk.log_problem is not None:
            self._give_held_back()
            return
        self._form.expect_next()
        self.held.emit()

    def withdraw(self, text: str) -> None:
        """Escape: what waits for the start and still stands in the field as `text` is not sent."""
        self._held = [filled for filled in self._held if filled.text != text]

    def _send(self, filled: Filled) -> None:
        try:
            check_time(filled.asked_at)
            number = self._desk.read_number(filled.text)
        except ProblemError as error:
            self._not_read(filled, error)
            return
        where = filled.where or self._form.where()
        if where is None or self._desk.settings.find() is None:
            if self._form.number.text() == filled.text:
                self.nowhere.emit()
            else:
                why = say("No campaign was chosen, and “everywhere” was not switched on.")
                self.failed.emit(filled, number.shown, why)
            return
        if self._form.number.text() == filled.text:
            self._form.expect_next()
        if not any(sent.covers(filled, number.main_form, where) for sent in self._sent.values()):
            if len(where.scopes) == 1 and where == self._form.where():
                # One block everywhere by its own key is no new habit.
                self._desk.remember_scope(where.scopes[0])
            self._submit(filled, number, where)

    def _submit(self, filled: Filled, number: PhoneNumber, where: Where) -> None:
        if (scope := where.single) is None:
            try:
                entered = self._desk.enter(
                    number, where, asked_at=filled.asked_at, details=filled.details, scope_asked=filled.scope_asked
                )
            except ProblemError as error:
                self._not_read(filled, error)
                return
            sent = _Sent(filled, number.main_form, where, entered.group)
            self._sent.update(dict.fromkeys(entered.ids, sent))
            self.entered.emit(filled, entered, number.shown)
            return
        scope_asked = filled.scope_asked if filled.scope_asked != scope else None
        opt_out_id = self._desk.block(
            number, scope, asked_at=filled.asked_at, details=filled.details, scope_asked=scope_asked
        )
        self._sent[opt_out_id] = _Sent(filled, number.main_form, where)
        self.submitted.emit(filled, opt_out_id, number.shown)

    def _not_read(self, filled: Filled, error: ProblemError) -> None:
        if self._form.number.text() == filled.text:
            self.unreadable.emit(error)
        else:
            # The field holds the next number by now.
            self.failed.emit(filled, filled.text.strip(), error.sentence)

    def _send_held(self) -> None:
        held, self._held = self._held, []
        for filled in held:
            if filled.where is None and (where := self._form.where()) is not None and where.everywhere:
                self._ask_for(filled)
            else:
                self._send(filled)

    def _ask_for(self, filled: Filled) -> None:
        # While the program started nobody could see that the last choice was everywhere.
        if self._form.number.text() == filled.text:
            self.unconfirmed.emit(filled)
        else:
            why = say("It would be blocked everywhere, which nobody has confirmed.")
            self.failed.emit(filled, filled.text.strip(), why)

    def _give_held_back(self) -> None:
        # While there is no log nothing is kept: it would look as if it had been taken.
        held, self._held = self._held, []
        why = self._desk.log_problem
        for filled in held:
            if why is not None:
                self.failed.emit(filled, filled.text.strip(), why)

    def _on_recorded(self, opt_out: OptOut) -> None:
        sent = self._sent.pop(opt_out.id, None)
        if sent is not None and self._is_last(sent):
            self._end(sent, opt_out.shown)

    def _on_not_recorded(self, opt_out: OptOut, why: Sentence) -> None:
        sent = self._sent.pop(opt_out.id, None)
        if sent is not None:
            self._failed[sent] = why
            if self._is_last(sent):
                self._end(sent, opt_out.shown)

    def _is_last(self, sent: _Sent) -> bool:
        return not sent.group or all(other.group != sent.group for other in self._sent.values())

    def _end(self, sent: _Sent, shown: str) -> None:
        # Of a group, too: what is on no disk stays in the field, and entering all of it again does no harm.
        if (why := self._failed.pop(sent, None)) is not None:
            self.failed.emit(sent.filled, shown, why)
        else:
            self.kept.emit(sent.filled)
