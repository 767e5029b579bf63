"""Taking a number off its list again, and seeing that it is gone."""

from __future__ import annotations

from dataclasses import replace

from dncdesk.blocking import wording
from dncdesk.blocking.calltime import ask_list
from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.heard import heard
from dncdesk.blocking.leads import Write
from dncdesk.core.moments import now
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.record.events import Kind
from dncdesk.vicidial.lead_replies import Deleted, NotThere
from dncdesk.vicidial.replies import NotOnList, OnList, Refused


class Removal:
    """Carries out one request to take a number off. Each step is safe to repeat."""

    def __init__(self, opt_out: OptOut, dialler: Dialler, write: Write) -> None:
        """`write` puts an event into the log and returns once it is on disk."""
        self._opt_out = opt_out
        self._dialler = dialler
        self._write = write

    def run(self) -> Result:
        """Delete every form of the number from the list of the scope, and read back that it is gone.

        Raises:
            CallError, NotKnownError: what the dialler has done by then is not known; repeat the job.
            LoginRefusedError: the account was turned away.
            LogError: a step could not be written down.
        """
        forms = (self._opt_out.main_form, *self._opt_out.other_forms)
        result = Result(Outcome.REMOVED, wording.removed(self._opt_out.scope), numbers_sent=forms)
        for form in forms:
            deleted = self._delete(form)
            if isinstance(deleted, Refused):
                why = wording.may_not_delete(deleted, self._opt_out.api_user)
                return replace(result, outcome=Outcome.REFUSED, why=why)
        proofs = [self._gone(form) for form in forms]
        if None in proofs:
            return replace(result, outcome=Outcome.NOT_EFFECTIVE, why=wording.still_listed(self._opt_out.scope))
        proof = Proof.DELETED_AGAIN if Proof.DELETED_AGAIN in proofs else Proof.READ_BACK
        return replace(result, confirmed_at=now(), confirmed_by=proof)

    def _delete(self, form: str) -> Deleted | NotThere | Refused:
        list_id = self._opt_out.scope.list_id
        reply = self._dialler.client.delete(form, list_id, self._opt_out.source_id)
        self._write(Kind.DELETED, {"number": form, "list": list_id, "reply": type(reply).__name__, "said": reply.said})
        return heard(reply)

    def _gone(self, form: str) -> Proof | None:
        """How it is known that the list does not hold `form` any more; None where it still does."""
        list_id = self._opt_out.scope.list_id
        reply = ask_list(self._dialler.client, form, list_id, self._dialler.call_time, self._opt_out.source_id)
        self._write(Kind.READ, {"number": form, "list": list_id, "reply": type(reply).__name__, "said": reply.said})
        seen = heard(reply)
        if isinstance(seen, OnList):
            return None
        if isinstance(seen, NotOnList):
            return Proof.READ_BACK
        # No right to look: a second deletion that finds nothing proves as much.
        return Proof.DELETED_AGAIN if isinstance(self._delete(form), NotThere) else None
