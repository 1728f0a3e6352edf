"""The whole way of a member, end to end: our process and a Slack server that we did not write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cli_helpers import Desk, desk_with
from slack_servers import (
    CHANNEL,
    TEAM,
    LocalSlack,
    bot,
    free_port,
    local_slack,
    missing,
    pressables,
    shown,
    until,
)

WHY_NOT = missing("local-slack-linux-x64")
pytestmark = [pytest.mark.e2e, pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))]

METTE, OLE, NOBODY, SECRETARY = "U1METTE", "U2OLE", "U3NOBODY", "U4SECRETARY"
USERS = {METTE: "mette", OLE: "ole", NOBODY: "nobody", SECRETARY: "secretary"}


@pytest.fixture(scope="module", params=["socket", "http"])
def way(request: pytest.FixtureRequest) -> str:
    """How the server reaches the bot: in Socket Mode, or over signed HTTP."""
    return str(request.param)


@pytest.fixture(scope="module")
def desk(way: str, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A ledger where Mette (TMF) and Ole (SOF) are linked; two goals are called «gården»."""
    made = desk_with("imported", tmp_path_factory.mktemp("ledger"))
    for name, unit, user in (("Mette Holm", "TMF", METTE), ("Ole Berg", "SOF", OLE)):
        made.ok("member", "add", name, "--unit", unit)
        made.ok("member", "link", name, TEAM, user)
    made.ok("member", "add", "Eva Dam", "--unit", "TMF", "--role", "secretariat")
    made.ok("member", "link", "Eva Dam", TEAM, SECRETARY)
    for goal in ("M1", "M2"):
        made.ok("goal", "alias", "add", goal, "gården")
    return made


@pytest.fixture(scope="module")
def slack(way: str, desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSlack]:
    """The server and the bot, as processes."""
    folder = tmp_path_factory.mktemp(way)
    port = free_port() if way == "http" else None
    url = f"http://127.0.0.1:{port}/slack/events" if port else None
    with (
        local_slack(folder, USERS, url) as server,
        bot(str(desk.db), server.url, folder / "bot.log", http=port),
    ):
        yield server


@pytest.fixture(autouse=True)
def channel(slack: LocalSlack) -> None:
    slack.post("reset")


def facts(desk: Desk) -> int:
    return len(desk.events())


def test_a_report_by_command_is_answered_and_taken_back(slack: LocalSlack, desk: Desk) -> None:
    before = facts(desk)
    slack.command(METTE, "E-mærker opfyldt, alle vinduer er skiftet")

    answer = slack.said("alle vinduer er skiftet")
    assert "I proces → *Opfyldt*" in shown(answer)
    assert answer["ephemeral_to"] == METTE
    assert desk.cells("M1")["fulfilment"] == "Opfyldt"
    assert "slack" in desk.ok("history", "M1")

    slack.click(METTE, answer, "Fortryd")
    undone = slack.said("Fortrudt: *E-mærker*")
    assert undone["ts"] == answer["ts"], "the answer takes the place of the message"
    assert pressables(undone) == []
    assert desk.cells("M1")["fulfilment"] == "I proces"
    assert facts(desk) == before + 2


def test_a_mention_in_a_thread_and_a_direct_message(slack: LocalSlack, desk: Desk) -> None:
    ts = slack.mention(METTE, "E-mærker")
    assert "Målopfyldelse: *I proces*" in shown(slack.said("Pr. 31. marts 2017"))
    slack.mention(METTE, "E-mærker: tre afdelinger mangler &amp; venter", thread=ts)
    answer = slack.said("tre afdelinger mangler")
    assert answer["thread_ts"] == ts
    assert "tre afdelinger mangler &amp; venter" in shown(answer)
    direct = slack.direct(METTE, "fortryd")
    assert "Fortrudt" in shown(slack.said("Fortrudt", direct))


def test_an_ambiguous_name_is_asked_about_and_one_click_records(
    slack: LocalSlack, desk: Desk
) -> None:
    before = facts(desk)
    slack.command(METTE, "gården delvist opfyldt")
    asked = slack.said("kan være flere mål")
    assert facts(desk) == before
    assert [one["text"]["text"] for one in pressables(asked)] == ["M1 E-mærker", "M2 Grønne gårde"]

    slack.click(METTE, asked, "M2 Grønne gårde")
    slack.said("*Grønne gårde* (M2)")
    slack.click(METTE, asked, "M2 Grønne gårde")
    slack.command(METTE, "M2")
    slack.said("Pr. 31. marts 2017")
    assert facts(desk) == before + 1
    slack.command(METTE, "fortryd")
    slack.said("Fortrudt: *Grønne gårde*")


def test_questions_about_the_whole(slack: LocalSlack) -> None:
    slack.command(METTE, "overblik")
    slack.said("målsætninger er indfriet")
    slack.command(METTE, "mine")
    slack.said("Mål, som TMF svarer for")
    slack.command(METTE, "hjælp")
    slack.said("Skriv ikke `/status` i Slack")


def test_strangers_and_others_record_nothing(slack: LocalSlack, desk: Desk) -> None:
    before = facts(desk)
    slack.command(NOBODY, "E-mærker opfyldt")
    slack.said("Bed sekretariatet om en engangskode")
    slack.command(OLE, "E-mærker opfyldt")
    slack.said("så SOF kan ikke indberette")
    assert facts(desk) == before


def test_the_report_is_asked_for(slack: LocalSlack) -> None:
    slack.command(METTE, "rapport 1. kvartal 2017")
    assert "*M1* E-mærker" in shown(slack.said("*Bilag 1, 1. kvartal 2017*", CHANNEL))


def test_unchanged_is_confirmed(slack: LocalSlack, desk: Desk) -> None:
    """The last one here: from now on it is the fourth quarter that is reported."""
    before = facts(desk)
    slack.command(METTE, "M2 4. kvartal 2017 uændret")
    answer = slack.said("*Grønne gårde* (M2), 4. kvartal 2017")
    assert "Status: Uændret" in shown(answer)
    slack.command(METTE, "M2 uændret")
    slack.said("allerede bekræftet")
    assert facts(desk) == before + 1


def test_the_report_is_sent_as_a_file_with_a_picture(slack: LocalSlack) -> None:
    slack.command(METTE, "rapport 1. kvartal 2017 pdf")
    slack.said("er sendt til dig som PDF")
    channel = slack.direct(METTE, "hjælp")
    told = until(
        lambda: next((one for one in slack.messages(channel) if one.get("files")), None), "a file"
    )
    made, picture = told["files"]
    assert (made["name"], picture["mimetype"]) == ("bilag1-2017-Q1.pdf", "image/png")
    assert "målsætninger er indfriet" in picture["alt_txt"]
    assert "*Bilag 1, 1. kvartal 2017*" in shown(slack.said("*Bilag 1, ", channel))


def test_the_home_shows_ones_goals(slack: LocalSlack) -> None:
    home = slack.home(METTE)
    assert "*Dine mål i " in shown(home)
    assert [one["text"]["text"] for one in pressables(home)][-1] == "Rapportér status"
    assert "Bed sekretariatet om en engangskode" in shown(slack.home(NOBODY))


def test_a_round_is_asked_answered_in_a_modal_and_closed(slack: LocalSlack, desk: Desk) -> None:
    """Opened in the channel, asked in direct messages, answered by click and by form."""
    slack.command(SECRETARY, "runde åbn 3. kvartal 2018 frist 31. december 2030")
    slack.said("Runden for 3. kvartal 2018 er åbnet")
    direct = slack.direct(METTE, "hjælp")
    asked = slack.said("*Indberetning for 3. kvartal 2018*", direct)

    before = facts(desk)
    slack.click(METTE, asked, "Uændret")
    until(lambda: facts(desk) > before, "a confirmation")
    update = next(one for one in pressables(asked) if one["text"]["text"] == "Opdatér")
    with slack.screen() as screen:
        slack.interact(METTE, asked, update)
        form = until(
            lambda: next((one for one in screen.modals if "submit" in one), None), "a form"
        )
        screen.submit(METTE, {
            "text": {"text": {"type": "plain_text_input", "value": "Alt er nået"}},
            "fulfilment": {"fulfilment": {
                "type": "static_select", "selected_option": {"value": "Opfyldt"},
            }},
        })  # fmt: skip
        until(
            lambda: screen.modals and "Indberettet" in screen.modals[-1]["title"]["text"],
            "an answer",
        )
    assert "Meld status" in form["title"]["text"]
    assert "Alt er nået" in desk.ok("history", update["value"].partition("|")[2])
    slack.command(SECRETARY, "runde")
    progress = slack.said("mål er indberettet.")
    assert "3. kvartal 2018" in shown(progress)


def test_the_sealed_report_comes_when_the_round_closes(slack: LocalSlack, desk: Desk) -> None:
    slack.command(SECRETARY, "runde luk 3. kvartal 2018")
    slack.click(SECRETARY, slack.said("Runden er ikke lukket endnu"), "Luk alligevel")
    direct = slack.direct(SECRETARY, "hjælp")
    told = shown(slack.said("*Bilag 1 for 3. kvartal 2018 er forseglet*", direct))
    made, picture = until(
        lambda: next((one for one in slack.messages(direct) if one.get("files")), None), "a file"
    )["files"]
    assert (made["name"], picture["mimetype"]) == ("bilag1-2018-Q3.pdf", "image/png")
    (line,) = (one for one in desk.ok("seal", "list").splitlines() if one.endswith("2018-Q3.pdf"))
    assert f"SHA-256: {line.split()[0]}" in told
