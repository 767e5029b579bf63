"""From what people paste to plain signs: which runs of digits stand in a text, and what stands around them.

Knows nothing of countries. Every sign keeps its place in the original, so that what is left out can
be shown as the person wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from dncdesk.core.phone_problem import NumberProblem, lost_in_spreadsheet, problem

ENOUGH_FOR_A_NUMBER = 6  # digits; the dialler takes nothing shorter, so less than this is no second number

_SPREADSHEET = re.compile(r"(?<![\w.,])[0-9](?:[.,][0-9]+[eE]\+?|[eE]\+)[0-9]{1,2}(?!\w)")
_LINK_SCHEME = re.compile(r"\b(?:tel|callto|sms|dnc):/{0,2}", re.IGNORECASE)
_LINK = re.compile(_LINK_SCHEME.pattern + r"(?=[+0-9(])", re.IGNORECASE)
# RFC 3966: a local number in a link stands behind the digits of its phone-context.
_CONTEXT = re.compile(
    r"\btel:(?P<local>[^;+]{1,40})(?P<rest>(?:;[^;]{0,40}){0,4});phone-context=(?P<context>\+[0-9.()-]{1,20})",
    re.IGNORECASE,
)
# The number of a cell that was read as a fraction: 7275551212.0
_FRACTION = re.compile(r"(?P<number>(?<![0-9])[0-9]{7,})(?P<said>\.0{1,2})(?![0-9.,])")
# Labels that phonenumbers knows, and the pause of two commas. A bare x, # or "int" takes fewer digits:
# "x7275551213" is rather a second number.
_EXTENSION = re.compile(
    r"(?<=[0-9])[ (),;.\n-]*(?P<said>(?:e?xt(?:ensi(?:on|ón|o))?n?|anexo|ramal|poste|interno|доб)[ .:=]*[0-9]{1,9}"
    r"|(?:x|\#|int)[ .:]*[0-9]{1,5}|(?<=,,)[0-9]{1,9})(?![0-9])\#?",
    re.IGNORECASE,
)
# RFC 3966: what follows a link's number is about the network or the page, never another number to call.
_PARAMETER = re.compile(r"[;?](?P<said>(?!ext=)[a-z][a-z0-9-]*=[^;?\s]*)", re.IGNORECASE)
_PART = re.compile(r"(?:\+[ (.-]*)?[0-9](?:[ .()'-]*[0-9])*")
_GAP = re.compile(r"[ .()'/,;\n-]*")
_GROUP = re.compile(r"[0-9]+")

_BREAK = "\0"  # stands for what is already read, and parts what is left and right of it
_SIGNS = {
    **dict.fromkeys("+＋﹢⁺➕", "+"),
    **dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    **dict.fromkeys("-−﹣ー~～∼⁓‾_‐─━⁃", "-"),
    **dict.fromkeys(".．。・·•‧∙⋅｡․", "."),
    **dict.fromkeys(",，、،﹐٫٬", ","),
    **dict.fromkeys(";；؛|｜&＆", ";"),
    **dict.fromkeys("/／⁄∕\\＼", "/"),
    **dict.fromkeys("'’‘`´ʼ", "'"),
    **dict.fromkeys("#＃", "#"),
    **dict.fromkeys(":：", ":"),
    "\u2800": " ",
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", ""),
}
_BY_CATEGORY = {"Zs": " ", "Pd": "-", "Ps": "(", "Pe": ")", "Cc": "", "Cf": "", "Cs": "", "Mn": "", "Me": ""}


@lru_cache(maxsize=1024)
def _sign(char: str) -> str:
    """The plain sign for one character; empty for an invisible one."""
    if char in _SIGNS:
        return _SIGNS[char]
    category = unicodedata.category(char)
    # Only true decimal digits count. A superscript or circled digit is a footnote as often as a digit.
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    if char.isascii() or not category.startswith("L"):
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if folded.isascii() and folded.isalpha() and len(folded) == 1 else char


@dataclass(frozen=True)
class Run:
    """Digits that may be one number, where they stand, and whether a plus sign leads them."""

    digits: str
    plus: bool
    start: int
    end: int


@dataclass(frozen=True)
class _Part:
    run: Run
    cut: str  # what parts it from the one before: "" a new chain, "soft" a comma or slash, "hard" a line or semicolon


@dataclass(frozen=True)
class PlainText:
    """A text as plain signs, each with its place in the original."""

    original: str
    plain: str
    places: tuple[int, ...]
    extensions: tuple[tuple[int, int], ...]
    links: tuple[tuple[int, int], ...]

    def left_out(self, start: int, end: int) -> tuple[str, ...]:
        """What is written outside `start` to `end`, as the person wrote it, in pieces in the text's order.

        Punctuation and the `tel:` of a link are no pieces. Control and direction marks are taken out.
        """
        taken = sorted([(start, end), *self.links])
        bounds = [0, *(place for pair in sorted([*taken, *self.extensions]) for place in pair), len(self.plain)]
        between = list(zip(bounds[::2], bounds[1::2], strict=True))
        pieces = sorted([*between, *self.extensions])
        written = (self._written(*piece) for piece in pieces)
        return tuple(piece for piece in written if any(unicodedata.category(sign)[0] in "LN" for sign in piece))

    def _written(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        raw = self.original[self.places[start] : self.places[end - 1] + 1]
        shown = "".join(" " if _sign(char) == "\n" else char for char in raw if _sign(char) or _is_mark(char))
        piece = " ".join(shown.split()).strip(" ,;/|-–—")
        if piece.count("(") != piece.count(")"):
            piece = piece.strip("() ")
        return piece


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def read_text(text: str, is_number: Callable[[str, bool], bool]) -> PlainText:
    """Turn `text` into plain signs and find its links and extensions.

    Args:
        text: What a person typed or pasted.
        is_number: Whether digits (with a plus sign or not) are one full number.

    Raises:
        NotANumberError: a spreadsheet has shortened the number, or nothing visible is there.
    """
    if "%" in text and _LINK_SCHEME.search(text):
        text = unquote(text, errors="replace")
    text = _CONTEXT.sub(r"tel:\g<context>\g<local>\g<rest>", text)
    signs: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        sign = _sign(char)
        if sign:
            signs.append(sign)
            places.append(place)
    plain = "".join(signs)
    if not plain.strip():
        raise problem(NumberProblem.EMPTY)
    shortened = _SPREADSHEET.search(plain)
    if shortened:
        raise lost_in_spreadsheet(shortened.group())
    links = tuple(match.span() for match in _LINK.finditer(plain))
    extensions = tuple(match.span("said") for match in _EXTENSION.finditer(plain))
    # Only behind a full number: in 727555121.0 the last zero may be a digit of it.
    extensions += tuple(match.span("said") for match in _FRACTION.finditer(plain) if is_number(match["number"], False))
    if links and not plain[: links[0][0]].strip():
        parameters = tuple(match.span("said") for match in _PARAMETER.finditer(plain, links[0][1]))
        outside = (span for span in extensions if not any(start <= span[0] < end for start, end in parameters))
        extensions = (*parameters, *outside)
    for start, end in (*links, *extensions):
        plain = plain[:start] + _BREAK * (end - start) + plain[end:]
    return PlainText(text, plain, tuple(places), extensions, links)


def _parts(plain: str) -> list[_Part]:
    parts: list[_Part] = []
    for match in _PART.finditer(plain):
        written = match.group()
        run = Run("".join(_GROUP.findall(written)), written[0] == "+", match.start(), match.end())
        gap = plain[parts[-1].run.end : run.start] if parts else _BREAK
        cut = "hard" if ";" in gap or "\n" in gap else "soft"
        if run.plus or not _GAP.fullmatch(gap):
            cut = ""
        parts.append(_Part(run, cut))
    return parts


def _joined(parts: list[Run]) -> Run:
    return Run("".join(part.digits for part in parts), parts[0].plus, parts[0].start, parts[-1].end)


def find_runs(plain: str, is_number: Callable[[str, bool], bool]) -> list[Run]:
    """The runs of digits in `plain`, each as long as it may be one number.

    Spaces, dashes, dots and brackets join. Commas, slashes, semicolons and line ends join too, until a
    number is complete: "727,555,1304" is one run, "7275551212, 7275551213" two.

    Args:
        plain: The text of a `PlainText`.
        is_number: Whether digits (with a plus sign or not) are one full number.

    Raises:
        NotANumberError: a few digits follow a full number after a comma or slash ("7275551212/13").
    """
    runs: list[Run] = []
    current: list[Run] = []
    for part in _parts(plain):
        if current and part.cut == "":
            runs.append(_joined(current))
            current = []
        # Short pieces alone never complete a number: in a country of many lengths "030,123,4567" is one.
        elif any(len(piece.digits) >= ENOUGH_FOR_A_NUMBER for piece in current):
            whole = _joined(current)
            if is_number(whole.digits, whole.plus):
                if part.cut == "soft" and len(part.run.digits) < ENOUGH_FOR_A_NUMBER:
                    raise problem(NumberProblem.TWO_NUMBERS)
                runs.append(whole)
                current = []
        current.append(part.run)
    if current:
        runs.append(_joined(current))
    return runs


def holds_two(plain: str, run: Run, is_number: Callable[[str, bool], bool]) -> bool:
    """Whether `run`, too long for one number, is a full number beside the digits of another."""
    groups = _GROUP.findall(plain[run.start : run.end])
    for place in range(1, len(groups)):
        left, right = "".join(groups[:place]), "".join(groups[place:])
        if min(len(left), len(right)) < ENOUGH_FOR_A_NUMBER:
            continue
        if is_number(left, run.plus) or is_number(right, False):
            return True
    return False
