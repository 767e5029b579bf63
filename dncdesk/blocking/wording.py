"""The sentences for outcomes: what is true now, what is not, what to do. Nothing else in the job makes text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dncdesk.blocking.leads import LeadsReport
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import Sentence, say
from dncdesk.vicidial.replies import NotUnderstood, Refusal, Refused


def not_understood(reply: NotUnderstood) -> Sentence:
    """Something came back that is no answer of a dialler."""
    return say(
        "The request is safe. What came back is no answer of a dialler (HTTP {status}); it will be asked again.",
        status=str(reply.status),
    )


def no_answer(problem: Sentence) -> Sentence:
    """No answer came, for the `problem` that the call ran into."""
    return problem + say("The request is safe and will be sent again by itself.")


def no_password(user: str) -> Sentence:
    """There is no password for this account, or no account at all, so nothing can be sent."""
    if not user:
        return say("The request is safe. The settings name no API user: enter one there and it will be sent.")
    return say(
        "The request is safe. There is no password for {user}: enter it in the settings and it will be sent.",
        user=user,
    )


def password_missing(user: str) -> Sentence:
    """A question cannot be asked without a password, nor without an account."""
    if not user:
        return say("The settings name no API user. Enter one there, with its password.")
    return say("There is no password for {user}. Enter it in the settings, or with “dncdesk login”.", user=user)


def no_such_campaign(campaign: str) -> Sentence:
    """The dialler does not list the campaign, and it would say SUCCESS to any word."""
    return say(
        "Not blocked. The dialler lists no campaign {campaign}. Choose one of its campaigns and enter it again.",
        campaign=campaign,
    )


def no_such_server(name: str) -> Sentence:
    """The settings no longer know the server that the opt-out was meant for."""
    return say(
        "The request is safe, not sent. The settings no longer name the server {server}: add it again there.",
        server=name,
    )


def taken_back(*, by_this_run: bool) -> Sentence:
    """A person has dropped the rest of a list. What a former run of the program did last may be written nowhere."""
    if by_this_run:
        return say("Taken back before it was sent: nothing of it has gone to the dialler.")
    return say("Taken back. If dncdesk was ended just as it was being sent, it may be on the list: check the number.")


def not_recorded_here(problem: Sentence) -> Sentence:
    """What the dialler did could not be written into the log."""
    return problem + say("The request itself is recorded; the dialler will be asked again.")


def not_recorded(kind: str) -> Sentence:
    """A mistake of this program's own kept a request from being written down."""
    return say(
        "Not recorded and not sent: dncdesk itself ran into a mistake ({kind}). Write the number down and tell IT.",
        kind=kind,
    )


def unexpected(kind: str) -> Sentence:
    """A mistake of this program's own."""
    return say(
        "The request is safe. dncdesk itself ran into a mistake ({kind}); it will try again.",
        kind=kind,
    )


def refused(reply: Refused, user: str) -> Sentence:
    """The dialler will not do it: which, and what a person can do."""
    return say("Not blocked.") + refusal(reply, user)


_REFUSALS: Mapping[Refusal, Sentence] = {
    Refusal.BAD_LOGIN: say(
        "The dialler does not accept this password for {user}, or the user is not active or below "
        "level 7. Nothing more is sent until you have entered the password in the settings."
    ),
    Refusal.TWO_FACTOR: say(
        "{user} needs two-factor login. In VICIdial: Users ▸ {user} ▸ 2FA Override = DISABLED. "
        "Then enter the password in the settings again."
    ),
    Refusal.LOCKED: say(
        "The dialler has locked {user} after too many wrong logins, for everybody. It opens 15 minutes "
        "after the last good login. Then enter the password in the settings again."
    ),
    Refusal.IP_BLOCKED: say(
        "The dialler does not accept this computer's address for {user}. Ask its administrator to add it "
        "to the user group's API IP list, then enter the password in the settings again."
    ),
    Refusal.BAD_SOURCE: say("The dialler did not accept where the request comes from. Tell IT."),
    Refusal.FUNCTION_NOT_ALLOWED: say(
        "{user} may not add numbers. In VICIdial: Users ▸ {user} ▸ Allowed API Functions must hold "
        "add_dnc_phone. The request is recorded."
    ),
    Refusal.NO_FUNCTION: say(
        "This dialler is too old to add numbers by its API (it came in November 2019). "
        "Add the number on its Do Not Call page. The request is recorded."
    ),
    Refusal.NO_PERMISSION: say(
        "{user} may not add numbers. In VICIdial: Users ▸ {user} ▸ Modify Lists = 1, user level 8. "
        "The request is recorded."
    ),
    Refusal.NO_CAMPAIGNS: say("{user} may not see any campaign. Ask the dialler's administrator."),
    Refusal.BAD_VALUES: say("The dialler does not take this number. Check it and enter it again."),
    Refusal.BAD_CALL_TIME: say("The dialler knows none of the usual call times. Tell its administrator."),
}


def refusal(reply: Refused, user: str) -> Sentence:
    """Why the dialler will not do it, and what a person can do."""
    return replace(_REFUSALS[reply.refusal], values={"user": user})


def login_refused(reply: Refused, user: str) -> Sentence:
    """Why the dialler does not let a login in that somebody has just typed, and what to do."""
    return replace(_LOGINS[reply.refusal], values={"user": user})


_LOGINS: Mapping[Refusal, Sentence] = {
    Refusal.BAD_LOGIN: say(
        "The dialler does not accept this password for {user}, or the user is not active or below level 7. The same "
        "is not sent again, because ten wrong ones lock the account: type another."
    ),
    Refusal.TWO_FACTOR: say(
        "{user} needs two-factor login. In VICIdial: Users ▸ {user} ▸ 2FA Override = DISABLED. Then try again."
    ),
    Refusal.LOCKED: say(
        "The dialler has locked {user} after too many wrong logins, for everybody. It opens 15 minutes after the last "
        "good login. Then try again."
    ),
    Refusal.IP_BLOCKED: say(
        "The dialler does not accept this computer's address for {user}. Ask its administrator to add it to the user "
        "group's API IP list, then try again."
    ),
}


def may_not_check(reply: Refused, user: str) -> Sentence:
    """The account may not look numbers up, or was turned away."""
    if reply.refusal.of_login:
        return refusal(reply, user)
    return say(
        "{user} may not look numbers up. In VICIdial: Users ▸ {user} ▸ Agent API Access = 1, and "
        "check_phone_number among Allowed API Functions.",
        user=user,
    )


def check_not_understood(reply: NotUnderstood) -> Sentence:
    """What came back says nothing about the number."""
    return say("What came back is no answer of a dialler (HTTP {status}). Try again.", status=str(reply.status))


def checked(scope: Scope, *, internal: bool, campaign: bool) -> Sentence:
    """What the lists hold, at this moment."""
    if scope.everywhere:
        if internal:
            return say("On the internal list: blocked in every campaign that uses it.")
        return say("Not on the internal list. The lists of single campaigns were not looked at.")
    if campaign and internal:
        return say("On the list that {campaign} reads, and on the internal list.", campaign=str(scope))
    if campaign:
        return say("On the list that {campaign} reads. Not on the internal list.", campaign=str(scope))
    if internal:
        return say(
            "On the internal list, not on the one that {campaign} reads: blocked there only if it uses the internal "
            "list.",
            campaign=str(scope),
        )
    return say("Not on the list that {campaign} reads, and not on the internal list.", campaign=str(scope))


def checked_leads(leads: LeadsReport) -> Sentence:
    """What was seen of leads and queue, at this moment."""
    if not leads.looked:
        return say("Leads and queue could not be looked at.")
    if leads.still_queued:
        return say("{count} of its leads wait in the queue and will be called.", count=str(leads.still_queued))
    if leads.unknown:
        return say("{count} of its leads could not be looked at.", count=str(leads.unknown))
    if leads.in_play:
        return say("{count} of its leads would be called if the list is not used.", count=str(leads.in_play))
    if leads.found:
        return say("None of its leads is in the queue, and none would be called.")
    return say("It has no leads.")


def may_not_delete(reply: Refused, user: str) -> Sentence:
    """The account, or the server, does not take numbers off its lists."""
    if reply.refusal is Refusal.NO_FUNCTION:
        return say(
            "Not taken off. This dialler is too old to take numbers off by its API (it came in March 2024). "
            "Take it off on its Do Not Call page."
        )
    if reply.refusal in {Refusal.NO_PERMISSION, Refusal.FUNCTION_NOT_ALLOWED}:
        return say(
            "Not taken off: {user} may not do that. In VICIdial ▸ Users: Delete From DNC Lists = 1, and "
            "delete_dnc_phone among Allowed API Functions.",
            user=user,
        )
    return say("Not taken off.") + refusal(reply, user)


def removed(scope: Scope) -> Sentence:
    """The number is not on the list any more."""
    if scope.everywhere:
        return say("Not on the internal list any more, read back. Leads that were stopped stay stopped.")
    return say(
        "Not on the list that {campaign} reads any more, read back. Leads that were stopped stay stopped.",
        campaign=str(scope),
    )


def still_listed(scope: Scope) -> Sentence:
    """It was deleted where it was named, and the campaign still finds it."""
    return say(
        "Still blocked: {campaign} reads another campaign's list, which holds the number. "
        "Take it off in the campaign under “Use Other Campaign DNC”.",
        campaign=str(scope),
    )
