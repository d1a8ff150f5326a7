"""How fpdf2 cuts a text into pieces, put right for scripts whose letters join."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fpdf import FPDF
from fpdf.line_break import Fragment

from kiosk.lib.fonts import Face, runs


class WholeWords(FPDF):
    """fpdf2 cuts a text at every mark, and so takes Arabic letters apart; this cuts where the face changes."""

    chain: tuple[Face, ...] = ()

    def _parse_chars(self, text: str, markdown: bool, **more: Any) -> Iterator[Fragment]:
        for face, signs in runs(text, self.chain):
            state = self._get_current_graphics_state()
            state.font_family, state.current_font = face.name, self.fonts[face.name]
            yield Fragment(list(signs), state, self.k)
