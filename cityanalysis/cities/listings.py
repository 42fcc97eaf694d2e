"""A portal's headlines about flats for sale, which say little of where these lie."""

from collections.abc import Iterator, Sequence

from cityanalysis.cities.matcher import Matcher
from cityanalysis.cities.scan import Scan

__all__ = ["drop_compounds", "is_listing", "markets_named"]

_LONGEST = 60  # characters that a headline has at most


def is_listing(contents: Sequence[str], matcher: Matcher) -> bool:
    """Whether an article is a portal's headline about flats for sale."""
    return sum(map(len, contents)) < _LONGEST and any(map(matcher.words.listings.search, contents))


def drop_compounds(scans: Sequence[Scan]) -> None:
    """Take a nickname away that ends the name of a compound: 国泉城 lies anywhere."""
    for scan in scans:
        scan.mentions[:] = [
            m
            for m in scan.mentions
            if m.surface.form != "alias"
            or m.joined
            or not scan.text[m.start - 1 : m.start].isalpha()
        ]


def markets_named(scans: Sequence[Scan], matcher: Matcher) -> Iterator[tuple[str, str]]:
    """For each name that several units share, the largest market that has one, and that unit."""
    for scan in scans:
        surfaces = [mention.surface for mention in scan.mentions]
        surfaces += [matcher.surface(index) for index, _, _ in scan.ordinary]
        for surface in surfaces:
            city = next((city for city in matcher.words.markets if city in surface.cities), None)
            if city is not None:
                yield city, surface.codes[surface.cities.index(city)]
