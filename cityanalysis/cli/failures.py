"""What to say of a failure that is the machine's and not the program's: a full disk, no memory."""

import errno
import re
from concurrent.futures.process import BrokenProcessPool

__all__ = ["explain_failure", "visible"]

# What the system says when it refuses, and what a person can do about it.
_REMEDIES = {
    errno.ENOSPC: "the disk is full. Free some space, or name a folder on another disk",
    errno.EDQUOT: "the quota of the disk is used up. Free some space, or name another disk",
    errno.EFBIG: "the system allows no file of this size. Raise the limit, or name another disk",
    errno.EROFS: "the disk is read-only. Name a folder on another disk",
    errno.EACCES: "the system does not permit it. Name a folder of your own",
    errno.EPERM: "the system does not permit it. Name a folder of your own",
    errno.ENAMETOOLONG: "the name is too long for the system. Name a shorter one",
    errno.EMFILE: "too many files are open at once. Raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open on this machine. Close other programs",
    errno.EIO: "the disk does not answer as it should. Check it, and name another one",
    errno.ENOENT: "it has gone, or its folder has. Check that it is there, and run again",
    errno.ENOMEM: "there is not enough memory. Close other programs, or analyse fewer files",
}
_NO_MEMORY = (
    "there is not enough memory. Close other programs, analyse fewer files at once, or use --jobs 1"
)
_KILLED = (
    "a worker process was ended by the system, as it does when memory runs out. "
    "Use --jobs 1, or analyse fewer files at once"
)
_UNKNOWN = (
    "This is a fault of cityanalysis. Run again with CITYANALYSIS_DEBUG=1 for the details to report"
)
# Characters that move the cursor, change colours or turn the direction of writing.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def explain_failure(error: BaseException) -> str:
    """One sentence: what failed, where, and what to do.

    Parameters
    ----------
    error : BaseException
        Any error that this package did not raise on purpose.

    Returns
    -------
    str

    Examples
    --------
    >>> explain_failure(OSError(28, "No space left on device", "out/report.pdf"))
    'error: out/report.pdf: the disk is full. Free some space, or name a folder on another disk.'
    """
    if isinstance(error, MemoryError):
        return f"error: {_NO_MEMORY}."
    if isinstance(error, BrokenProcessPool):
        return f"error: {_KILLED}."
    if isinstance(error, OSError) and error.errno in _REMEDIES:
        place = f"{error.filename}: " if error.filename else ""
        if "temporary directory" in str(error):
            return "error: there is no folder for temporary files. Set TMPDIR to one that exists."
        return f"error: {place}{_REMEDIES[error.errno]}."
    return f"error: {type(error).__name__}: {error}. {_UNKNOWN}."


def visible(text: str) -> str:
    r"""Text whose control characters are shown and not sent to the terminal.

    A file's name may hold escape sequences; printed as they are, they could rewrite the screen.

    Examples
    --------
    >>> print(visible("a\x1b[2Jb"))
    a\x1b[2Jb
    """
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
