"""Which side each picture is on: training, validation or test. A pure function; touches no file.

The same pictures always split the same way, whatever they are called and in whatever order they come: the
draw depends on content alone. Pictures that belong together (the same content, or one group of near
duplicates) stay on one side, so that validation never has seen a picture.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

TRAIN, VALIDATION, TEST = "train", "validation", "test"
SIDES = (TRAIN, VALIDATION, TEST)

_NO_LABEL = -1


@dataclass(frozen=True, slots=True)
class SplitItem:
    """One picture. `given` is the side that the folder's own layout gives it, `group` its near duplicates."""

    content: str
    label: int
    given: str | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """`sides` stands in the order of the items; `drawn` has those that the folder does not give, by content.

    `bridges` are contents whose near duplicates are on several sides already: they went to training.
    `moved` are contents that the folder has on several sides: all their copies went to one of them.
    """

    sides: tuple[str, ...]
    drawn: Mapping[str, str]
    bridges: tuple[str, ...]
    moved: tuple[str, ...]


def split(
    items: Sequence[SplitItem],
    recorded: Mapping[str, str],
    validation_share: float,
    test_share: float = 0.0,
    groups: Mapping[str, int] | None = None,
) -> Split:
    """The side of every item.

    A side that the folder gives is kept. Of several it is the first of training, validation and test: what
    was learned may not judge, and without validation there is no best epoch. Where that leaves no validation,
    it is drawn from training. Then comes the side in `recorded` (by content), which never changes. The rest
    is drawn per class, as near to the shares (0..1) as whole groups allow. A group under several labels goes
    to training, where a wrong label does least harm. Every other class of two groups or more has a picture in
    training and one in validation, provided that what is given or recorded leaves room for that.

    `groups` has the groups of recorded contents that are no items just now, but may come back: their near
    duplicates join them.
    """
    by_content: dict[str, list[SplitItem]] = defaultdict(list)
    for item in items:
        by_content[item.content].append(item)
    gone = {c: group for c, group in (groups or {}).items() if c in recorded and c not in by_content}
    for content, group in gone.items():
        by_content[content] = [SplitItem(content, _NO_LABEL, None, group)]

    places = {content: {copy.given for copy in copies} for content, copies in by_content.items()}
    fixed = {content: next((s for s in SIDES if s in given), None) for content, given in places.items()}
    free_to_draw = {None} if VALIDATION in fixed.values() else {None, TRAIN}
    sides: dict[str, str] = {}
    given: set[str] = set()
    for content, place in fixed.items():
        if place not in free_to_draw:
            given.add(content)
            sides[content] = str(place)
        elif content in recorded and not (recorded[content] == TEST and place == TRAIN):
            sides[content] = recorded[content]

    free: list[_Group] = []
    bridges: list[str] = []
    for contents in _together(by_content):
        new = [content for content in contents if content not in sides]
        if not new:
            continue
        copies = [copy for content in new for copy in by_content[content]]
        taken = {sides[content] for content in contents if content in sides}
        if taken == {TEST} and any(copy.given == TRAIN for copy in copies):
            taken = {TEST, TRAIN}
        if not taken:
            free.append(_Group(_rank(new), tuple(new), Counter(copy.label for copy in copies)))
            continue
        if len(taken) > 1:
            bridges += new
        sides.update(dict.fromkeys(new, taken.pop() if len(taken) == 1 else TRAIN))

    _draw(free, by_content, sides, given, {VALIDATION: validation_share, TEST: test_share})
    return Split(
        sides=tuple(sides[item.content] for item in items),
        drawn={content: sides[content] for content in by_content if content not in given | gone.keys()},
        bridges=tuple(sorted(bridges)),
        moved=tuple(sorted(content for content, given in places.items() if len(given - {None}) > 1)),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Contents that must stay together and have no side yet; `labels` counts their items per label."""

    rank: str
    contents: tuple[str, ...]
    labels: Counter[int]

    @property
    def size(self) -> int:
        return self.labels.total()


def _rank(contents: Iterable[str]) -> str:
    """Where a group stands in the draw: as good as random, the same on every computer."""
    return hashlib.blake2b("".join(sorted(contents)).encode("utf-8"), digest_size=16).hexdigest()


def _together(by_content: Mapping[str, Sequence[SplitItem]]) -> Iterable[list[str]]:
    """The contents, joined wherever they share a group."""
    parent: dict[str, str] = {content: content for content in by_content}

    def root(content: str) -> str:
        while parent[content] != content:
            parent[content] = parent[parent[content]]
            content = parent[content]
        return content

    first: dict[int, str] = {}
    for content, copies in by_content.items():
        for copy in copies:
            if copy.group is not None:
                parent[root(content)] = root(first.setdefault(copy.group, content))
    joined: dict[str, list[str]] = defaultdict(list)
    for content in by_content:
        joined[root(content)].append(content)
    return joined.values()


def _draw(
    free: Sequence[_Group],
    by_content: Mapping[str, Sequence[SplitItem]],
    sides: dict[str, str],
    given: set[str],
    shares: Mapping[str, float],
) -> None:
    """Give every group of `free` its side, in `sides`."""
    by_label: dict[int, list[_Group]] = defaultdict(list)
    for group in sorted(free, key=lambda group: group.rank):
        if len(group.labels) == 1:
            by_label[next(iter(group.labels))].append(group)
        else:
            sides.update(dict.fromkeys(group.contents, TRAIN))

    present: dict[int, Counter[str]] = defaultdict(Counter)  # items that have a side, given or drawn
    drawn: dict[int, Counter[str]] = defaultdict(Counter)  # those among them that the shares are about
    for content, side in sides.items():
        for copy in by_content.get(content, ()):
            present[copy.label][side] += 1
            if content not in given:
                drawn[copy.label][side] += 1
    for label, groups in by_label.items():
        _draw_class(groups, present[label], drawn[label], sides, shares)


def _draw_class(
    groups: list[_Group],
    present: Counter[str],
    drawn: Counter[str],
    sides: dict[str, str],
    shares: Mapping[str, float],
) -> None:
    """Give every group of one class, in the order of rank, its side."""
    quotas = _quotas(drawn.total() + sum(group.size for group in groups), shares)
    waiting = {group.rank: group for group in groups}

    def give(group: _Group, side: str) -> None:
        del waiting[group.rank]
        present[side] += group.size
        drawn[side] += group.size
        sides.update(dict.fromkeys(group.contents, side))

    def can_spare() -> bool:
        return len(waiting) > 1 or present[TRAIN] > 0

    def fill(side: str, ordered: Iterable[_Group]) -> None:
        for group in ordered:
            if drawn[side] >= quotas[side] or not can_spare():
                break
            # The last group in may go over by less than it would otherwise stay under.
            if group.rank in waiting and drawn[side] + group.size / 2 < quotas[side]:
                give(group, side)

    # Validation is drawn from one end and test from the other, so that neither share moves the other's.
    fill(VALIDATION, groups)
    if shares[VALIDATION] > 0 and not present[VALIDATION] and can_spare():
        give(min(waiting.values(), key=lambda group: (group.size, group.rank)), VALIDATION)
    fill(TEST, reversed(groups))
    for group in list(waiting.values()):
        give(group, TRAIN)


def _quotas(total: int, shares: Mapping[str, float]) -> dict[str, int]:
    """`total` in whole numbers by the largest remainder, the earlier side first in a tie."""
    exact = {TRAIN: total * (1 - sum(shares.values())), **{s: total * share for s, share in shares.items()}}
    # A share of 0.2 is a little more than a fifth in binary: without rounding that would decide ties.
    exact = {side: round(value, 9) for side, value in exact.items()}
    quotas = {side: int(value) for side, value in exact.items()}
    for side in sorted(exact, key=lambda side: quotas[side] - exact[side])[: total - sum(quotas.values())]:
        quotas[side] += 1
    return quotas
