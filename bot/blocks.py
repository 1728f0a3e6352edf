"""Answers as messages in Slack: one function for each kind, pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot import answers as a
from bot import homes_blocks, kit, partnership_blocks, round_blocks
from bot.basis import basis
from bot.history import told
from bot.kit import Block, Message
from bot.meanings import Report, Unchanged
from bot.overviews import missed, overviewed, owned, reported
from bot.words import escaped, mrkdwn, say
from projections.copenhagen import in_copenhagen
from projections.goals_by_name import GoalRef

MOST_BUTTONS = 5
LONGEST_CELL = 1_200
"""Letters of a cell that a message shows; the whole stands in the history."""
LONGEST_NAME = 150


def draw(answer: a.Answer, command: str) -> Message:
    """The answer as a message; ``command`` is the slash command that members type."""
    blocks = list(_blocks(answer, command))
    cut = kit.context(mrkdwn("blocks.cut"))
    return kit.message(_fallback(answer, blocks), blocks, cut)


def _blocks(answer: a.Answer, command: str) -> Iterable[Block]:
    match answer:
        case a.Recorded():
            return _recorded(answer)
        case a.Undone():
            return _undone(answer)
        case a.NothingNew(ref):
            return [_line("nothing-new", title=ref.title, number=ref.number)]
        case a.Shown():
            return _shown(answer)
        case a.Choose():
            return _choose(answer)
        case a.Confirm():
            return _confirm(answer)
        case a.ConfirmUndo():
            return _confirm_undo(answer)
        case a.NoGoal(name, near):
            return _no_goal(name, near, command)
        case a.Overviewed(report, open_ends):
            return overviewed(report, open_ends)
        case a.Missed(report):
            return missed(report)
        case a.Owned():
            return owned(answer)
        case a.Reported(report, form):
            return reported(report, command, form in a.SENT_AS_FILES)
        case a.Told():
            return told(answer)
        case a.Linked(who, unit):
            return [_line("linked", who=who or "–", unit=unit, command=command)]
        case a.Helped():
            return _helped(answer, command)
        case a.RoundShown():
            return round_blocks.shown(answer)
        case a.RoundAsked(progress, asked):
            rests_on = basis(progress.report.basis, progress.round.quarter.last_day)
            return [*round_blocks.asked(progress, asked), kit.context(rests_on)]
        case a.RoundIncomplete(_, progress):
            return round_blocks.incomplete(answer, str(progress.round.agreement))
        case a.NoRounds(open_):
            return round_blocks.no_rounds(open_)
        case a.DeliverablesShown():
            return partnership_blocks.deliverables(answer)
        case a.DeliverableShown():
            return partnership_blocks.deliverable(answer)
        case a.WheelShown():
            return partnership_blocks.wheel_shown(answer)
        case a.HomesShown():
            return homes_blocks.way(answer, command)
        case a.ProjectShown():
            return homes_blocks.project(answer)
        case a.ReviewsShown():
            return homes_blocks.reviews(answer)
        case a.CardForm(_, case):
            return [_line("card.head", title=case.title, code=case.deliverable)]
        case a.CardDone(title, kind, state):
            done = "card.done-return" if kind == "card_return" else "card.done-approve"
            return [_line(done, title=title, state=state)]
        case a.Form(ref):
            return [_line("line.goal", number=ref.number, title=ref.title)]
        case a.Pick():
            return [_line("modal.goal")]
        case a.Home(report):
            return overviewed(report)
        case a.FileSent(asked_for, form):
            return [_sent(asked_for, form.upper())]
        case a.FieldsWrong(errors):
            return kit.paragraphs([escaped(error) for error in errors.values()])
        case a.Sorry(key, values):
            return [_line(key, **{**_cut(values), "command": command})]


def _line(key: str, **values: object) -> Block:
    return kit.section(mrkdwn(key, **values))


def _sent(asked: a.Reported | a.HomesShown, form: str) -> Block:
    if isinstance(asked, a.Reported):
        return _line("report.sent", quarter=asked.report.quarter, form=form)
    return _line("homes.sent", n=asked.way.target.amount, form=form)


def _fallback(answer: a.Answer, blocks: list[Block]) -> str:
    """What a notification shows: the first paragraph, or what was recorded."""
    if isinstance(answer, a.Recorded):
        return mrkdwn("recorded.fallback", title=answer.ref.title, quarter=answer.quarter,
                      now=answer.now or "–", position=answer.position)  # fmt: skip
    first = next((block for block in blocks if "text" in block), None)
    return first["text"]["text"] if first else "–"


def _recorded(answer: a.Recorded) -> Iterator[Block]:
    yield from _changed("goal.head", answer)
    if answer.late:
        yield kit.context(mrkdwn("recorded.late"))
    yield kit.context(_by("recorded.by", answer))
    undo = kit.button(say("button.undo"), "undo", str(answer.position))
    yield kit.buttons([undo])


def _undone(answer: a.Undone) -> Iterator[Block]:
    yield from _changed("undone.head", answer)
    yield kit.context(_by("undone.by", answer))


def _changed(head: str, answer: a.Recorded | a.Undone) -> Iterator[Block]:
    """The goal, and how it stood before and stands now."""
    ref = answer.ref
    changed = answer.was != answer.now
    lines = [
        mrkdwn(head, title=ref.title, number=ref.number, quarter=answer.quarter),
        mrkdwn("recorded.change" if changed else "recorded.same",
               was=answer.was or "–", now=answer.now or "–"),
        mrkdwn("recorded.status", status=_cell(answer.status)),
    ]  # fmt: skip
    yield kit.section("\n".join(lines))
    yield from _long(ref.number, answer.status)


def _by(key: str, answer: a.Recorded | a.Undone) -> str:
    return mrkdwn(key, position=answer.position, who=answer.who or say("nobody"),
                  recorded=in_copenhagen(answer.recorded_at))  # fmt: skip


def _shown(answer: a.Shown) -> Iterator[Block]:
    row, quarter = answer.row, answer.report.quarter
    cells = row.cells
    lines = [
        mrkdwn("goal.head", title=row.title, number=row.goal, quarter=quarter),
        mrkdwn("goal.fulfilment", fulfilment=cells["fulfilment"] or "–"),
        mrkdwn("goal.status", quarter=quarter, status=_cell(cells["status"])),
    ]
    if cells["previous_status"]:
        before = _cell(cells["previous_status"])
        lines.append(mrkdwn("goal.status", quarter=quarter.previous(), status=before))
    yield kit.section("\n".join(lines))
    names = ("delay_reason", "expected_completion", "deadline", "responsible")
    more = [mrkdwn(f"goal.{name}", value=_cell(cells[name], 500)) for name in names if cells[name]]
    if more:
        yield kit.section("\n".join(more))
    yield from _long(row.goal, cells["status"], cells["previous_status"])
    marks = [mrkdwn(f"goal.{name}") for name in ("overdue", "late") if getattr(row, name)]
    if marks:
        yield kit.context(" ".join(marks))
    yield kit.context(basis(answer.report.basis, quarter.last_day))


def _choose(answer: a.Choose) -> Iterator[Block]:
    name = kit.shorter(answer.words.goal_words, LONGEST_NAME)
    writes = isinstance(answer.words, Report | Unchanged)
    yield kit.section(mrkdwn("choose.head" if writes else "choose.question", name=name))
    if isinstance(answer.words, Report | Unchanged) and answer.alike:
        yield kit.context(mrkdwn("choose.would", what=_would(answer.words)))
    options = [(_label(ref), _value(answer.asked, ref)) for ref in answer.candidates]
    if len(options) <= MOST_BUTTONS:
        yield kit.buttons([
            kit.button(label, f"choose-{n}", value) for n, (label, value) in enumerate(options)
        ])  # fmt: skip
        return
    yield kit.buttons([kit.select(say("choose.select"), "choose-one", options)])
    if len(options) > kit.MOST_OPTIONS:
        yield kit.context(mrkdwn("choose.more", most=kit.MOST_OPTIONS))


def _confirm(answer: a.Confirm) -> Iterator[Block]:
    key = "confirm.sealed" if answer.sealed else "confirm.past"
    ref, value = answer.ref, _value(answer.asked, answer.ref)
    yield kit.section(mrkdwn(key, quarter=answer.quarter))
    yield kit.section(mrkdwn("confirm.would", title=ref.title, number=ref.number,
                             quarter=answer.quarter, what=_would(answer.words)))  # fmt: skip
    yield kit.buttons([
        kit.button(say("button.confirm"), "confirm", value, "primary"),
        kit.button(say("button.cancel"), "cancel", value),
    ])  # fmt: skip


def _confirm_undo(answer: a.ConfirmUndo) -> Iterator[Block]:
    key = "confirm.sealed" if answer.sealed else "confirm.past"
    ref = answer.ref
    yield kit.section(mrkdwn(key, quarter=answer.quarter))
    yield kit.section(mrkdwn("confirm.undo", title=ref.title, number=ref.number,
                             quarter=answer.quarter))  # fmt: skip
    yield kit.buttons([kit.button(say("button.undo"), "undo", str(answer.position), "danger")])


def _no_goal(name: str, near: tuple[GoalRef, ...], command: str) -> Iterator[Block]:
    yield kit.section(mrkdwn("no-goal", name=kit.shorter(name, LONGEST_NAME)))
    if near:
        lines = (mrkdwn("line.goal", number=ref.number, title=ref.title) for ref in near)
        yield from kit.paragraphs([mrkdwn("no-goal.near"), *lines])
    yield kit.context(mrkdwn("no-goal.alias", command=command))


def _helped(answer: a.Helped, command: str) -> Iterator[Block]:
    goals, forums, homes = bool(answer.scale), answer.forums, answer.homes
    yield kit.section(mrkdwn("help.head"))
    for there, key in (
        (goals, "help.report"), (goals, "help.ask"), (goals, "help.round"),
        (forums, "help.partnership"), (homes, "help.homes"), (goals, "help.scale"),
        (goals, "help.status"),
    ):  # fmt: skip
        if there:
            yield kit.section(mrkdwn(key, command=command, scale=answer.scale))
    yield kit.context(mrkdwn("help.doors" if goals else "help.doors-alone"))


def _would(words: Report | Unchanged) -> str:
    """What would be recorded, in words."""
    if isinstance(words, Unchanged):
        return say("would.unchanged")
    text = kit.shorter(words.text, 300) if words.text else None
    if words.fulfilment is None:
        return say("would.text", text=text or "–")
    key = "would.report-text" if text else "would.report"
    return say(key, fulfilment=words.fulfilment, text=text)


def _label(ref: GoalRef) -> str:
    return f"{ref.number} {ref.title}"


def _value(asked: str, ref: GoalRef) -> str:
    """What a button carries: where to look, never what to believe."""
    return f"{asked}|{ref.id}"


def _cell(text: str, most: int = LONGEST_CELL) -> str:
    return kit.shorter(text, most)


def _long(number: str, *texts: str) -> Iterator[Block]:
    """The way to the whole, where a text was cut."""
    if any(len(text) > LONGEST_CELL for text in texts):
        yield kit.context(mrkdwn("text.cut", number=number))


def _cut(values: Mapping[str, object]) -> dict[str, object]:
    """Values of a sentence, none longer than a sentence should be."""
    return {
        name: kit.shorter(value, 500) if isinstance(value, str) else value
        for name, value in values.items()
    }
