"""`tovholder seal`: close a quarter's follow-up."""

from __future__ import annotations

import hashlib

import click

from cli.errors import told
from cli.session import Session
from domain.ledger import SealQuarter


@click.command()
@click.argument("quarter")
@click.option("--as", "acting_as", metavar="MEMBER", help="Who seals. Default: the secretariat.")
@click.pass_obj
def seal(session: Session, quarter: str, acting_as: str | None) -> None:
    """Close a quarter's follow-up: what is recorded for it later is marked as a late entry.

    The seal records the position that the report rests on, and the SHA-256 of its JSON.
    `--known-at seal` asks for the report as it was sealed.
    """
    from projections.rendering import FORMATS

    asked = session.quarter(quarter)
    position = session.questions.last_position()
    with told():
        model = session.questions.bilag1(session.agreement, asked, position)
    digest = hashlib.sha256(FORMATS["json"](model)).hexdigest()
    command = SealQuarter(session.agreement.id, asked, position, digest)
    member = session.member(acting_as)
    outcome = session.handle(command, session.provenance(member.id))
    session.echo("seal.done", quarter=asked, position=position, sha256=digest,
                 missing=model.missing, at=outcome.positions[0])  # fmt: skip
