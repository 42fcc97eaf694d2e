"""Where the command line begins, and with which status and message it ends."""

import io
import os
import signal
import sys
import traceback

from cityanalysis.cli.failures import explain_failure, visible
from cityanalysis.errors import CityAnalysisError, UsageError

__all__ = ["main"]

_BY_SIGNAL = 128  # what shells add to the number of the signal that ended a program
_INTERRUPTED = "interrupted: start the same command again to go on from here."


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0 done; 1 the data cannot be used; 2 usage; 130 interrupted.
    """
    _open_streams()
    # A terminal of another encoding shows 聊 as an escape rather than failing.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # Asked to end, a run ends its worker processes too, as after Ctrl-C.
    signal.signal(signal.SIGTERM, _end)
    try:
        # Imported here, since an interruption may come before the last of it is loaded.
        from cityanalysis.cli.console import plain_warnings
        from cityanalysis.cli.question_commands import app

        with plain_warnings():
            app(arguments, standalone_mode=True)
    except UsageError as error:
        _leave(2, f"error: {error}")
    except CityAnalysisError as error:
        _leave(1, f"error: {error}")
    except SystemExit as left:
        if isinstance(left.__context__, BrokenPipeError):
            _leave_quietly()
        # typer answers an interruption by itself, with a bare "Aborted".
        _leave(_status(left), _INTERRUPTED if left.code == 130 else "")
    except BrokenPipeError:
        _leave_quietly()
    except KeyboardInterrupt:
        _leave(_BY_SIGNAL + signal.SIGINT, _INTERRUPTED)
    except Exception as error:
        if os.environ.get("CITYANALYSIS_DEBUG"):
            traceback.print_exc()
        _leave(1, explain_failure(error))


def _end(number: int, frame: object) -> None:
    raise SystemExit(_BY_SIGNAL + number)


def _open_streams() -> None:
    """Give the standard streams that were closed (``>&-``) an end that takes and holds nothing.

    Without one, the next file that is opened would stand in their place and be written into.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(os.devnull, mode), encoding="utf-8"))


def _leave_quietly() -> None:
    """The reader of a pipe (such as head) has closed it, which is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _leave(0, "")


def _status(left: SystemExit) -> int:
    return left.code if isinstance(left.code, int) else 0


def _leave(status: int, message: str) -> None:
    if message:
        print(visible(message), file=sys.stderr)
    raise SystemExit(status)
