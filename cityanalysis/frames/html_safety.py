"""What lets an HTML page show any text and run no script but its own."""

import base64
import hashlib
import json
from typing import Any

__all__ = ["script_safe", "source_hash"]

# A tag begins with the first; the others end a line in older JavaScript, but not in JSON.
_UNSAFE = ("<", "\u2028", "\u2029")


def script_safe(value: Any) -> str:
    """JSON that can stand inside a script element whatever text it holds.

    Parameters
    ----------
    value : plain values
        What JSON can hold; no infinite number and no NaN.

    Examples
    --------
    >>> script_safe({"a": "</script>"})
    '{"a":"\\\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in _UNSAFE:
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def source_hash(text: str) -> str:
    """By what a content security policy knows a script or style that it admits.

    Parameters
    ----------
    text : str
        All between the element's tags.

    Examples
    --------
    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
