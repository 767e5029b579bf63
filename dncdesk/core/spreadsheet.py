"""Texts that a spreadsheet opens as they are, out of a file that knows no types (CSV).

A spreadsheet reads each cell as if a person had typed it. A text that begins with = + - @ becomes a formula, which may
fetch and send things; 0612345678 loses its zero and +17275551212 its plus, MAR-1 becomes a day, 1E10 a power. An
apostrophe in front keeps all of them as they are.

Measured with LibreOffice 7.4 (headless, its defaults): +17275551212 and 0612345678 become numbers, "quoted" or not;
with the apostrophe they stay text, and it shows. Excel is not tried here; its documented rules are the same, and
it shows the apostrophe as well. Its General format also turns more than 11 digits into 1.23E+12 and loses what is
beyond the 15th. Ten digits such as 7275551212 are a number to both, and stay whole.
"""

from __future__ import annotations

import re

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠'")
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_TAKEN_FOR_ANOTHER = re.compile(
    rf"""0\d+ | \d{{12,}} | [\d.,]*\d[eE][+-]?\d+ | \d*[.,]\d+ | \d{{1,3}}(,\d{{3}})+ | [\d.,]+\s?%   # a number
    | (\d+\s)?\d+/\d+                                                                  # a fraction
    | (\d{{4}}|\d{{1,2}})[-/.]\d{{1,2}}([-/.](\d{{4}}|\d{{1,2}}))?                         # a day
    | \d{{1,4}}(:\d{{1,2}}){{1,2}}([.,]\d+)?(\s?[ap]m?)? | \d{{1,2}}\s?[ap]m?            # a time
    | \d{{1,2}}[-/.\s]*{_MONTH}([-/.,\s]*\d{{2,4}})? | {_MONTH}[-/.,\s]*\d{{1,4}}([-/.,\s]+\d{{2,4}})?
    | true | false""",
    re.VERBOSE | re.IGNORECASE,
)


def marked(text: str) -> str:
    """`text` with an apostrophe in front, if a spreadsheet would take it for something else or it has one already."""
    bare = text.strip()
    if text[:1] in _FORMULA or bare[:1] in _FORMULA or _TAKEN_FOR_ANOTHER.fullmatch(bare):
        return f"'{text}"
    return text


def unmarked(cell: str) -> str:
    """The text of which `marked` has made `cell`."""
    return cell[1:] if cell.startswith("'") and marked(cell[1:]) == cell else cell
