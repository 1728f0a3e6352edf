"""What members type: every form of the issue, the signs that keyboards make, and random text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import language
from bot import meanings as say
from bot import round_language as rounds
from bot.doubts import doubt
from bot.language import readings
from bot.plain import Line, says_unchanged
from domain import names
from domain.quarters import Quarter

SCALE = ("Opfyldt", "Delvist opfyldt", "I proces", "Indtænkes", "Ikke opfyldt", "Udgået")
Q4, Q1 = Quarter(2016, 4), Quarter(2017, 1)


def parse(text: str) -> say.Words:
    return language.parse(text, SCALE)


def as_typed(report: say.Report) -> str:
    """A report as one would type it."""
    quarter = f" {report.quarter.danish}" if report.quarter else ""
    if report.fulfilment is None:
        return f'"{report.goal_words}": {report.text or ""}'
    text = f", {report.text}" if report.text is not None else ""
    return f'"{report.goal_words}" {report.fulfilment}{quarter}{text}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("E-mærker i proces", say.Report("E-mærker", "I proces")),
        ("E-mærker: i proces, vinduer udskiftes i tre afdelinger",
         say.Report("E-mærker", "I proces", "vinduer udskiftes i tre afdelinger")),
        ("E-mærker i proces: vinduer udskiftes",
         say.Report("E-mærker", "I proces", "vinduer udskiftes")),
        ("E-mærker i proces vinduer udskiftes",
         say.Report("E-mærker", "I proces", "vinduer udskiftes")),
        ('"E-mærker" opfyldt', say.Report("E-mærker", "Opfyldt")),
        ('"E-mærker": opfyldt', say.Report("E-mærker", "Opfyldt")),
        ("E-mærker delvist opfyldt", say.Report("E-mærker", "Delvist opfyldt")),
        ("E-mærker ikke opfyldt.", say.Report("E-mærker", "Ikke opfyldt")),
        ("E-mærker Opfyldt - alle vinduer", say.Report("E-mærker", "Opfyldt", "alle vinduer")),
        ("E-mærker: vinduer udskiftes", say.Report("E-mærker", None, "vinduer udskiftes")),
        ("E-mærker uændret", say.Unchanged("E-mærker")),
        ("E-maerker uaendret", say.Unchanged("E-maerker")),
        ("E-mærker: uændret.", say.Unchanged("E-mærker")),
        ("E-mærker: «Uændret»", say.Unchanged("E-mærker")),
        ("E-mærker *uforandret*", say.Unchanged("E-mærker")),
        ("E-mærker i proces, uændret", say.Report("E-mærker", "I proces")),
        ("E-mærker: i proces, Uændret.", say.Report("E-mærker", "I proces")),
        ("E-mærker: uændret siden juni",
         say.NotUnderstood("unchanged-with-more")),
        ("E-mærker opfyldt!", say.Report("E-mærker", "Opfyldt")),
        ("E-mærker i proces 👍", say.Report("E-mærker", "I proces")),
        ("E-mærker i proces :+1:", say.Report("E-mærker", "I proces")),
        ("E-mærker opfyldt, :tada: alle vinduer",
         say.Report("E-mærker", "Opfyldt", ":tada: alle vinduer")),
        ("E-mærker opfyldt! Alle vinduer", say.Report("E-mærker", "Opfyldt", "Alle vinduer")),
        ("E-mærker i proces!! venter!", say.Report("E-mærker", "I proces", "venter!")),
        ("E-mærker opfyldt :tada: alle vinduer",
         say.Report("E-mærker", "Opfyldt", ":tada: alle vinduer")),
        ("E-mærker: :tada:", say.Ask("E-mærker")),
        ("E-mærker opfyldt (?)", say.Ask("E-mærker")),
        ("E-mærker opfyldt❓", say.Ask("E-mærker")),
        ("E-mærker opfyldt :question:", say.Ask("E-mærker")),
        ("E-mærker opfyldt, 4. kvartal 2016", say.Report("E-mærker", "Opfyldt", None, Q4)),
        ("E-mærker opfyldt: for Q4 2016", say.Report("E-mærker", "Opfyldt", None, Q4)),
        ("E-mærker opfyldt (4. kvartal 2016)", say.Report("E-mærker", "Opfyldt", None, Q4)),
        ("E-mærker: uændret, 4. kvartal 2016", say.Unchanged("E-mærker", Q4)),
        ('"E-mærker" 4. kvartal 2016: opfyldt, nået',
         say.Report("E-mærker", "Opfyldt", "nået", Q4)),
        ("E-mærker: 4. kvartal 2016 uændret", say.Unchanged("E-mærker", Q4)),
        ("E-mærker: 4. kvartal 2016: vinduer skiftet",
         say.Report("E-mærker", None, "vinduer skiftet", Q4)),
        ("E-mærker: i 1. kvartal 2017 blev vinduer skiftet",
         say.Report("E-mærker", None, "i 1. kvartal 2017 blev vinduer skiftet")),
        ("E-mærker i proces, nået i 5. kvartal 2017",
         say.Report("E-mærker", "I proces", "nået i 5. kvartal 2017")),
        ("E-mærker: ingen ændring", say.Report("E-mærker", None, "ingen ændring")),
        ("E-mærker uændret 4. kvartal 2016", say.Unchanged("E-mærker", Q4)),
        ("E-mærker opfyldt 4. kvartal 2016: nået",
         say.Report("E-mærker", "Opfyldt", "nået", Q4)),
        ("E-mærker 4. kvartal 2016 opfyldt", say.Report("E-mærker", "Opfyldt", None, Q4)),
        ("E-mærker i proces, forventes nået i 4. kvartal 2017",
         say.Report("E-mærker", "I proces", "forventes nået i 4. kvartal 2017")),
        ("E-mærker", say.Ask("E-mærker")),
        ("E-mærker?", say.Ask("E-mærker")),
        ("E-mærker opfyldt?", say.Ask("E-mærker")),
        ('"I proces"', say.Ask("I proces")),
        ("E-mærker 4. kvartal 2016", say.Ask("E-mærker", Q4)),
        ("E-mærker pr. 20. februar 2017", say.Ask("E-mærker", None, date(2017, 2, 20))),
        ("E-mærker 1K2017 pr. 20/2 2017", say.Ask("E-mærker", Q1, date(2017, 2, 20))),
        ("E-mærker pr 2017-02-20 for Q1 2017", say.Ask("E-mærker", Q1, date(2017, 2, 20))),
        ("overblik", say.Overview()),
        ("Overblik over 4. kvartal 2016", say.Overview(Q4)),
        ("Hvem mangler?", say.Missing()),
        ("hvad mangler jeg?", say.Mine()),
        ("Overblik 4. kvartal 2016", say.Overview(Q4)),
        ("mangler", say.Missing()),
        ("mine", say.Mine()),
        ("historik E-mærker", say.History("E-mærker")),
        ('historik "E-mærker"', say.History("E-mærker")),
        ("historik", say.NotUnderstood("history-of-what")),
        ("rapport 1. kvartal 2017", say.MakeReport(Q1)),
        ("rapport 1. kvartal 2017 PDF", say.MakeReport(Q1, "pdf")),
        ("rapport", say.MakeReport()),
        ("fortryd", say.Undo()),
        ("hjælp", say.Help()),
        ("hjaelp!", say.Help()),
        ("fortryd?", say.Help()),
        ("", say.Help()),
        ("?", say.Help()),
        ("kode ABC123", say.LinkCode("ABC123")),
        ("M9 opfyldt", say.Report("M9", "Opfyldt")),
        ('"Fortryd" opfyldt', say.Report("Fortryd", "Opfyldt")),
        ("mangler grønne tage", say.Ask("mangler grønne tage")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("leading", ["", "status ", "/status ", "Status: ", " /STATUS\u00a0"])
def test_every_form(text: str, words: say.Words, leading: str) -> None:
    assert parse(leading + text) == words


@pytest.mark.parametrize(
    "text",
    [
        "“E\u2011mærker”\u00a0i\u00a0proces, vinduer udskiftes",
        "E\u2011mærker\ni proces\nvinduer\u202fudskiftes",
        "»E-mærker« i proces: vinduer\r\nudskiftes",
        "E-mæ\u00adrker I PROCES, vinduer udskiftes",
        "E-ma\u0308rker".replace("a\u0308", "æ") + " i  proces – vinduer udskiftes",
    ],
)
def test_what_keyboards_make_of_it(text: str) -> None:
    words = parse(text)
    assert isinstance(words, say.Report)
    assert names.key(words.goal_words) == "emaerker"
    assert (words.fulfilment, words.text) == ("I proces", "vinduer udskiftes")


def test_the_text_is_kept_as_it_was_typed() -> None:
    words = parse("E-mærker i proces, vi er «næsten» der – 1\u00a0000 vinduer")
    assert words == say.Report("E-mærker", "I proces", "vi er «næsten» der – 1 000 vinduer")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("E-mærker opfyldt ikke endnu", "denied"),
        ("E-mærker opfyldt nej", "denied"),
        ("E-mærker opfyldt desværre ikke", "denied"),
        ("E-mærker opfyldt kun delvist", "denied"),
        ("E-mærker opfyldt eller ej", "denied"),
        ("E-mærker opfyldt til næste år", "denied"),
        ("E-mærker opfyldt hvis vi når det", "denied"),
        ("E-mærker opfyldt, 5. kvartal 2017", "no-such-time"),
        ("E-mærker opfyldt (5. kvartal 2017)", "no-such-time"),
        ("E-mærker uændret endnu", "denied-unchanged"),
        ("Uændret.", "of-what"),
        ("i proces", "of-what"),
        ("E-mærker opfyldt 5. kvartal 2017", "no-such-time"),
        ("E-mærker opfyldt 2. kvartal", "no-such-time"),
        ("E-mærker uændret for 0. kvartal 2017", "no-such-time"),
        ("E-mærker: 5. kvartal 2017", "no-such-time"),
        ("E-mærker Q7 2017", "no-such-time"),
        ("E-mærker pr. 20. februar 2017 opfyldt", "time-alone"),
        ("E-mærker pr. 20. februar 2017: uændret", "time-alone"),
        ("E-mærker 2. kvartal", "no-such-time"),
        ("E-mærker pr. 31. februar 2017", "no-such-time"),
        ("rapport 9. kvartal 2017", "no-such-time"),
        ("overblik 2017-K5?", "no-such-time"),
        ("runde luk 9. kvartal 2017", "round-quarter"),
        ("runde åbn 5. kvartal 2017 frist 31. marts", "round-quarter"),
        ("E-mærker: uændrett", "near-fulfilment"),
        ("E-mærker uændret, men vinduer mangler", "unchanged-with-more"),
        ("E-mærker: i process, vinduer", "near-fulfilment"),
        ("E-mærker: oplydt", "near-fulfilment"),
        ('"E-mærker" noget andet', "after-name"),
        ("E-mærker: ja", "after-name"),
        ("E-mærker: nej", "after-name"),
        ("E-mærker: tak", "after-name"),
        ('"" opfyldt', "unclear"),
        ("!!!", "unclear"),
    ],
)
def test_what_is_not_clear_is_no_report(text: str, why: str) -> None:
    words = parse(text)
    assert isinstance(words, say.NotUnderstood)
    assert words.why == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("E-mærker opfyldt, eller hvad?", "question"),
        ("E-mærker: hvornår er I færdige? 🙂", "question"),
        ("E-mærker er opfyldt, ikke?", "question"),
        ("E-mærker opfyldt: nej", "reservation"),
        ("E-mærker opfyldt - nej vent", "reservation"),
        ("E-mærker opfyldt (ikke)", "reservation"),
        ("E-mærker opfyldt - ikke endnu", "reservation"),
        ("E-mærker opfyldt, måske", "reservation"),
        ("E-mærker opfyldt. Fortryd", "reservation"),
        ("E-mærker i proces opfyldt", "two-steps"),
        ("E-mærker opfyldt eller udgået", "two-steps"),
        ("E-mærker i proces -> opfyldt", "two-steps"),
        ("E-mærker i proces, opfyldt, alle vinduer er skiftet", "two-steps"),
        ("E-mærker: målet er nu opfyldt", "step-or-text"),
        ("E-mærker: målet er opfyldt, alle vinduer er skiftet", "step-or-text"),
        ("E-mærker: i proces/udgået", "step-or-text"),
        ("E-mærker: fortsat uændret", "denied-unchanged"),
        ("E-mærker opfyldt i 2016", "time-alone"),
        ("E-mærker opfyldt pr. 20. februar 2017", "time-alone"),
        ("E-mærker opfyldt, sidste kvartal", "time-alone"),
        ("E-mærker opfyldt, 1/2017", "time-alone"),
        ("E-mærker opfyldt q1", "time-alone"),
        ("E-mærker opfyldt, 2. kvartal 17", "time-alone"),
        ("E-mærker opfyldt, kvartal 2 2017", "time-alone"),
        ("E-mærker opfyldt fra 1. januar 2018", "time-alone"),
        ("E-mærker opfyldt, gælder 4. kvartal 2016", "time-alone"),
        ("E-mærker opfyldt, vedr. 4. kvartal 2016", "time-alone"),
        ("E-mærker opfyldt 1. og 2. kvartal 2017", "time-alone"),
        ("E-mærker opfyldt 1. kvartal 2017 og 2. kvartal 2017", "time-alone"),
        ("E-mærker opfyldt 1K17", "time-alone"),
        ("E-mærker opfyldt til sommer", "time-alone"),
        ("E-mærker opfyldt om et år", "time-alone"),
        ("E-mærker opfyldt pr. d.d.", "time-alone"),
        ("E-mærker opfyldt i 1. halvår 2017", "time-alone"),
        ("E-mærker opfyldt, eller rettere: i proces", "two-steps"),
        ("E-mærker opfyldt, undskyld, i proces", "two-steps"),
        ("E-mærker i proces, jeg mente opfyldt", "two-steps"),
        ("E-mærker opfyldt el. i proces", "two-steps"),
        ("E-mærker opfyldt, hvis budgettet holder", "reservation"),
        ("E-mærker opfyldt, tror jeg nok", "reservation"),
        ("E-mærker opfyldt, altså delvist", "reservation"),
    ],
)
def test_a_text_that_makes_its_fulfilment_doubtful_is_told(text: str, why: str) -> None:
    found = (one for one in readings(text, SCALE) if isinstance(one, say.Report))
    words = next(one for one in found if one.goal_words == "E-mærker")
    unclear = doubt(words, SCALE)
    assert unclear is not None
    assert unclear.why == why


@pytest.mark.parametrize(
    "text",
    [
        "E-mærker i proces, ikke alle vinduer er skiftet",
        "E-mærker opfyldt, nået i 2016",
        "E-mærker i proces, forventes opfyldt i 2018",
        "E-mærker i proces, opfyldt i tre afdelinger",
        "E-mærker i proces, hvem betaler? BL svarer i maj",
        "E-mærker i proces, når alle har svaret, udbydes arbejdet",
        "E-mærker i proces, nu med tre afdelinger",
        "E-mærker i proces, i dag var der udbud",
        "E-mærker: vinduer udskiftes",
        "E-mærker: fire ud af seks afdelinger er nu helt opfyldt",
        "E-mærker i proces",
    ],
)
def test_a_text_that_agrees_with_its_fulfilment_stands(text: str) -> None:
    words = parse(text)
    assert isinstance(words, say.Report)
    assert doubt(words, SCALE) is None


@pytest.mark.parametrize(
    "courtesy",
    ["tak", ", tak", ". Mange tak!", ", på forhånd tak", " mvh. Mette", ", tak. Vh Mette Holm",
     ". Med venlig hilsen\nMette", ": ja", ", ok"],
)  # fmt: skip
def test_what_is_said_to_the_bot_is_no_text(courtesy: str) -> None:
    gap = "" if courtesy[0] in " ,.:" else " "
    assert parse(f"E-mærker opfyldt{gap}{courtesy}") == say.Report("E-mærker", "Opfyldt")
    assert parse(f"E-mærker uændret{gap}{courtesy}") == say.Unchanged("E-mærker")


@pytest.mark.parametrize("text", ["Takrender er skiftet", "Tak til alle", "ok. Alt er plantet"])
def test_a_text_that_begins_with_thanks_is_a_text(text: str) -> None:
    assert parse(f"E-mærker opfyldt, {text}") == say.Report("E-mærker", "Opfyldt", text)


def test_a_fulfilment_that_is_struck_out_is_none() -> None:
    assert parse("E-mærker ~i proces~ opfyldt") == say.Report("E-mærker ~i proces~", "Opfyldt")


def test_a_title_that_holds_a_fulfilment_is_read_in_all_ways() -> None:
    ways = list(readings("Projekter i proces opfyldt", SCALE))
    assert ways[0] == say.Report("Projekter", "I proces", "opfyldt")
    assert say.Report("Projekter i proces", "Opfyldt") in ways
    assert say.Ask("Projekter i proces opfyldt") in ways


def test_is_between_goal_and_fulfilment() -> None:
    for words in ("er", "er nu", "er også", "er fortsat"):
        assert say.Report("E-mærker", "Opfyldt") in readings(f"E-mærker {words} opfyldt", SCALE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("status på E-mærker", say.Ask("E-mærker")),
        ("status for E-mærker 4. kvartal 2016", say.Ask("E-mærker", Q4)),
        ("status for E-mærker: i proces, vinduer", say.Report("E-mærker", "I proces", "vinduer")),
        ("Hvad er status på E-mærker?", say.Ask("E-mærker")),
        ("hvordan går det med E-mærker i 4. kvartal 2016?", say.Ask("E-mærker", Q4)),
        ("vis E-mærker", say.Ask("E-mærker")),
        ("historik for E-mærker", say.History("E-mærker")),
        ("Sæt E-mærker til opfyldt", say.Report("E-mærker", "Opfyldt")),
        ("sæt Plads til udsatte til i proces", say.Report("Plads til udsatte", "I proces")),
    ],
)
def test_a_goal_is_found_in_a_whole_sentence(text: str, words: say.Words) -> None:
    assert words in readings(text, SCALE)


def test_a_sentence_that_asks_is_never_a_report_of_the_goal() -> None:
    for asked in ("hvad er status på E-mærker", "hvordan går det med E-mærker", "vis E-mærker"):
        ways = readings(f"{asked} opfyldt", SCALE)
        assert not any(isinstance(way, say.Report) and way.goal_words == "E-mærker" for way in ways)


def test_the_longest_fulfilment_ends_the_name() -> None:
    scale = ("I proces", "I proces med plan")
    words = language.parse("Tage i proces med plan, snart", scale)
    assert words == say.Report("Tage", "I proces med plan", "snart")


def test_a_colon_in_a_title() -> None:
    assert say.Report("Nord: tage", "Opfyldt") in readings("Nord: tage opfyldt", SCALE)


@given(st.text() | st.from_regex(r"[\"status /E-mærkeropfyldti:, 0-9.?]{0,40}"))
def test_no_text_makes_it_raise(text: str) -> None:
    for words in readings(text, SCALE):
        assert hash(words) is not None


@given(st.lists(st.sampled_from([*SCALE, "uændret", ":", '"', "1. kvartal 2017", "pr.", "?", "x",
                                 "20. februar 2017", "ikke", "mine", "kode", "\n"])))  # fmt: skip
def test_no_words_of_the_language_make_it_raise(words: list[str]) -> None:
    assert list(readings(" ".join(words), SCALE))


def test_a_quoted_name_is_no_command() -> None:
    assert parse('"Historik": ny tekst') == say.Report("Historik", None, "ny tekst")
    assert parse('"Rapport" opfyldt') == say.Report("Rapport", "Opfyldt")
    assert parse('"mangler"') == say.Missing(None, None)


_NAMES = st.text(st.characters(categories=["L", "N"], include_characters=" -:,"), max_size=30)
_TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60)


@given(
    _NAMES.map(lambda name: " ".join(name.split())).filter(names.key),
    st.sampled_from(SCALE) | st.none(),
    _TEXTS,
    st.none() | st.sampled_from([Q1, Q4]),
)
def test_a_report_that_is_typed_is_read_back(
    name: str, fulfilment: str | None, text: str, quarter: Quarter | None
) -> None:
    said: str | None = " ".join(Line.of(f": {text}").said[1:].split()) or None
    if fulfilment is not None and (not names.key(said or "") or says_unchanged(said or "")):
        said = None  # signs alone are no text, nor is «uændret»
    if fulfilment is None:
        quarter = None
        clash = parse(f'"x": {said}') != say.Report("x", None, said)
        if said is None or clash:
            return  # words that are a fulfilment, a time, or nothing, are not only text
    name = Line.of(f"x {name}").said[2:]
    report = say.Report(name, fulfilment, said, quarter)
    assert parse(as_typed(report)) == report


D = date(2017, 3, 31)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("runde", rounds.ShowRound()),
        ("Runden.", rounds.ShowRound()),
        ("indberetningsrunde status", rounds.ShowRound()),
        ("runde 1K2017", rounds.ShowRound(Q1)),
        ("runde vis 1. kvartal 2017", rounds.ShowRound(Q1)),
        ("runde åbn 1. kvartal 2017 frist 31. marts", rounds.OpenRound(Q1, D)),
        ("status runde aabn Q1 2017, frist: 31/3 2017", rounds.OpenRound(Q1, D)),
        ("runde\u00a0åbn for 2017\u2011Q1 med frist 31. marts", rounds.OpenRound(Q1, D)),
        ("runde åbn 2017-Q1 frist 31/3 påmind 7, 3 og 1", rounds.OpenRound(Q1, D, (7, 3, 1))),
        ("runde åbn 2017-Q1 frist 31/3 paamind 5 dage før", rounds.OpenRound(Q1, D, (5,))),
        ("runde åbn 2017-Q1 frist 31/3 uden påmindelser", rounds.OpenRound(Q1, D, ())),
        ("runde åbn 4. kvartal 2016 frist 15. januar", rounds.OpenRound(Q4, date(2017, 1, 15))),
        ("runde flyt 1. kvartal 2017 til 31. marts", rounds.MoveRound(D, Q1)),
        ("runde udskyd ny frist 31. marts 2017", rounds.MoveRound(D)),
        ("runde luk", rounds.CloseRound()),
        ("runde luk 1. kvartal 2017", rounds.CloseRound(Q1)),
        ("runde åbn", say.NotUnderstood("round-quarter")),
        ("runde åbn 1. kvartal 2017", say.NotUnderstood("round-deadline")),
        ("runde åbn 1. kvartal 2017 frist 31. februar", say.NotUnderstood("round-deadline")),
        ("runde åbn 1. kvartal 2017 frist 31/3 påmind snart", say.NotUnderstood("round-remind")),
        ("runde flyt til 31. marts", say.NotUnderstood("round-deadline")),
        ("Runde borde opfyldt", say.Report("Runde borde", "Opfyldt")),
        ("runde luk op for naboer", say.Ask("runde luk op for naboer")),
    ],
)  # fmt: skip
def test_rounds_are_spoken_about(typed: str, meant: say.Words) -> None:
    assert parse(typed) == meant
