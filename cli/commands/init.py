"""`tovholder init`: set up a ledger with an agreement and its secretariat."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from uuid import uuid4

import click

from cli.commands.importing import take_in
from cli.commands.member import LONGEST_NAME
from cli.errors import Told, told
from cli.example import load
from cli.files import read
from cli.session import Session
from domain.agreements import Agreement, AgreementFileError
from domain.file_faults import FileFault, of_encoding
from domain.work import LoadAgreement

BUNDLED = "hovedaftale-2015-2018.toml"
EXAMPLE = "hovedaftale-eksempel.csv"
LONGEST_AGREEMENT = 1024 * 1024
SHOW = "tovholder agreement show"


@click.command()
@click.option("--agreement-file", "agreement_file", metavar="FILE",
              type=click.Path(path_type=Path),
              help="The agreement (TOML). Default: the bundled Hovedaftale 2015-2018.")  # fmt: skip
@click.option("--secretariat", metavar="NAME", default="Sekretariatet", show_default=True,
              help="Who acts as the secretariat; the first member.")  # fmt: skip
@click.option("--example", is_flag=True,
              help="Also take in the bundled example: Bilag 1 for 1. kvartal 2017, "
              "figures and focus points.")  # fmt: skip
@click.pass_obj
def init(session: Session, agreement_file: Path | None, secretariat: str, example: bool) -> None:
    """Set up a ledger with an agreement and its secretariat.

    The ledger's tables are created where they are missing. Running it again on a ledger that
    already holds the agreement changes nothing.
    """
    secretariat = session.line(secretariat, "name", LONGEST_NAME)
    agreement = read_agreement(agreement_file)
    if example and agreement_file is not None:
        raise Told("error.example-of-another")
    ledger = session.open(create=True)
    session.ledger = ledger
    loaded = [slug for _, slug, _ in session.questions.agreements()]
    if agreement.slug in loaded:
        session.echo("init.already", db=session.shown_db, title=agreement.title)
    else:
        load_into(session, agreement, secretariat)
    if example:
        with as_file(files("cli") / "bundled" / EXAMPLE) as file:
            take_in(session, file)
        load(session, session.member(None).id)
        session.echo("init.next", command="tovholder report bilag1 --quarter 2017-Q1")
    elif agreement.slug not in loaded:
        filled = session.say("init.next-import")
        session.echo("init.next", command=filled if agreement.sections else SHOW)


def load_into(
    session: Session, agreement: Agreement, secretariat: str, created: bool = True
) -> None:
    """Take an agreement into the ledger, which was ``created`` for it or is there already; its
    first member is the secretariat."""
    members = session.directory.members()
    acting = [one for one in members if one.role == "secretariat" and not one.released]
    actor, name = (acting[0].id, acting[0].name) if acting else (uuid4(), secretariat)
    with told():
        by = session.provenance(actor, source=f"agreement:{agreement.slug}")
        command = LoadAgreement(agreement, "sekretariat", secretariat)
        session.ledger.handle(agreement.id, command, by, session.clock())
    done = "init.done" if agreement.sections else "init.done-without-goals"
    session.echo(done if created else "agreement.taken", db=session.shown_db,
                 title=agreement.title, name=name)  # fmt: skip


def read_agreement(file: Path | None) -> Agreement:
    """The agreement in the file, or the bundled one; raises `Told` with the place of the fault."""
    try:
        if file is None:
            text = (files("cli") / "bundled" / BUNDLED).read_text("utf-8")
            return Agreement.from_toml(text, BUNDLED)
        if not file.exists() and (own := files("cli") / "bundled" / f"{file}.toml").is_file():
            return Agreement.from_toml(own.read_text("utf-8"), own.name)
        text = read(file, LONGEST_AGREEMENT).decode("utf-8")
        return Agreement.from_toml(text, str(file))
    except UnicodeDecodeError as error:
        fault = FileFault(str(file), of_encoding(error))
        raise Told("error.agreement-file", detail=fault) from error
    except AgreementFileError as error:
        raise Told("error.agreement-file", detail=error) from error
