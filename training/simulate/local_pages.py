"""Pages of local newspapers as text: features, reports, photo news, letters, labels."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from training.simulate import wording
from training.simulate.drafts import Draft, Rates, damage
from training.simulate.layouts import Placed, interleave, loose_lines
from training.simulate.local_articles import Habits, LocalArticle, local_draft, note_draft
from training.simulate.variants import vary

# Share of pages led by each genre, and how many further items of each genre a page has at most.
_LEADS = (("feature", 0.7), ("report", 0.2), ("notice", 0.05), ("letter", 0.05))
_FURTHER = (
    ("report", 3),
    ("brief", 4),
    ("photo", 2),
    ("feature", 1),
    ("letter", 1),
    ("notice", 1),
    ("post", 1),
)
_LABELLED = 0.25
_PHOTO_INSIDE = 0.15


def local_page(
    articles: Sequence[LocalArticle], rng: random.Random
) -> tuple[list[Placed], dict[str, Any]]:
    """Items of a page in the order in which its text has them, and how the text looks."""
    rates = replace(Rates().draw(rng), interleave=rng.choice((0, 0, 0.1, 0.25)))
    rates = replace(rates, broken=rates.broken / 2)
    habits = Habits().draw(rng)
    width = "half" if rng.random() < rates.half_width else None
    groups: list[list[Placed]] = []
    bodies: list[Draft] = []
    labelled = rng.random() < _LABELLED
    for chosen in _chosen(articles, rng):
        article = vary(chosen, rng)
        draft = local_draft(article, habits, rng)
        damage(draft, rates, rng, width)
        groups.append(_before(draft, article, labelled, rng))
        bodies.append(draft)
    _put_photos_inside(bodies, groups, rng)
    placed = interleave(bodies, groups, rates, rng)
    if rng.random() < 0.3:
        placed = loose_lines("header", None, [wording.header(rng)]) + placed
    if rng.random() < 0.1:
        placed += loose_lines("header", "promo", [wording.promo(rng)])
    return placed, {
        "wrap": rng.randint(13, 34) if rng.random() < 0.12 else None,
        "separator": rng.choice(("\n\n", "\n\n", "\n")),
        "indent": rng.choice(("", "", "　　", "  ")),
    }


def _chosen(articles: Sequence[LocalArticle], rng: random.Random) -> list[LocalArticle]:
    """Different articles: one or more long ones, and what stands around them."""
    by_genre = {
        genre: [a for a in articles if a.genre == genre] for genre in {a.genre for a in articles}
    }
    lead = rng.choices([g for g, _ in _LEADS], [share for _, share in _LEADS])[0]
    wanted = [lead] + [g for g, most in _FURTHER for _ in range(rng.randint(0, most))]
    found: list[LocalArticle] = []
    for genre in wanted:
        rest = [a for a in by_genre.get(genre, ()) if a not in found]
        if rest:
            found.append(rng.choice(rest))
    if rng.random() < 0.5:
        rng.shuffle(found)
    return found


def _before(
    draft: Draft, article: LocalArticle, labelled: bool, rng: random.Random
) -> list[Placed]:
    """Label and editor's note that stand before an article, or inside its head."""
    before: list[Placed] = []
    if rng.random() < (0.5 if labelled else 0.08):
        label = loose_lines("header", "column_label", [wording.column_label(rng)])
        if rng.random() < 0.2 and draft.n_head:
            draft.inserts = [(rng.randint(1, draft.n_head), label[0])]
        else:
            before += label
    note = note_draft(article, rng)
    if note is not None:
        own: list[Placed] = [(note, block) for block in note.blocks]
        if rng.random() < 0.75 or not draft.n_head:
            before += own
        else:
            at = rng.randint(1, draft.n_head)
            draft.inserts += [(at + k, entry) for k, entry in enumerate(own)]
    return before


def _put_photos_inside(bodies: list[Draft], groups: list[list[Placed]], rng: random.Random) -> None:
    """Move some photo news to where pictures stand: between the paragraphs of a feature."""
    for k in range(len(bodies) - 1, -1, -1):
        hosts = [d for d in bodies if d is not bodies[k] and len(d.blocks) - d.n_head > 5]
        short = sum(len(text) for block in bodies[k].blocks for text, _ in block) < 260
        if short and hosts and rng.random() < _PHOTO_INSIDE:
            host = rng.choice(hosts)
            own = [*groups[k], *((bodies[k], block) for block in bodies[k].blocks)]
            at = rng.randint(host.n_head + 1, len(host.blocks))
            host.inserts = [*host.inserts, *((at + n, entry) for n, entry in enumerate(own))]
            del bodies[k], groups[k]
