"""Numbers that are written with letters: 1-800-FLOWERS.

Letters are read as digits only where nothing else makes sense of them. A word behind an unfinished
number ("727 555 home"), a hidden digit ("727-555-XXXX") and an O for a zero are never turned into
somebody's number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dncdesk.core.phone_text import Run

_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_GROUP = re.compile(r"[0-9]+|[A-Za-z]+")
_REACH = re.compile(r"[0-9A-Za-z ().'/-]*")
_AMERICAN_FREE = re.compile(r"1?8(?:00|33|44|55|66|77|88)")
_FREE = re.compile(r"1?8(?:00|33|44|55|66|77|88)|080[08]|1[38]00|13")
# fmt: off
_LABELS = frozenset((
    "CALL", "CELL", "CELLULAR", "DAD", "DESK", "FAX", "HOME", "HOUSE", "LAND", "MAIN", "MOB", "MOBILE",
    "MOM", "MUM", "OFFICE", "PHONE", "SON", "TEL", "WIFE", "WORK",
))
# fmt: on
_NOT_LETTERS = re.compile(r"X+|[OIL]+")


def _is_word_for_digits(letters: str) -> bool:
    upper = letters.upper()
    return len(upper) >= 3 and upper not in _LABELS and not _NOT_LETTERS.fullmatch(upper)


def _belongs(group: str, gap: str, *, first: bool, free: bool) -> bool:
    """Whether a group of letters behind `gap` may be part of the number at all."""
    if " " not in gap:
        return True
    # With a space in front it may be any word; only a toll-free prefix makes a name likely.
    return free and (first or group.isupper())


def read_vanity(
    plain: str,
    run: Run,
    is_number: Callable[[str, bool], bool],
    *,
    one_length: bool,
    north_american: bool,
) -> Run | None:
    """The number that begins with `run` and goes on in letters, or None.

    Args:
        plain: The text of a `PlainText`.
        run: Digits that are no number by themselves.
        is_number: Whether digits (with a plus sign or not) are one full number.
        one_length: Whether numbers here have one length, so that letters can be seen to complete one;
            elsewhere only a toll-free prefix is reason enough.
        north_american: Whether letters beyond the tenth digit of a toll-free number are ignored, as
            the telephone network there does (1-800-MATTRESS).
    """
    reach = _REACH.match(plain, run.start + 1 if run.plus else run.start)
    if reach is None:
        return None
    digits = letters = ""
    free = False
    last = reach.start()
    groups = list(_GROUP.finditer(plain, reach.start(), reach.end()))
    for place, match in enumerate(groups):
        group, gap = match.group(), plain[last : match.start()]
        last = match.end()
        if group.isdigit():
            if letters:
                return None
            digits += group
            continue
        if not letters:
            free = bool(_FREE.fullmatch(digits))
        if not (free or one_length) or not _belongs(group, gap, first=not letters, free=free):
            return None
        before, letters = digits, letters + group
        digits += group.upper().translate(_KEYS)
        if not _is_word_for_digits(letters):
            continue
        if is_number(digits, run.plus):
            more_digits = any(later.group().isdigit() for later in groups[place + 1 :])
            return None if more_digits else Run(digits, run.plus, run.start, match.end())
        needed = 11 if digits[0] == "1" else 10
        if north_american and _AMERICAN_FREE.match(digits) and len(before) < needed < len(digits):
            fits = digits[:needed]
            end = match.start() + needed - len(before)
            return Run(fits, run.plus, run.start, end) if is_number(fits, run.plus) else None
    return None
