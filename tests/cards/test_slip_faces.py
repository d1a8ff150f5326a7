"""Every slip has a face of its own, and a face leads back to its slip."""

from __future__ import annotations

import pytest

from kiosk.cards.rules import BLOCK, SlipFace, slip_face, slip_place


def test_a_hundred_thousand_slips_have_a_hundred_thousand_faces() -> None:
    faces = {slip_face(place) for place in range(100_000)}

    assert len(faces) == 100_000


def test_every_face_leads_back_to_its_place() -> None:
    assert all(slip_place(slip_face(place)) == place for place in range(100_000))


def test_the_first_slips_have_three_digits_and_later_ones_four() -> None:
    assert {len(str(slip_face(place).number)) for place in range(86_400)} == {3}
    assert {len(str(slip_face(place).number)) for place in range(86_400, 100_000)} == {4}


def test_neighbours_in_a_block_look_different() -> None:
    block = [slip_face(place) for place in range(BLOCK)]

    assert len({(face.colour, face.animal) for face in block}) > 60


@pytest.mark.parametrize(
    "face", [SlipFace("green", "fox", 112), SlipFace("orange", "wolf", 112), SlipFace("orange", "fox", 9)]
)
def test_a_face_that_no_slip_can_have_leads_nowhere(face: SlipFace) -> None:
    assert slip_place(face) is None
