"""Groups are as even as they can be, and people stay together or are spread as the organiser chooses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.events.dealing import LONGEST_NAME, Sitter, Sizes, deal, deal_late, fresh_names

party_sizes = st.lists(st.integers(1, 10), max_size=25)
groups_of = st.integers(1, 12).map(lambda count: list(range(1, count + 1)))


def people(sizes: list[int]) -> list[Sitter]:
    """Parties of these sizes, of whom nobody sits anywhere."""
    return [Sitter(party * 100 + at, party) for party, size in enumerate(sizes) for at in range(size)]


def counts(dealt: dict[int, int], groups: list[int]) -> list[int]:
    found = Counter(dealt.values())
    return [found[group] for group in groups]


@settings(max_examples=150)
@given(sizes=party_sizes, groups=groups_of)
def test_spread_groups_differ_by_one_at_most(sizes: list[int], groups: list[int]) -> None:
    dealt = deal(people(sizes), groups, together=False)

    assert len(dealt) == sum(sizes)
    assert max(counts(dealt, groups)) - min(counts(dealt, groups)) <= 1


@settings(max_examples=150)
@given(sizes=party_sizes, groups=groups_of)
def test_spread_people_of_one_party_meet_as_little_as_can_be(sizes: list[int], groups: list[int]) -> None:
    dealt = deal(people(sizes), groups, together=False)

    for party, size in enumerate(sizes):
        own = counts({guest: group for guest, group in dealt.items() if guest // 100 == party}, groups)
        assert max(own) == -(-size // len(groups))


@settings(max_examples=150)
@given(sizes=party_sizes, groups=groups_of)
def test_people_who_stay_together_all_have_one_group(sizes: list[int], groups: list[int]) -> None:
    dealt = deal(people(sizes), groups, together=True)

    assert {guest // 100 for guest in dealt} == set(range(len(sizes)))
    assert all(len({dealt[party * 100 + at] for at in range(size)}) == 1 for party, size in enumerate(sizes))


@settings(max_examples=150)
@given(sizes=party_sizes, groups=groups_of)
def test_groups_of_whole_parties_differ_by_the_largest_party_at_most(sizes: list[int], groups: list[int]) -> None:
    found = counts(deal(people(sizes), groups, together=True), groups)

    assert max(found) - min(found) <= max(sizes, default=0)


@settings(max_examples=100)
@given(data=st.data(), sizes=party_sizes, groups=groups_of, together=st.booleans())
def test_who_has_a_group_keeps_it_and_the_order_is_nothing(
    data: st.DataObject, sizes: list[int], groups: list[int], together: bool
) -> None:
    seats = data.draw(st.lists(st.sampled_from([None, *groups]), min_size=sum(sizes), max_size=sum(sizes)))
    table = [Sitter(each.guest, each.party, seat) for each, seat in zip(people(sizes), seats, strict=True)]

    dealt = deal(table, groups, together=together)

    assert all(dealt[each.guest] == each.group for each in table if each.group is not None)
    assert deal(data.draw(st.permutations(table)), groups, together=together) == dealt


def test_large_parties_come_first_and_small_ones_fill_up() -> None:
    assert counts(deal(people([1, 1, 1, 5, 2, 4]), [1, 2, 3], together=True), [1, 2, 3]) == [5, 5, 4]


def test_dealt_anew_nobody_keeps_a_group() -> None:
    crowded = [Sitter(guest, guest, 1) for guest in range(6)]

    assert counts(deal(crowded, [1, 2], together=False, anew=True), [1, 2]) == [3, 3]


def test_who_comes_later_joins_their_own_people() -> None:
    table = [Sitter(1, 1, 2), Sitter(2, 1, 2), Sitter(3, 1), Sitter(4, 2)]

    assert deal(table, [1, 2], together=True) == {1: 2, 2: 2, 3: 2, 4: 1}


def test_a_late_guest_is_spread_among_equal_groups_and_even_groups_come_first() -> None:
    equal = [Sitter(1, 1, 1), Sitter(2, 2, 2), Sitter(3, 1)]
    uneven = [Sitter(1, 1, 1), Sitter(2, 2, 2), Sitter(3, 3, 2), Sitter(4, 1)]

    assert deal(equal, [1, 2], together=False)[3] == 2
    assert deal(uneven, [1, 2], together=False)[4] == 1


def test_a_group_that_is_gone_is_no_group() -> None:
    assert deal([Sitter(1, 1, 99)], [1], together=True) == {1: 1}


def test_without_groups_nobody_gets_one() -> None:
    assert deal(people([2]), [], together=True) == {}


def test_a_late_guest_goes_to_the_smallest_group() -> None:
    sizes = Sizes([7, 3, 5])
    for group, count in ((7, 3), (3, 2), (5, 2)):
        sizes.sit(None, group, count)

    assert deal_late([Sitter(1, 1)], sizes, together=True) == {1: 3}
    assert deal_late([Sitter(2, 2)], sizes, together=True) == {2: 5}


def at_moments(sizes: list[int], moments: list[int | None]) -> list[Sitter]:
    """Parties of these sizes, each at one of these moments in turn."""
    return [replace(each, moment=moments[each.party % len(moments)]) for each in people(sizes)]


moments_of = st.lists(st.sampled_from([None, 1, 2, 3]), min_size=1, max_size=3, unique=True)


@settings(max_examples=100)
@given(sizes=party_sizes, groups=groups_of, moments=moments_of)
def test_each_moment_is_spread_evenly_by_itself(sizes: list[int], groups: list[int], moments: list[int | None]) -> None:
    table = at_moments(sizes, moments)
    dealt = deal(table, groups, together=False)

    for moment in moments:
        found = counts({each.guest: dealt[each.guest] for each in table if each.moment == moment}, groups)
        assert max(found) - min(found) <= 1
    assert max(counts(dealt, groups)) - min(counts(dealt, groups)) <= len(moments)


@settings(max_examples=100)
@given(sizes=party_sizes, groups=groups_of, moments=moments_of)
def test_each_moment_of_whole_parties_is_even_by_itself(
    sizes: list[int], groups: list[int], moments: list[int | None]
) -> None:
    table = at_moments(sizes, moments)
    dealt = deal(table, groups, together=True)

    for moment in moments:
        here = [each for each in table if each.moment == moment]
        found = counts({each.guest: dealt[each.guest] for each in here}, groups)
        largest = max(Counter(each.party for each in here).values(), default=0)
        assert max(found) - min(found) <= largest


@settings(max_examples=100)
@given(sizes=party_sizes, groups=groups_of, moments=moments_of)
def test_one_after_another_is_as_even_as_all_at_once(
    sizes: list[int], groups: list[int], moments: list[int | None]
) -> None:
    table = at_moments(sizes, moments)
    seats = Sizes(groups)
    dealt: dict[int, int] = {}
    for party in range(len(sizes)):
        dealt |= deal_late([each for each in table if each.party == party], seats, together=False)

    for moment in moments:
        found = counts({each.guest: dealt[each.guest] for each in table if each.moment == moment}, groups)
        assert max(found) - min(found) <= 1


def test_what_is_over_at_one_moment_goes_to_who_has_fewest_in_all() -> None:
    table = [Sitter(1, 1, moment=1), Sitter(2, 2, moment=2), Sitter(3, 3)]

    assert deal(table, [1, 2, 3], together=True) == {1: 1, 2: 2, 3: 3}


@pytest.mark.parametrize(
    ("word", "count", "taken", "names"),
    [
        ("Tafel", 3, [], ["Tafel 1", "Tafel 2", "Tafel 3"]),
        ("Tafel", 2, ["Tafel 2", "Hoek"], ["Tafel 1", "Tafel 3"]),
        ("x" * 80, 1, [], ["x" * 28 + " 1"]),
    ],
)
def test_new_groups_have_names_of_their_own(word: str, count: int, taken: list[str], names: list[str]) -> None:
    made = fresh_names(word, count, taken)

    assert made == names
    assert all(len(name) <= LONGEST_NAME for name in made)
