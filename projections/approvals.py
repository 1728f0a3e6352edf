"""What lies with the approving forum, and what became of it: a version handed there is a case.

Pure: made of a `Partnership`, as known at its position.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from projections.partnership import DecisionMade, Partnership, StepTaken


@dataclass(slots=True)
class Case:
    """A version of a deliverable that came to the approving forum by the step ``handed``.

    ``approvals`` were given there; ``end`` is the step by which it left: approved, returned,
    withdrawn. It is None while the forum has it.
    """

    deliverable: str
    title: str
    handed: StepTaken
    version: StepTaken
    submitters: frozenset[str]
    approvals: list[StepTaken] = field(default_factory=list)
    end: StepTaken | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of exactly that version."""
        return self.version.sha256


def cases(told: Partnership, as_of: date) -> list[Case]:
    """All that was handed to the approving forum up to a day, in the order of the ledger."""
    organised = told.agreement.organised
    flow = organised.workflow
    if flow is None:
        return []
    waits = {origin for one in flow.steps if one.action == "approve" for origin in one.origins}
    found: list[Case] = []
    for one in told.deliverables:
        rules = organised.deliverable(one.code)
        steps = [step for step in one.steps if step.effective <= as_of]
        found += _cases(one.code, rules.title if rules else one.code, steps, waits)
    return sorted(found, key=lambda case: case.handed.position)


def _cases(code: str, title: str, steps: list[StepTaken], waits: set[str]) -> list[Case]:
    found: list[Case] = []
    version: StepTaken | None = None
    by: set[str] = set()
    for step in steps:
        if step.what == "draft":
            version, by = step, set()
        if step.what in ("draft", "hand") and step.member is not None:
            by.add(str(step.member))
        if step.what == "approval":
            found[-1].approvals.append(step)
            continue
        if found and found[-1].end is None:
            found[-1].end = step
        if step.state in waits and version is not None:
            found.append(Case(code, title, step, version, frozenset(by)))
    return found


def decisions_for(told: Partnership, case: Case) -> list[DecisionMade]:
    """The decisions by which the version may be approved: taken in the approving forum, of exactly
    that version, and not superseded."""
    rule = told.agreement.organised.approval
    return [
        one for one in told.decisions()
        if rule is not None and one.forum == rule.forum and one.kind == "approved"
        and not one.superseded_by
        and (f"deliverable:{case.deliverable}", case.sha256) in one.about
    ]  # fmt: skip
