"""Who sits in which group: dealt evenly, with the people who come together kept together or spread.

People who come at different moments do not meet, so the guests of each moment are dealt by themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

MOST_GROUPS = 40
LONGEST_NAME = 30
TOGETHER, SPREAD = "together", "spread"
"""What an organiser chooses for people who come along together."""


@dataclass(frozen=True)
class Sitter:
    """One guest, with whom they come, the group they have already, and the moment they come at, if they named one."""

    guest: int
    party: int
    group: int | None = None
    moment: int | None = None


@dataclass
class Sizes:
    """How many sit in each group, at each moment. `groups` in their order."""

    groups: Sequence[int]
    at_moment: Counter[tuple[int | None, int]] = field(default_factory=Counter)
    in_all: Counter[int] = field(default_factory=Counter)

    def sit(self, moment: int | None, group: int, count: int = 1) -> None:
        self.at_moment[moment, group] += count
        self.in_all[group] += count

    def smallest(self, moment: int | None, own: Mapping[int, int] | None = None) -> int:
        """The group with the fewest guests at the moment; of equals with the fewest of their own, then in all."""

        def size(group: int) -> tuple[int, int, int]:
            return self.at_moment[moment, group], (own or {}).get(group, 0), self.in_all[group]

        return min(self.groups, key=size)


def deal(sitters: Iterable[Sitter], groups: Sequence[int], *, together: bool, anew: bool = False) -> dict[int, int]:
    """The group of every guest. Who has one keeps it, unless everything is dealt anew.

    The same guests and groups give the same result, in whatever order the guests come.
    """
    known = set(groups)
    table = [each if each.group in known and not anew else replace(each, group=None) for each in sitters]
    if not groups:
        return {}
    sizes = Sizes(groups)
    for each in table:
        if each.group is not None:
            sizes.sit(each.moment, each.group)
    return deal_late(table, sizes, together=together)


def deal_late(sitters: Iterable[Sitter], sizes: Sizes, *, together: bool) -> dict[int, int]:
    """As deal, where `sizes` counts everybody who sits already, also who is not among these."""
    parties = [list(each) for _, each in groupby(sorted(sitters, key=_by_party), key=lambda each: each.party)]
    return (_together if together else _spread)(parties, sizes)


def _by_party(sitter: Sitter) -> tuple[int, int]:
    return sitter.party, sitter.guest


def _together(parties: list[list[Sitter]], sizes: Sizes) -> dict[int, int]:
    """Who comes later joins their own people; the other parties go to the smallest group, the largest party first."""
    found = {each.guest: each.group for party in parties for each in party if each.group is not None}
    waiting = [(party, [each for each in party if each.group is None]) for party in parties]
    for party, rest in sorted(waiting, key=lambda pair: (all(each.group is None for each in pair[0]), -len(pair[1]))):
        moment = party[0].moment
        group = _home(party, sizes.groups) or sizes.smallest(moment)
        sizes.sit(moment, group, len(rest))
        found.update((each.guest, group) for each in rest)
    return found


def _home(party: list[Sitter], groups: Sequence[int]) -> int | None:
    """Where most of the party sit already."""
    here = Counter(each.group for each in party if each.group is not None)
    return max(groups, key=lambda group: here[group]) if here else None


def _spread(parties: list[list[Sitter]], sizes: Sizes) -> dict[int, int]:
    """Everybody goes to the smallest group; of equals to the one with the fewest of their own people."""
    found = {}
    for party in parties:
        own = Counter(each.group for each in party if each.group is not None)
        for sitter in party:
            group = sitter.group or sizes.smallest(sitter.moment, own)
            if sitter.group is None:
                sizes.sit(sitter.moment, group)
                own[group] += 1
            found[sitter.guest] = group
    return found


def fresh_names(word: str, count: int, taken: Iterable[str]) -> list[str]:
    """So many names of the word and a number, such as "Table 3", that no group has yet."""
    known = set(taken)
    most = range(1, count + len(known) + 1)
    room = LONGEST_NAME - len(str(most[-1])) - 1
    return [name for at in most if (name := f"{word[:room].rstrip()} {at}") not in known][:count]
