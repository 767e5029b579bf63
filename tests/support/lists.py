"""Lists of numbers as people have them, with what stands in them known."""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass
class Known:
    """Lines of a list, and what is to be read from them: the numbers in order, and the lines that are uncertain."""

    lines: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    uncertain: list[int] = field(default_factory=list)

    def add(self, line: str, *numbers: str, uncertain: bool = False) -> None:
        self.lines.append(line)
        self.numbers += numbers
        if uncertain:
            self.uncertain.append(len(self.lines))


def as_people_have_them(count: int, *, seed: int = 6) -> Known:
    """A text of `count` lines, as it grows over a year in somebody's notes."""
    chance = random.Random(seed)  # noqa: S311
    known = Known()
    known.add("Opt-outs, Tampa office")
    known.add("")
    known.add("Phone")
    makers = [*_CERTAIN * 4, *_UNCERTAIN, *_REMARKS]
    while len(known.lines) < count:
        chance.choice(makers)(known, chance)
    return known


def a_number(chance: random.Random) -> str:
    """A number that the plan of the United States can assign, with no zeros at its end."""
    area = chance.choice(["727", "813", "212", "305", "415", "617", "702", "954"])
    return f"{area}{chance.choice('23456789')}{chance.randrange(100):02d}{chance.randrange(1, 10000):04d}".replace(
        "911", "912"
    )


def dashed(number: str) -> str:
    return f"{number[:3]}-{number[3:6]}-{number[6:]}"


def _bare(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    known.add(number, number)


def _dashed(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    known.add(dashed(number), number)


def _bracketed(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    known.add(f"({number[:3]}) {number[3:6]}-{number[6:]}", number)


def _with_code(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    known.add(chance.choice(["+1{0}", "1{0}", "+1 ({1}) {2}.{3}"]).format(number, number[:3], number[3:6], number[6:]),
              number)  # fmt: skip


def _fraction(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    known.add(f"{number}.0", number)


def _quoted(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    known.add(chance.choice(['"{0}"', "'{0}", "“{0}”", " {0}\u00a0"]).format(dashed(number)), number)


def _noted(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    note = chance.choice(["very angry", "asked twice", "Mrs. O'Neil", "wants a letter", "see mail of Monday", "VM"])
    known.add(chance.choice(["{0}, {1}", "{1}: {0}", "{0} - {1}", "{1}\t{0}"]).format(dashed(number), note), number)


def _counted(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    known.add(f"{chance.randrange(2, 400)}. {dashed(number)}", number)


def _dated(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    moment = chance.choice(["11/23/2026 8:14 AM", "2026-11-23 08:14", "23.11.2026"])
    known.add(f"{moment}  {dashed(number)}", number)


def _two(known: Known, chance: random.Random) -> None:
    one, other = a_number(chance), a_number(chance)
    form = chance.choice(["{0} / {1}", "{0}; {1}", "{0}, {1}", "{0} {1}", "{0} or {1}", "{0} and {1} (wife)"])
    known.add(form.format(dashed(one), dashed(other)), one, other)


def _shortened(known: Known, chance: random.Random) -> None:
    number = a_number(chance)
    known.add(f"{number[0]}.{number[1:6]}E+09", uncertain=True)


def _zeros(known: Known, chance: random.Random) -> None:
    known.add(f"{a_number(chance)[:6]}0000", uncertain=True)


def _digit_short(known: Known, chance: random.Random) -> None:
    number = a_number(chance)[:9]
    form = chance.choice(["{0}", "{0}.0", "{0} 2", "7. {0}", "3 {0}", "{0} x2"])
    known.add(form.format(number), uncertain=True)


def _digit_long(known: Known, chance: random.Random) -> None:
    known.add(f"{a_number(chance)}{chance.randrange(10)}", uncertain=True)


def _run_together(known: Known, chance: random.Random) -> None:
    known.add(f"{chance.randrange(2, 9999)} {a_number(chance)}", uncertain=True)


def _range(known: Known, chance: random.Random) -> None:
    known.add(f"{a_number(chance)}/{chance.randrange(10, 99)}", uncertain=True)


def _letter(known: Known, chance: random.Random) -> None:
    number = a_number(chance)[:9]
    known.add(f"{number[:3]}-{number[3:6]}-{number[6:]}o", uncertain=True)


def _blank(known: Known, chance: random.Random) -> None:
    known.add(chance.choice(["", "   ", "\t"]))


def _remark(known: Known, chance: random.Random) -> None:
    known.add(chance.choice(["Monday", "--- November 23 ---", "# from the voicemail box", "n/a", "called 3 times"]))


_CERTAIN = [_bare, _dashed, _bracketed, _with_code, _fraction, _quoted, _noted, _counted, _dated, _two]
_UNCERTAIN = [_shortened, _zeros, _digit_short, _digit_long, _run_together, _range, _letter]
_REMARKS = [_blank, _remark]
