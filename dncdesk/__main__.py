"""The one entry of the program: a verb goes to the command line, everything else opens the window."""

from __future__ import annotations

import gc
import sys

VERBS = ("block", "check", "remove", "pending", "export", "verify", "practice", "self-test", "login")


def main(argv: list[str] | None = None) -> int:
    """Run with `argv` (without the program's name); returns the exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    # What stands behind the two dashes is a number for the field: a link says what it likes.
    asked = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if _verb(asked) or {"--version", "--help", "-h"} & set(asked):
        return _command(arguments)
    # Until the window is there and the log is open nearly all that is made is to stay; then `desk.garbage` sees to it.
    gc.disable()
    from dncdesk import app

    return app.main(arguments)


def _command(arguments: list[str]) -> int:
    """Carry out a verb. To be terminated, or to lose the terminal, is the same to it as Ctrl-C."""
    import contextlib
    import signal

    def end(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)  # once is enough: what follows cleans up
        raise KeyboardInterrupt

    with contextlib.ExitStack() as before:
        for name in {"SIGTERM", "SIGHUP"} & set(signal.Signals.__members__):
            number = signal.Signals[name]
            # Ignored already: `nohup` wants it so. And from another thread than the main one Python allows none.
            if signal.getsignal(number) is signal.SIG_DFL:
                with contextlib.suppress(ValueError):
                    signal.signal(number, end)
                    before.callback(signal.signal, number, signal.SIG_DFL)
        try:
            from dncdesk import cli

            return cli.main(arguments)
        except KeyboardInterrupt:
            return 1


def _verb(arguments: list[str]) -> bool:
    """Whether the first word that is no option, nor an option's value, is a verb."""
    words = iter(arguments)
    for word in words:
        if word == "--home":
            next(words, None)
        elif not word.startswith("-"):
            return word in VERBS
    return False


if __name__ == "__main__":
    sys.exit(main())
