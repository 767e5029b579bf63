"""How a request stands, on the banner: its title and words, what can be done about it, what can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.ui.banner import Act, Banner
from dncdesk.ui.words import is_removal, outcome_title, text

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.standing import Standing
    from dncdesk.ui.together import Together


class Results(QObject):
    """Shows the request that the banner belongs to: one opt-out, or the whole that it was entered with."""

    def __init__(self, desk: Desk, banner: Banner, together: Together, standing: Standing) -> None:
        super().__init__(banner)
        self._desk = desk
        self._banner = banner
        self._together = together
        self._standing = standing
        self._told: tuple[OptOut, Result] | None = None
        self.in_need = ""
        """The dialler whose settings what is shown waits for; empty where it is none."""

    def forget(self) -> None:
        """The banner belongs to something else now."""
        self._told, self.in_need = None, ""

    def follow_connection(self) -> None:
        """It stands otherwise with a dialler: something else may be done about the outcome that is shown."""
        if self._told is not None:
            self._banner.offer(self._act_for(*self._told))

    def show_progress(self, opt_out: OptOut) -> None:
        """It is on disk, and the dialler is being asked."""
        whole = self._together.whole(opt_out.id)
        shown, words = opt_out.shown, self.tr("Asking the dialler…")
        if whole is not None:
            shown, words = whole.shown, whole.progress
        title = self.tr("Taking off: {number}") if is_removal(opt_out) else self.tr("Recorded: {number}")
        self._banner.show_progress(title.format(number=shown), words)
        self._offer_note(opt_out)

    def show_outcome(self, opt_out: OptOut, result: Result) -> None:
        """What became of it."""
        self._told = (opt_out, result)
        act = self._act_for(opt_out, result)
        if (whole := self._together.whole(opt_out.id)) is not None:
            self._banner.show_outcome(whole.outcome, whole.title, whole.words, act)
        else:
            title = outcome_title(result.outcome, opt_out.shown, removal=is_removal(opt_out))
            self._banner.show_outcome(result.outcome, title, text(result.why), act)
        self._offer_note(opt_out)

    def offer_undo(self, opt_out: OptOut, result: Result) -> None:
        """Offer to take it back, or say why that cannot be."""
        if (whole := self._together.whole(opt_out.id)) is not None:
            if any(self._desk.can_undo(part, one.server) for one, part in whole.parts.values()):
                self._banner.undo.offer(opt_out, result)
        elif self._desk.can_undo(result):
            self._banner.undo.offer(opt_out, result)
        elif (reason := self._desk.no_undo(result)) is not None:
            self._banner.show_note(text(reason))

    def _offer_note(self, opt_out: OptOut) -> None:
        if (whole := self._together.whole(opt_out.id)) is not None:
            first, *others = whole.noteable or ("",)
            self._banner.offer_note(first, tuple(others))
        else:
            self._banner.offer_note("" if is_removal(opt_out) else opt_out.id)

    def _act_for(self, opt_out: OptOut, result: Result) -> Act:
        whole = self._together.whole(opt_out.id)
        outcome, servers = (whole.outcome, whole.at_fault) if whole is not None else (result.outcome, (opt_out.server,))
        self.in_need = self._standing.in_need(servers)
        needs_settings = bool(self.in_need)
        if outcome is Outcome.WAITING:
            return Act.SETTINGS if needs_settings else Act.TRY_NOW
        if TONES[outcome] is Tone.PROBLEM:
            return Act.SETTINGS if needs_settings else Act.COPY
        return Act.NOTHING
