"""The proof sheet: one page on paper about one opt-out, for an auditor who knows neither program nor dialler."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from dncdesk import __version__
from dncdesk.core.moments import now
from dncdesk.core.optout import Action
from dncdesk.core.sentences import say
from dncdesk.desk.language import spoken
from dncdesk.desk.pdf import fill, print_html, safe
from dncdesk.record.story import Fact, Line, ServerSeen, Story, Value, facts
from dncdesk.record.telling import headline

_STYLE = """
td { vertical-align: top; }
p { margin-top: 0; margin-bottom: 2px; }
.large { font-size: 18pt; font-weight: bold; }
.head { font-weight: bold; margin-top: 24px; margin-bottom: 0; color: #1f3d66; }
.label { color: #5a5a5a; }
.small { font-size: 8pt; }
.hash { font-family: 'DejaVu Sans Mono', 'Consolas', 'Menlo', monospace; font-size: 7pt; }
"""
_MOST_LINES = 48
"""More lines than this never fit: they are not even tried."""
_LONG = 220
"""Characters that one value may have where room is scarce."""


def proof_sheet(story: Story, head: tuple[int, str], path: Path) -> None:
    """Write the proof sheet of `story` as a PDF of one page to `path`; `head` is the log's last (seq, hash).

    A story that is too long for the page loses its lightest lines, and the sheet says where and how many.

    Raises:
        OSError: the file cannot be written; a former one is still there.
    """
    made = now()
    source = _fitting(story, head, made)
    title = QCoreApplication.translate("ProofSheet", "Opt-out {number}").format(
        number=story.entry.shown or story.entry.number
    )
    footer = QCoreApplication.translate("ProofSheet", "{title} · written {moment} by dncdesk {version}").format(
        title=title, moment=_moment(made), version=__version__
    )
    print_html(source, path, title, footer=footer)


def _fitting(story: Story, head: tuple[int, str], made: datetime) -> str:
    """A version that is one page, with as many lines as there is room for."""
    wanted = min(len(story.lines), _MOST_LINES)
    tried = _sheet(story, head, made, wanted)
    if (full := fill(tried)) <= 1:
        return tried
    bare = fill(_sheet(story, head, made, 0, limit=_LONG))
    # Lines differ in height: a guess first, then one less at a time.
    wanted = max(0, int(wanted * (1 - bare) / max(full - bare, 0.01)) + 2)
    while wanted and fill(tried := _sheet(story, head, made, wanted, limit=_LONG)) > 1:
        wanted -= 1
    return tried if wanted else _sheet(story, head, made, 0, limit=_LONG)


def _sheet(story: Story, head: tuple[int, str], made: datetime, lines: int, *, limit: int = 600) -> str:
    body = "".join(
        (
            _top(story),
            _facts(facts(story.request, story.entry, made.date()), limit),
            _story(story, lines, limit),
            _chain(story, head),
            _explained(story),
        )
    )
    return f"<html><head><style>{_STYLE}</style></head><body>{body}</body></html>"


def _top(story: Story) -> str:
    entry = story.entry
    kind = (
        QCoreApplication.translate("ProofSheet", "Proof of a removal")
        if entry.action is Action.REMOVE
        else QCoreApplication.translate("ProofSheet", "Proof of a do-not-call request")
    )
    number = entry.shown or entry.number
    said = safe(spoken(entry.result.why))
    word = spoken(say("Imported") if entry.imported else headline(entry.action, entry.result.outcome))
    return (
        f'<p class="label">{safe(kind)}</p>'
        f'<table width="100%" cellspacing="0" cellpadding="0"><tr><td><span class="large">{safe(number)}</span></td>'
        f'<td align="right"><span class="large">{safe(word)}</span></td></tr></table>'
        f"<p>{said}</p><hr>"
    )


def _facts(known: tuple[Fact, ...], limit: int) -> str:
    """Two columns, read downwards."""
    half = (len(known) + 1) // 2
    columns = "".join(
        f'<td width="50%"><table width="100%" cellspacing="0" cellpadding="1">'
        f"{''.join(_fact(fact, limit) for fact in some)}</table></td>"
        for some in (known[:half], known[half:])
    )
    return f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{columns}</tr></table>'


def _fact(fact: Fact, limit: int) -> str:
    value = safe(_value(fact.value), limit=limit)
    return f'<tr><td width="27%" class="label">{safe(spoken(fact.label))}</td><td>{value}</td></tr>'


def _value(value: Value) -> str:
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _moment(when: datetime) -> str:
    """A moment with its zone, the same in every country."""
    return f"{when:%Y-%m-%d %H:%M:%S} {_zone(when)}"


def _zone(when: datetime) -> str:
    offset = f"{when:%z}"
    return f"UTC{offset[:3].replace('-', '−')}:{offset[3:5]}"


def _story(story: Story, wanted: int, limit: int) -> str:
    if not story.lines:
        happened = QCoreApplication.translate("ProofSheet", "What happened")
        words = QCoreApplication.translate(
            "ProofSheet",
            "Imported from a former log. There are no steps here, and the chain of hashes does not cover it.",
        )
        return f"{_head(happened)}<p>{safe(words)}</p>"
    zone = _zone(story.lines[-1].at)
    heading = _head(
        QCoreApplication.translate("ProofSheet", "What happened (times in {zone}, where no other is given)").format(
            zone=zone
        )
    )
    rows = "".join(_row(line, zone, limit) for line in _shortened(story.lines, wanted))
    return f'{heading}<table width="100%" cellspacing="0" cellpadding="1">{rows}</table>'


def _shortened(lines: tuple[Line, ...], wanted: int) -> Iterator[Line | int]:
    """The `wanted` weightiest of `lines` in their order, and at each gap how many are left out."""
    kept = set(sorted(range(len(lines)), key=lambda place: _weight(lines, place))[:wanted])
    left_out = 0
    for place, line in enumerate(lines):
        if place not in kept:
            left_out += 1
            continue
        if left_out:
            yield left_out
            left_out = 0
        yield line
    if left_out:
        yield left_out


def _weight(lines: tuple[Line, ...], place: int) -> tuple[int, int]:
    """How soon a line is kept: the request, what it came to, the last word; then from the ends inwards."""
    line, from_the_ends = lines[place], min(place, len(lines) - 1 - place)
    settled = line.outcome is not None and not line.outcome.pending
    return (0 if place < 2 else 1 if settled else 2), from_the_ends


def _row(line: Line | int, zone: str, limit: int) -> str:
    if isinstance(line, int):
        words = QCoreApplication.translate(
            "ProofSheet", "… {count} lines left out here; the log and its exports have them all."
        ).format(count=line)
        return f'<tr><td></td><td></td><td class="label"><i>{safe(words)}</i></td></tr>'
    number = f"#{line.seq}" if line.seq else ""
    moment = f"{line.at:%Y-%m-%d %H:%M:%S}" if _zone(line.at) == zone else _moment(line.at)
    return (
        f'<tr><td width="20%" class="label">{moment}</td><td width="8%" class="label">{number}</td>'
        f"<td>{safe(spoken(line.what), limit=limit)}</td></tr>"
    )


def _head(words: str) -> str:
    return f'<p class="head">{safe(words)}</p>'


def _chain(story: Story, head: tuple[int, str]) -> str:
    if story.first is None or story.last is None:
        return ""
    words = QCoreApplication.translate("ProofSheet", "Hashes (SHA-256)")
    rows = [
        (QCoreApplication.translate("ProofSheet", "First event, #{seq}"), story.first),
        (QCoreApplication.translate("ProofSheet", "Last event, #{seq}"), story.last),
        (QCoreApplication.translate("ProofSheet", "Head of the log, #{seq}"), head),
    ]
    cells = "".join(
        f'<tr><td width="26%" class="label">{safe(label.format(seq=seq))}</td><td class="hash">{safe(value)}</td></tr>'
        for label, (seq, value) in rows
    )
    return f'{_head(words)}<table width="100%" cellspacing="0" cellpadding="1">{cells}</table>'


def _explained(story: Story) -> str:
    made = QCoreApplication.translate("ProofSheet", "How this record is made")
    limits = QCoreApplication.translate("ProofSheet", "What it cannot prove")
    return f"{_head(made)}{_paragraph(_made(story))}{_head(limits)}{_paragraph(_limits(story))}"


def _paragraph(words: str) -> str:
    return f'<p class="small">{safe(words, limit=1500)}</p>'


def _made(story: Story) -> str:
    if story.request is None:
        return QCoreApplication.translate(
            "ProofSheet", "This entry was taken in from a former log and stands beside the chain of hashes."
        )
    how = QCoreApplication.translate(
        "ProofSheet",
        "dncdesk writes a request into a log on this computer before anything is sent to the dialler, and then each "
        "step with the dialler's answer, without passwords. Each event carries the SHA-256 of itself and of the one "
        "before it: a change, a removal or an insertion made later shows (“dncdesk verify”). “Blocked” is written "
        "only of what was read back from the dialler.",
    )
    return f"{how} {_server(story.server)}".rstrip()


def _server(seen: ServerSeen | None) -> str:
    if seen is None:
        return QCoreApplication.translate("ProofSheet", "The server's build and clock were not known then.")
    words = []
    if seen.version or seen.build:
        answered = QCoreApplication.translate(
            "ProofSheet", "On {moment} the server answered as VICIdial {version}, build {build}."
        )
        words.append(answered.format(moment=_moment(seen.at), version=seen.version or "?", build=seen.build or "?"))
    if seen.offset is not None:
        ahead = QCoreApplication.translate(
            "ProofSheet", "The server's clock was ahead of this computer's by {seconds} s."
        )
        behind = QCoreApplication.translate(
            "ProofSheet", "The server's clock was behind this computer's by {seconds} s."
        )
        words.append((behind if seen.offset < 0 else ahead).format(seconds=f"{abs(seen.offset):.1f}"))
    return " ".join(words)


def _limits(story: Story) -> str:
    words = QCoreApplication.translate(
        "ProofSheet",
        "When and how the person asked is what was typed by whoever took it. The times are this computer's. The hashes "
        "show that nothing was changed since the head was printed or handed over, not before. What the dialler did "
        "afterwards, and calls made by hand, are not seen from here.",
    )
    if story.request is None:
        return words
    witness = QCoreApplication.translate(
        "ProofSheet",
        "The second witness is the server's own database: vicidial_api_log keeps these calls under the source "
        "{source}, vicidial_dnc_log the changes of its lists.",
    )
    return f"{words} {witness.format(source=story.request.source_id)}"
