"""What a person wrote is made fit for a medium, and what needs nothing is told from the rest."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from projections.rendering.text import lines, plain

ANYTHING = st.text(st.characters(codec=None), max_size=40)


@given(ANYTHING)
@example("Blød\xadhyphen og\xa0fast mellemrum")
@example("Tankestreg – og “citat”")
def test_a_plain_text_is_left_as_it_is(text: str) -> None:
    assert not plain(text) or lines(text) == text


@given(st.sampled_from([*map(chr, (*range(0x20), *range(0x7F, 0xA0))), "\u2028", "\ufffe"]))
def test_what_would_be_changed_is_not_plain(sign: str) -> None:
    assert not plain(f"før{sign}efter")


def test_danish_is_plain() -> None:
    assert plain("Målsætning: »ti« boliger på Østerbro, 1½ % – som aftalt")
