"""What the bot says of homes: the way to the target, building projects, yearly reviews."""

from __future__ import annotations

PROJECTS: dict[str, str] = {
    "help.homes": "*Boligerne*\n"
    "• `{command} boliger` (vejen mod målet; skriv pdf eller docx efter for at få en fil)\n"
    "• `{command} projekt NAVN`\n"
    "• `{command} gennemgang`, `{command} gennemgang NAVN 2026` (de årlige gennemgange, og hvad "
    "der mangler)",
    "homes.nothing": "Aftalen beskriver ingen boliger.",
    "homes.head": "*Vejen mod {n} boliger*",
    "homes.figures": "I brug: *{in_use}* · Planlagt: *{planned}* · Mangler en plan: *{missing}*",
    "homes.by": "Mål: {target} boliger inden {by}",
    "homes.projects": "*Byggeprojekter*",
    "homes.project": "• *{title}* ({code}), {n} boliger: {far}",
    "homes.project.one": "• *{title}* ({code}), én bolig: {far}",
    "homes.none": "Der er ingen byggeprojekter endnu.",
    "homes.file": "Som fil med kurve: `{command} boliger pdf`. Den kommer i en direkte besked.",
    "homes.sent": "Vejen mod {n} boliger er sendt til dig som {form} i en direkte besked.",
    "homes.title": "Vejen mod {n} boliger",
    "homes.chart": "Boliger i brug og planlagt indtil {day}",
    "homes.unknown": "Der er intet byggeprojekt «{name}» på det tidspunkt. Projekterne er: {known}",
    "project.head": "*{title}* ({code})",
    "project.organisation": "Boligorganisation: {organisation}",
    "project.no-organisation": "Boligorganisation: ikke valgt",
    "project.committee": "Byggeudvalg: {forum}",
    "project.no-committee": "Byggeudvalg: ikke nedsat",
    "project.site": "• *{place}*, {n} boliger: {far}",
    "project.site.one": "• *{place}*, én bolig: {far}",
    "project.reached": "{milestone} {day}",
    "project.not-begun": "ingen milepæl endnu",
    "project.left": "mangler: {milestones}",
    "project.given-up": "*Opgivet {day}*: {reason}",
    "project.way": "*Vejen hertil*",
    "project.did.planned": "• {day}: planlagt ({places})",
    "project.did.revised": "• {day}: ændret ({places})",
    "project.did.reached": "• {day}: {milestone} ({places})",
    "project.did.set-back": "• {day}: gælder ikke længere: {milestone} ({places})",
    "project.did.abandoned": "• {day}: opgivet",
    "reviews.head": "*Årlig gennemgang {year}*",
    "reviews.section": "*{title}* ({code})",
    "reviews.named": "*{title}*",
    "reviews.part": "• {part}: {state}, {day}",
    "reviews.missing": "• {part}: *mangler*",
    "reviews.in-order": "i orden",
    "reviews.not-in-order": "*ikke i orden*",
    "reviews.left": "{n} afdelinger er ikke færdige.",
    "reviews.left.one": "Én afdeling er ikke færdig.",
    "reviews.done": "Alt er gennemgået og i orden.",
    "reviews.none": "Ingen boligafdelinger skal gennemgås for {year}: ingen boliger var i brug før "
    "det år, og intet er gennemgået.",
    "reviews.unknown": "«{name}» skal ikke gennemgås for {year}. Afdelingerne er: {known}",
}
