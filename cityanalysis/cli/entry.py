"""Where the command line begins, and with which status and message it ends."""

import os
import sys
import traceback

from cityanalysis.cli.failures import explain_failure, visible
from cityanalysis.cli.question_commands import app
from cityanalysis.errors import CityAnalysisError, UsageError

__all__ = ["main"]

_INTERRUPTED = "interrupted: start the same command again to go on from here."


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0 done; 1 the data cannot be used; 2 usage; 130 interrupted.
    """
    # A terminal of another encoding shows 聊 as an escape rather than failing.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from cityanalysis.cli.console import plain_warnings

    try:
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
    except Exception as error:
        if os.environ.get("CITYANALYSIS_DEBUG"):
            traceback.print_exc()
        _leave(1, explain_failure(error))


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
