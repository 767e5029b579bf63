"""Foreign text made harmless: what a server or a clipboard says is one plain line and nothing else."""

from __future__ import annotations

import unicodedata

_ELLIPSIS = "…"


def one_line(text: str, *, limit: int = 200) -> str:
    """`text` as one line of at most `limit` characters.

    Control, format (bidirectional and invisible marks among them), private and unassigned characters
    are dropped, each run of white space becomes one space. What is cut ends in "…".
    """
    # Nearly all that a dialler says needs no look at each letter.
    plain = text.isascii() and text.isprintable()
    kept = (
        text
        if plain
        else "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1] + _ELLIPSIS
