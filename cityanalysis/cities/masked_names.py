"""Texts whose own place was masked, as in letters to a message board: A市, M3县, K2区."""

import re
from collections.abc import Sequence

from cityanalysis.cities.scan import LEAD, Scan

__all__ = ["drop_where_masked"]

# A city, county or district whose name was masked; not the A市场, a C40市长, A区.
_MASKED = re.compile(
    r"[A-Z](?<![A-Za-z0-9].)(?:\d{0,2}(?:县|市(?!场|值|长))|\d{1,2}区(?![域间块]))"
)


def drop_where_masked(scans: Sequence[Scan], contents: Sequence[str]) -> None:
    """Drop the cities and counties that a text names whose own place is masked: it is about none.

    大同中学 in A3县 is no school of Datong. Sights and towns lie in the place that was masked.
    """
    if not any(_MASKED.search(content[:LEAD]) for content in contents):
        return
    if any(map(_names_city_before_mask, scans)):
        return
    for scan in scans:
        scan.mentions[:] = [m for m in scan.mentions if m.surface.form == "landmark"]
        scan.ordinary.clear()


def _names_city_before_mask(scan: Scan) -> bool:
    """北京市某法院审理A县一案: the place of the text is named, another one's is masked.

    A district is a hall's too: 聊城会展中心A1区.
    """
    masked = _MASKED.search(scan.text[:LEAD])
    if masked is None:
        return False
    before = [m for m in scan.mentions if m.end <= masked.start()]
    return any(m.surface.form == "full" or masked[0].endswith("区") for m in before)
