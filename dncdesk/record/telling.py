"""What the events of one opt-out say, as sentences: what was done, what the dialler answered, what came of it.

Only what an event says is said. That a number is blocked, the outcome's own event alone may say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dncdesk.core.optout import Action, AskedHow, OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.scope import INTERNAL_LIST
from dncdesk.core.sentences import Sentence, say
from dncdesk.record.events import Event, Kind

_Pair = tuple[Sentence, Sentence]
"""The same said of the internal list, and of a campaign's."""

HOW: Mapping[AskedHow, Sentence] = {
    AskedHow.CALL: say("Phone call"),
    AskedHow.VOICEMAIL: say("Voicemail"),
    AskedHow.LETTER: say("Letter"),
    AskedHow.EMAIL: say("E-mail"),
    AskedHow.IN_PERSON: say("In person"),
    AskedHow.OTHER: say("Another way"),
}
"""How they asked, in a word or two."""

_ASKED_HOW: Mapping[AskedHow, Sentence] = {
    AskedHow.CALL: say("In a phone call."),
    AskedHow.VOICEMAIL: say("By voicemail."),
    AskedHow.LETTER: say("By letter."),
    AskedHow.EMAIL: say("By e-mail."),
    AskedHow.IN_PERSON: say("In person."),
    AskedHow.OTHER: say("In another way."),
}

_RESULTS: Mapping[Outcome, Sentence] = {
    Outcome.BLOCKED: say("Result: blocked."),
    Outcome.STOPPED: say("Result: stopped here."),
    Outcome.LISTED: say("Result: on the list."),
    Outcome.NOT_EFFECTIVE: say("Result: not effective."),
    Outcome.REFUSED: say("Result: refused."),
    Outcome.WAITING: say("Result: not delivered yet."),
    Outcome.REMOVED: say("Result: taken off."),
}
HEADLINES: Mapping[Outcome, Sentence] = {
    Outcome.BLOCKED: say("Blocked"),
    Outcome.STOPPED: say("Stopped here"),
    Outcome.LISTED: say("On the list"),
    Outcome.NOT_EFFECTIVE: say("Not effective"),
    Outcome.REFUSED: say("Refused"),
    Outcome.WAITING: say("Not delivered yet"),
    Outcome.REMOVED: say("Taken off"),
}
"""Each outcome in a word or few, for people."""
_NO_ANSWER = "NotUnderstood"
_ADDED: Mapping[str, _Pair] = {
    "Added": (
        say("Sent {number} to be put on the internal list. The dialler said that it did so."),
        say("Sent {number} to be put on the list of {campaign}. The dialler said that it did so."),
    ),
    "AlreadyListed": (
        say("Sent {number} to be put on the internal list. The dialler said that it is there already."),
        say("Sent {number} to be put on the list of {campaign}. The dialler said that it is there already."),
    ),
    "Refused": (
        say("Sent {number} to be put on the internal list. The dialler refused that."),
        say("Sent {number} to be put on the list of {campaign}. The dialler refused that."),
    ),
    _NO_ANSWER: (
        say("Sent {number} to be put on the internal list. What came back is no answer of a dialler."),
        say("Sent {number} to be put on the list of {campaign}. What came back is no answer of a dialler."),
    ),
}
_READ: Mapping[str, _Pair] = {
    "OnList": (
        say("Read back: {number} is on the internal list."),
        say("Read back: {number} is on the list that {campaign} reads."),
    ),
    "NotOnList": (
        say("Read back: {number} is not on the internal list."),
        say("Read back: {number} is not on the list that {campaign} reads."),
    ),
    "Refused": (
        say("Could not read back whether {number} is on the internal list: the dialler refused that."),
        say("Could not read back whether {number} is on the list that {campaign} reads: the dialler refused that."),
    ),
    _NO_ANSWER: (
        say("Asked whether {number} is on the internal list. What came back is no answer of a dialler."),
        say("Asked whether {number} is on the list that {campaign} reads. What came back is no answer of a dialler."),
    ),
}
_DELETED: Mapping[str, _Pair] = {
    "Deleted": (
        say("Asked the dialler to take {number} off the internal list. It said that it did so."),
        say("Asked the dialler to take {number} off the list of {campaign}. It said that it did so."),
    ),
    "NotThere": (
        say("Asked the dialler to take {number} off the internal list. It said that it is not there."),
        say("Asked the dialler to take {number} off the list of {campaign}. It said that it is not there."),
    ),
    "Refused": (
        say("Asked the dialler to take {number} off the internal list. It refused that."),
        say("Asked the dialler to take {number} off the list of {campaign}. It refused that."),
    ),
    _NO_ANSWER: (
        say("Asked the dialler to take {number} off the internal list. What came back is no answer of a dialler."),
        say("Asked the dialler to take {number} off the list of {campaign}. What came back is no answer of a dialler."),
    ),
}
_NOTED: Mapping[str, _Pair] = {
    "person": (say("Name: {value}."), say("Name taken out.")),
    "taken_by": (say("Taken by: {value}."), say("Who took it: taken out.")),
    "reference": (say("Reference: {value}."), say("Reference taken out.")),
    "note": (say("Note: {value}."), say("Note taken out.")),
}
_COUNTED = re.compile(r"\d+:(\d+)")
_STATUS = re.compile(r"(\d+):(\S+)")
_HOPPER = re.compile(r"(NOT )?REMOVED FROM HOPPER(?:, LEAD IS (NOT IN THE HOPPER))?(?: - \|\d+\|(\w+)\|)?")


def asked(request: OptOut) -> Sentence:
    """That somebody asked, for what, how, and who heard them."""
    wanted = request.scope_asked or request.scope
    if wanted.everywhere:
        told = say("The person asked not to be called any more, whatever the campaign.")
    else:
        told = say("The person asked not to be called any more in {campaign}.", campaign=str(wanted))
    if request.asked_how in _ASKED_HOW:
        told += _ASKED_HOW[request.asked_how]
    return told + say("Taken by {who}.", who=request.taken_by) if request.taken_by else told


def recorded(request: OptOut) -> Sentence:
    """That the request was written down, by whom and where."""
    if request.entered_by and request.computer:
        told = say("Recorded by {who} on {computer}.", who=request.entered_by, computer=request.computer)
    else:
        told = say("Recorded.")
    if request.scope_asked is not None and request.scope_asked != request.scope:
        wanted = say("To be blocked in {campaign}.", campaign=str(request.scope))
        told += say("To be blocked everywhere.") if request.scope.everywhere else wanted
    return told


def removal(request: OptOut) -> Sentence:
    """That the number was to be taken off again, by whom, and why."""
    told = say("To be taken off the list of {campaign} again.", campaign=str(request.scope))
    told = say("To be taken off the internal list again.") if request.scope.everywhere else told
    told += recorded(request)
    return told + say("Reason: {reason}.", reason=bare(request.note)) if request.note else told


def headline(action: Action, outcome: Outcome) -> Sentence:
    """The word or two that stand for what became of the request."""
    if action is Action.BLOCK or outcome is Outcome.REMOVED:
        return HEADLINES[outcome]
    return say("Not taken off yet") if outcome is Outcome.WAITING else say("Not taken off")


def bare(words: str) -> str:
    """What a person wrote, to be put into a sentence that has its own full stop."""
    return words.strip().rstrip(".")


def step(event: Event) -> Sentence | None:
    """What one event after the request says; None of a kind that tells nothing about the opt-out."""
    teller = _TELLERS.get(event.kind)
    return teller(event.body) if teller else None


def _of_list(words: Mapping[str, _Pair]) -> Callable[[Mapping[str, Any]], Sentence]:
    def tell(body: Mapping[str, Any]) -> Sentence:
        internal, campaign = words.get(str(body.get("reply")), words[_NO_ANSWER])
        number, list_id = str(body.get("number", "")), str(body.get("list", ""))
        if list_id == INTERNAL_LIST:
            return replace(internal, values={"number": number})
        return replace(campaign, values={"number": number, "campaign": list_id})

    return tell


def _searched(body: Mapping[str, Any]) -> Sentence:
    numbers = ", ".join(map(str, body.get("numbers", ())))
    if body.get("reply") == "Refused":
        return say("Could not search for leads with {numbers}: the dialler refused that.", numbers=numbers)
    if body.get("reply") != "LeadsFound":
        return say("Searched for leads with {numbers}. What came back is no answer of a dialler.", numbers=numbers)
    # A search without a match keeps the dialler's own words, one with matches the counts.
    said = str(body.get("said", ""))
    count = 0 if said.startswith("ERROR") else sum(map(int, _COUNTED.findall(said)))
    if not count:
        return say("Searched for leads with {numbers}: there are none.", numbers=numbers)
    if count == 1:
        return say("Searched for leads with {numbers}: one found.", numbers=numbers)
    return say("Searched for leads with {numbers}: {count} found.", numbers=numbers, count=str(count))


def _leads(body: Mapping[str, Any]) -> Sentence:
    if "queue" in body:
        return _queue(body)
    reply, said, number = body.get("reply"), str(body.get("said", "")), str(body.get("number", ""))
    if reply == "Refused":
        return say("Could not look at the leads with {number}: the dialler refused that.", number=number)
    if reply != "Leads":
        return say("Looked at the leads with {number}. What came back is no answer of a dialler.", number=number)
    if said.startswith("ERROR"):
        return say("Looked at the leads with {number}: none is there.", number=number)
    if not (seen := [f"{lead} {status}" for lead, status in _STATUS.findall(said)]):
        return say("Looked at the leads with {number}: none could be read.", number=number)
    return say("Looked at the leads with {number}; their status: {leads}.", number=number, leads=", ".join(seen))


def _queue(body: Mapping[str, Any]) -> Sentence:
    campaign = str(body["queue"])
    if body.get("reply") == "Hopper":
        return say("Looked into the queue of {campaign}.", campaign=campaign)
    return say("Could not look into the queue of {campaign}.", campaign=campaign)


def _lead(body: Mapping[str, Any]) -> Sentence:
    reply, lead = body.get("reply"), str(body.get("lead", ""))
    if reply == "NoSuchLead":
        return say("Lead {lead} is not there any more.", lead=lead)
    if reply == "Refused":
        return say("Could not stop lead {lead}: the dialler refused that.", lead=lead)
    if reply != "LeadStopped":
        return say("Asked the dialler to stop lead {lead}. What came back is no answer of a dialler.", lead=lead)
    told = say("Lead {lead} keeps its status.", lead=lead)
    told = say("Lead {lead} was given the status DNC.", lead=lead) if body.get("mark") else told
    queued = _hopper(str(body.get("said", "")))
    return told + queued if queued else told


def _hopper(said: str) -> Sentence | None:
    if (found := _HOPPER.search(said)) is None:
        return None
    stays, elsewhere, status = found.groups()
    if not stays:
        return say("Its queued call was taken out.")
    if elsewhere or status in {"DONE", "DNC"}:
        return say("It was not in the queue.")
    return say("A call to it is in progress.") if status == "INCALL" else say("The dialler left it in the queue.")


def _details(body: Mapping[str, Any]) -> Sentence:
    told = say("Noted later by {who} on {computer}.", who=str(body.get("by")), computer=str(body.get("computer")))
    told = told if body.get("by") else say("Noted later.")
    if (how := body.get("asked_how")) is not None:
        told += _ASKED_HOW[AskedHow(how)] if how else say("How they asked: taken out.")
    for name, (written, cleared) in _NOTED.items():
        if name in body:
            value = str(body[name])
            told += replace(written, values={"value": bare(value)}) if value else cleared
    return told


def _outcome(body: Mapping[str, Any]) -> Sentence:
    result = Result.from_json(body)
    told = _RESULTS[result.outcome] + result.why
    attempt = int(body.get("attempt", 1))
    return say("Try {count}.", count=str(attempt)) + told if attempt > 1 else told


_TELLERS: Mapping[Kind, Callable[[Mapping[str, Any]], Sentence]] = {
    Kind.ADDED: _of_list(_ADDED),
    Kind.READ: _of_list(_READ),
    Kind.DELETED: _of_list(_DELETED),
    Kind.SEARCHED: _searched,
    Kind.LEADS: _leads,
    Kind.LEAD: _lead,
    Kind.DETAILS: _details,
    Kind.OUTCOME: _outcome,
}
