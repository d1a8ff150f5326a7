"""Who sits in which group: dealt evenly, with the people who come together kept together or spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

MOST_GROUPS = 40
LONGEST_NAME = 30


@dataclass(frozen=True)
class Sitter:
    """One guest, with whom they come, and the group they have already."""

    guest: int
    party: int
    group: int | None = None


def smallest(sizes: Mapping[int, int]) -> int:
    """The group with the fewest guests; of equals the first in the row."""
    return min(sizes, key=lambda group: sizes[group])


def deal(sitters: Iterable[Sitter], groups: Sequence[int], *, together: bool, anew: bool = False) -> dict[int, int]:
    """The group of every guest. Who has one keeps it, unless everything is dealt anew.

    The same guests and groups give the same result, in whatever order the guests come.
    """
    known = set(groups)
    table = [each if each.group in known and not anew else replace(each, group=None) for each in sitters]
    parties = [list(each) for _, each in groupby(sorted(table, key=_by_party), key=lambda each: each.party)]
    if not groups:
        return {}
    sizes = Counter({group: 0 for group in groups})
    sizes.update(each.group for each in table if each.group is not None)
    return (_together if together else _spread)(parties, sizes)


def _by_party(sitter: Sitter) -> tuple[int, int]:
    return sitter.party, sitter.guest


def _together(parties: list[list[Sitter]], sizes: Counter[int]) -> dict[int, int]:
    """Who comes later joins their own people; the other parties go to the smallest group, the largest party first."""
    found = {each.guest: each.group for party in parties for each in party if each.group is not None}
    waiting = [(party, [each for each in party if each.group is None]) for party in parties]
    for party, rest in sorted(waiting, key=lambda pair: (all(each.group is None for each in pair[0]), -len(pair[1]))):
        group = _home(party, sizes) or smallest(sizes)
        sizes[group] += len(rest)
        found.update((each.guest, group) for each in rest)
    return found


def _home(party: list[Sitter], sizes: Mapping[int, int]) -> int | None:
    """Where most of the party sit already."""
    here = Counter(each.group for each in party if each.group is not None)
    return max(sizes, key=lambda group: here[group]) if here else None


def _spread(parties: list[list[Sitter]], sizes: Counter[int]) -> dict[int, int]:
    """Everybody goes to the smallest group; of equals to the one with the fewest of their own people."""
    found = {}
    for party in parties:
        own = Counter(each.group for each in party if each.group is not None)
        for sitter in party:
            group = sitter.group or min(sizes, key=lambda each: (sizes[each], own[each]))
            if sitter.group is None:
                sizes[group] += 1
                own[group] += 1
            found[sitter.guest] = group
    return found


def fresh_names(word: str, count: int, taken: Iterable[str]) -> list[str]:
    """So many names of the word and a number, such as "Table 3", that no group has yet."""
    known = set(taken)
    most = range(1, count + len(known) + 1)
    room = LONGEST_NAME - len(str(most[-1])) - 1
    return [name for at in most if (name := f"{word[:room].rstrip()} {at}") not in known][:count]
