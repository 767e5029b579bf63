"""What setting up a first server asks for: who answers, what an account finds, one try on the practice dialler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.desk.errands import Errands
from dncdesk.desk.server_link import sentence_of

if TYPE_CHECKING:
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.blocking.finding import Answering, Exploration
    from dncdesk.blocking.rehearsal import Rehearsal
    from dncdesk.core.sentences import Sentence
    from dncdesk.core.settings import Server


@dataclass(frozen=True)
class Looked:
    """Who answers at the address `url`, with the accepted certificate of that fingerprint if there is one.

    An empty `url` stands for the one asked last, which could not be asked.
    """

    url: str
    fingerprint: str | None
    answering: Answering


class Setup(QObject):
    """Asks off the main thread. Each request is followed by exactly one of its signals."""

    looked = Signal(object)
    """`Looked`."""
    explored = Signal(int, object)
    """The number of the try, and its `Exploration`."""
    not_explored = Signal(int, object)
    """The number of the try, and a `Sentence`: the account was not tried, and why."""
    rehearsed = Signal(object)
    """`Rehearsal`."""
    not_rehearsed = Signal(object)
    """`Sentence`: why not."""

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._enquiries: Enquiries | None = None
        self._tries = 0

    def open(self, enquiries: Enquiries) -> None:
        """Ask through `enquiries` from now on."""
        self._enquiries = enquiries

    def look(self, server: Server) -> None:
        """Ask who answers at the address of `server`, without any login; `looked` follows."""
        if (enquiries := self._enquiries) is not None:

            def work() -> Looked:
                return Looked(server.url, server.fingerprint_sha256, enquiries.look(server))

            self._errands.run(work, self._on_looked, self._on_not_looked)

    def explore(self, server: Server, password: str | None) -> int:
        """Try an account once, with a typed password or the stored one (None), and see what it finds.

        Returns the number of the try, with which `explored` or `not_explored` follows.
        """
        from dncdesk.core.credentials import Secret

        self._tries += 1
        number, secret = self._tries, None if password is None else Secret(password)
        if (enquiries := self._enquiries) is not None:

            def work() -> tuple[int, Exploration]:
                try:
                    return number, enquiries.explore(server, secret)
                except Exception as error:
                    raise _NotTriedError(number, sentence_of(error)) from error

            self._errands.run(work, self._on_explored, self._on_not_explored)
        return number

    def rehearse(self, text: str) -> None:
        """Block the number in `text` everywhere on the practice dialler; `rehearsed` or `not_rehearsed` follows."""

        def work() -> Rehearsal:
            from dncdesk.blocking.rehearsal import rehearse
            from dncdesk.core.scope import Scope

            return rehearse(text, Scope())

        self._errands.run(work, self._on_rehearsed, self._on_not_rehearsed)

    def _on_looked(self, looked: Looked) -> None:
        self.looked.emit(looked)

    def _on_not_looked(self, error: Exception) -> None:
        from dncdesk.blocking.finding import Answering
        from dncdesk.core.outcome import Tone

        self.looked.emit(Looked("", None, Answering(Tone.PROBLEM, sentence_of(error))))

    def _on_explored(self, found: tuple[int, Exploration]) -> None:
        self.explored.emit(*found)

    def _on_not_explored(self, error: _NotTriedError) -> None:
        self.not_explored.emit(error.number, error.sentence)

    def _on_rehearsed(self, rehearsal: Rehearsal) -> None:
        self.rehearsed.emit(rehearsal)

    def _on_not_rehearsed(self, error: Exception) -> None:
        self.not_rehearsed.emit(sentence_of(error))


class _NotTriedError(Exception):
    """Why which try came to nothing: the errand itself does not say."""

    def __init__(self, number: int, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.number = number
        self.sentence = sentence
