"""Linking a person in Slack to a member from the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_helpers import Desk, desk_with

from cli.session import Session
from projections.directory import Directory
from projections.links import Links, Person


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = desk_with("empty", tmp_path)
    desk.ok("member", "add", "Mette Holm", "--unit", "TMF")
    return desk


def links(desk: Desk) -> Links:
    return Session(str(desk.db), "da").links


def test_the_secretariat_links_a_person(desk: Desk) -> None:
    told = desk.ok("member", "link", "Mette Holm", "T1", "U1")

    assert told == "U1 i T1 er nu Mette Holm i Slack.\n"
    member = links(desk).member(Person("T1", "U1"))
    assert member is not None
    assert str(member) in desk.ok("member", "list")


@pytest.mark.parametrize("ids", [("X1", "U1"), ("T1", "mette"), ("T1", "mette@kk.dk"), ("", "")])
def test_only_ids_are_linked(desk: Desk, ids: tuple[str, str]) -> None:
    assert "er ikke et id i Slack" in desk.fails("member", "link", "Mette Holm", *ids)


def test_others_do_not_link(desk: Desk) -> None:
    desk.fails("member", "link", "Mette Holm", "T1", "U1", "--as", "Mette Holm")
    desk.fails("member", "code", "Mette Holm", "--as", "Mette Holm")


def test_a_code_is_shown_once_and_links(desk: Desk) -> None:
    told = desk.ok("member", "code", "Mette Holm")
    code = re.search("koden ([A-Z2-9]{8})", told)
    assert code is not None

    assert links(desk).redeem(code[1].lower(), Person("T1", "U1"), desk.now) is not None


@pytest.mark.parametrize("at", [(Links, "erase"), (Directory, "erase")])
def test_after_a_crash_while_erasing_the_same_command_completes_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at: tuple[type, str]
) -> None:
    desk.ok("member", "link", "Mette Holm", "T1", "U1")
    with monkeypatch.context() as broken:
        broken.setattr(*at, crash)
        assert desk.run("member", "erase", "Mette Holm").exit_code != 0
    desk.ok("member", "erase", "Mette Holm")
    assert links(desk).member(Person("T1", "U1")) is None
    assert "Mette" not in desk.ok("member", "list")


def crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_erasing_a_member_erases_the_link(desk: Desk) -> None:
    desk.ok("member", "link", "Mette Holm", "T1", "U1")
    desk.ok("member", "erase", "Mette Holm")

    assert links(desk).member(Person("T1", "U1")) is None
