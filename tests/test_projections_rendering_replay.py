"""The replay page as bytes: what it holds, what it lets in, and that it is always the same."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date
from importlib import resources
from typing import Any

import pytest
from builders import AGREEMENT, Office, report
from hypothesis import given
from hypothesis import strategies as st

from domain.quarters import Quarter
from projections import story_questions
from projections.questions import Questions
from projections.rendering import as_replay
from projections.rendering.interned import sentences
from projections.rendering.partnership_words import PAGE as PARTNERSHIP
from projections.rendering.replay_data import document
from projections.rendering.story_words import DANISH
from projections.story import Story
from projections.story_beside import Beside

HOSTILE = (
    "</script><script>alert(1)</script><!-- ]]> & \u2028\u2029 \u202eabc\u202c \u200f 🚢👩\u200d🔧"
    " {n} $data ' \""
)


@pytest.fixture
def story(office: Office) -> Story:
    for quarter, day in ((1, date(2017, 3, 31)), (2, date(2017, 6, 30))):
        office.tell(report("M1", day, f"Tekst {quarter}. {HOSTILE}"), report("A1", day, "a" * 300))
    questions = Questions(office.recorder)
    return story_questions.of(questions, AGREEMENT, Quarter(2017, 2), questions.last_position())


def page_of(story: Story) -> str:
    return as_replay.render(story).decode()


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_the_same_story_gives_the_same_bytes(story: Story) -> None:
    assert as_replay.render(story) == as_replay.render(story)


def test_nothing_that_was_written_ends_the_data(story: Story) -> None:
    page = page_of(story)
    data = data_of(page)
    assert data == json.loads(json.dumps(document(story, Beside())))
    texts = ["".join(data["pieces"][n] for n in ([one] if isinstance(one, int) else one))
             for one in data["texts"]]  # fmt: skip
    assert f"Tekst 1. {HOSTILE}" in texts
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    held = page[page.index('id="data">') + 10 :].split("</script>")[0]
    assert not set(held) & set("<>&\u2028\u2029")


def test_the_policy_lets_in_only_this_style_and_script(story: Story) -> None:
    page = page_of(story)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for opening, closing in (("<style>", "</style>"), ('<script type="module">', "</script>")):
        content = page.split(opening)[1].split(closing)[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_the_page_asks_for_nothing(story: Story) -> None:
    page = page_of(story)
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "url(" not in page
    assert "@import" not in page


def test_names_of_people_are_not_in_the_page(story: Story) -> None:
    data = data_of(page_of(story))
    assert data["actors"] == [told.unit for told in story.goals[0].told[:1]]
    assert str(AGREEMENT.id) not in page_of(story)


def scripts() -> dict[str, str]:
    folder = resources.files("projections.rendering").joinpath("replay")
    return {name: folder.joinpath(f"{name}.js").read_text("utf-8") for name in as_replay.SCRIPTS}


def test_text_is_only_ever_set_as_text() -> None:
    for name, script in scripts().items():
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", script
        ), name
        assert "fetch(" not in script, name


def test_the_page_says_what_the_catalogue_has_and_no_more() -> None:
    used = {word for script in scripts().values() for word in re.findall(r"\bwords\.(\w+)", script)}
    assert used - {"title", "number"} == set(DANISH.page)
    told = {word for script in scripts().values() for word in re.findall(r"phrases\.(\w+)", script)}
    assert told == set(PARTNERSHIP)


@given(st.text())
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text
    assert all(sentences(text))


def test_a_sentence_that_is_carried_forward_stands_once(office: Office) -> None:
    carried = "Beboerdemokratiet er inddraget, og afdelingsmødet har godkendt forslaget. "
    for n in range(1, 9):
        office.tell(
            report("M1", Quarter(2015 + n // 5, 1 + n % 4).last_day, f"{carried}Udgave {n}.")
        )
    questions = Questions(office.recorder)
    page = page_of(story_questions.of(questions, AGREEMENT, None, questions.last_position()))
    assert page.count(carried) == 1
