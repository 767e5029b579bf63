"""The sentences for an opt-out that the dialler has taken: what is true now, what is not, what to do."""

from __future__ import annotations

from dataclasses import replace

from dncdesk.blocking.leads import LeadsReport
from dncdesk.blocking.verdict import Held, Verdict
from dncdesk.core.moments import now
from dncdesk.core.optout import OptOut
from dncdesk.core.sentences import Sentence, say
from dncdesk.vicidial.replies import Refusal, Refused


def settled(opt_out: OptOut, held: Held, leads: LeadsReport, found: Verdict, *, all_confirmed: bool) -> Sentence:
    """Why the outcome is what it is; `all_confirmed` if somebody has said of every campaign which list it uses."""
    parts = [
        _list(opt_out, held, found),
        *_leads(leads),
        *_advice(opt_out, held, leads, found, all_confirmed=all_confirmed),
    ]
    whole = parts[0]
    for part in parts[1:]:
        whole += part
    return whole


def _list(opt_out: OptOut, held: Held, found: Verdict) -> Sentence:
    campaign, time = str(opt_out.scope), f"{now():%H:%M:%S}"
    if held is Held.NOT_KEPT:
        return say("The dialler says yes but does not keep the number.")
    if held is Held.ON_ANOTHER_LIST:
        return say("{campaign} reads another campaign's list, so its own does not stop calls.", campaign=campaign)
    if held is Held.ASKED_AGAIN:
        return say("On the list: the dialler said so when asked again; this account may not read it back.")
    if opt_out.scope.everywhere:
        return say("On the internal list, read back at {time}.", time=time)
    if found.deaf:
        return say("On {campaign}'s list, but {campaign} does not use it.", campaign=campaign)
    return say("On the list that {campaign} reads, read back at {time}.", campaign=campaign, time=time)


def _leads(leads: LeadsReport) -> list[Sentence]:
    if not leads.looked:
        return [say("Leads and queue were not looked at: a call that is lined up may still go out.")]
    parts = [say("A call is in progress right now; it cannot be stopped.")] if leads.in_call else []
    if leads.callbacks:
        parts.append(say("A callback is set and may go out whatever the lists say: take it back in VICIdial."))
    for count, one, several in (
        (
            leads.unqueued,
            say("One queued call was taken out."),
            say("{count} queued calls were taken out."),
        ),
        (
            leads.still_queued,
            say("One call could not be taken out of the queue and may still go out."),
            say("{count} calls could not be taken out of the queue and may still go out."),
        ),
        (leads.stopped, say("One lead is stopped."), say("{count} leads are stopped.")),
        (
            leads.unknown,
            say("One lead could not be looked at and may still be called."),
            say("{count} leads could not be looked at and may still be called."),
        ),
    ):
        if count:
            parts.append(one if count == 1 else replace(several, values={"count": str(count)}))
    if leads.in_play:
        parts.append(say("Leads that would be called keep their status."))
    return parts


def _advice(opt_out: OptOut, held: Held, leads: LeadsReport, found: Verdict, *, all_confirmed: bool) -> list[Sentence]:
    campaign, campaigns = str(opt_out.scope), ", ".join(found.deaf)
    if held is Held.NOT_KEPT:
        advice = [say("Its database may be read-only or full: tell its administrator now.")]
    elif held is Held.ON_ANOTHER_LIST:
        advice = [
            say(
                "A newly loaded lead would be called. Block the number everywhere, or in the campaign under "
                "“Use Other Campaign DNC”."
            )
        ]
    elif found.deaf and opt_out.scope.everywhere:
        advice = [
            say(
                "A newly loaded lead in {campaigns} would be called: there, “Use Internal DNC List” is N.",
                campaigns=campaigns,
            )
        ]
    elif found.deaf:
        advice = [
            say(
                "A newly loaded lead would be called. Set “Use Campaign DNC List” of {campaign} to Y, "
                "or block the number everywhere.",
                campaign=campaign,
            )
        ]
    elif leads.refused is not None:
        advice = [_right(leads.refused, opt_out.api_user)]
    elif held.on_the_list and not found.switch_confirmed and not opt_out.scope.everywhere:
        advice = [say("Nobody has confirmed yet that {campaign} uses this list.", campaign=campaign)]
    elif held.on_the_list and leads.campaigns and not found.switch_confirmed:
        theirs = ", ".join(sorted(leads.campaigns))
        advice = [say("Nobody has confirmed yet that it is used in {campaigns}.", campaigns=theirs)]
    elif held.on_the_list and not leads.campaigns and not all_confirmed:
        advice = [say("Nobody has confirmed yet which campaigns use it.")]
    else:
        advice = []
    return advice


def _right(refused: Refused, user: str) -> Sentence:
    """Which tick box lets the account see and stop leads."""
    if refused.refusal is Refusal.NO_FUNCTION:
        return say("This dialler is too old to be asked about leads.")
    if refused.refusal is Refusal.LIST_NOT_ALLOWED:
        return say("{user} is restricted to certain lists.", user=user)
    return say("To stop leads as well, {user} needs more rights: Settings ▸ Test connection shows which.", user=user)
