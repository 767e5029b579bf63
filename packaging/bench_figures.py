"""The lines that the benchmarks print."""

from __future__ import annotations

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured, in `unit`, and the goal, if there is one."""

    name: str
    measured: float
    unit: str
    goal: float | None = None
    note: str = ""

    def row(self) -> tuple[str, str, str, str, str]:
        """The cells of the table."""
        digits = 2 if self.unit == "x" else 1
        state = "" if self.goal is None else "ok" if self.measured <= self.goal else "over"
        goal = "" if self.goal is None else f"{self.goal:g} {self.unit}"
        return self.name, f"{self.measured:.{digits}f} {self.unit}", goal, state, self.note


def middle(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)


def many(value: object) -> list[float]:
    """A list of numbers out of what a process told."""
    return [float(one) for one in value] if isinstance(value, list) else []


def table(found: list[Figure]) -> list[str]:
    """The lines to print."""
    rows = [("figure", "measured", "goal", "", ""), *(figure.row() for figure in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
