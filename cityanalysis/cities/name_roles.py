"""In which role a name stands: the place itself, a goal of a journey, one of a list, a dateline."""

import re
from collections.abc import Sequence

from cityanalysis.cities.context_words import Words
from cityanalysis.cities.matcher import Mention

__all__ = ["roles_of"]

_DATELINE = re.compile(
    r"(?:[日晚晨早商]报|都市报|新闻网)?[\d一二三四五六七八九十〇零元年月日\s·.]{0,16}"
    r"(?:[专特]?电|[专快]?讯|消息)"
)
_DATELINE_REACH = 60
_ROUTES = frozenset(
    {"至", "到", "—", "——", "-", "–", "~", "～", "往", "开往", "驶往", "直达", "飞往"}
)
_LISTS = frozenset({"、", "，", ",", "和", "与", "及", "·", "；", "以及"})
# Roles that a journey or a dateline may change.
_OPEN = frozenset({"plain", "zone", "media"})
_FAR = 4  # characters between two names that belong to one list or route
_LISTED = 3  # names in a row that make a list


def roles_of(content: str, name: str, mentions: Sequence[Mention], words: Words) -> list[str]:
    """The role of each name.

    ``plain``, ``zone``, ``school``, ``company``, ``product``, ``team``, ``media`` and ``people``
    come from the name's own surroundings; added here: ``dateline`` (the paper's own), ``agency``
    (a national agency's), ``visited`` (somebody goes there), ``route`` (from A to B) and
    ``listed`` (one of three or more in a row).
    """
    roles = [mention.role for mention in mentions]
    goal_ends = words.goal_ends
    reach = _DATELINE_REACH if name == "text" else 0
    first = end = 0
    for place, mention in enumerate(mentions):
        _, start, after, role, joined = mention
        if not joined:
            gap = content[end:start] if place > 0 and start - end < _FAR else ""
            if gap in _ROUTES:
                role = roles[place] = roles[place - 1] = "route"
            if gap not in _LISTS:
                if place - first >= _LISTED:
                    _mark_list(roles, mentions, range(first, place))
                first = place
        end = after
        if role in _OPEN and (start < reach or content[start - 1 : start] in goal_ends):
            roles[place] = _role(content, start, after, role, start < reach, words)
    if len(mentions) - first >= _LISTED:
        _mark_list(roles, mentions, range(first, len(mentions)))
    return roles


def _mark_list(roles: list[str], mentions: Sequence[Mention], run: range) -> None:
    heads = [place for place in run if not mentions[place].joined]
    if len(heads) >= _LISTED:
        for place in run:
            if roles[place] == "plain":
                roles[place] = "listed"


def _role(content: str, start: int, end: int, role: str, opens: bool, words: Words) -> str:
    if opens and _DATELINE.match(content, end):
        before = content[max(0, start - 12) : start]
        return "agency" if any(word in before for word in words.agencies) else "dateline"
    if content[start - 1 : start] not in words.goal_ends:
        return role
    before = content[max(0, start - 4) : start]
    if before.endswith(words.going):
        return "visited"
    if before.endswith(words.reaching) and words.purposes.search(content, end, end + 14):
        return "visited"
    return role
