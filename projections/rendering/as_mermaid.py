"""The way of an agreement's deliverables as a Mermaid diagram, drawn from its table."""

from __future__ import annotations

from collections.abc import Mapping

from domain.organisation import Organisation


def workflow(organised: Organisation, actions: Mapping[str, str]) -> str:
    """The diagram; ``actions`` are the words for what is done. Empty where there is no table."""
    flow = organised.workflow
    if flow is None:
        return ""
    number = {state.code: f"s{n}" for n, state in enumerate(flow.states)}
    lines = ["stateDiagram-v2"]
    lines += [f"    {number[state.code]}: {state.title}" for state in flow.states]
    lines.append(f"    [*] --> {number[flow.initial]}")
    for step in flow.steps:
        for origin in step.origins:
            told = f"{number[origin]} --> {number[step.to]}"
            lines.append(f"    {told}: {actions[step.action]}")
    lines += [f"    {number[state.code]} --> [*]" for state in flow.states if state.final]
    return "\n".join(lines)
