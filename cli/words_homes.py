"""What the command line says of homes and of a partnership's papers, in both languages."""

from __future__ import annotations

from bot.words_homes_da import HOMES

DANISH: dict[str, str] = {
    **HOMES,
    "home.planned": "«{title}» ({code}) er planlagt. Boliger: {homes}.",
    "home.revised": "{code} er ændret fra {effective}. Boliger nu: {homes}.",
    "home.reached": "{code}: {milestone} fra {effective}, {sites}.",
    "home.set-back": "{code}: {milestone} gælder ikke længere fra {effective}, {sites}.",
    "home.abandoned": "{code} er opgivet fra {effective}.",
    "home.none": "Der er ingen byggeprojekter den dag.",
    "home.line": "{planned} planlagt, {in_use} i brug",
    "home.given-up": "opgivet {day}",
    "home.towards": "I brug: {in_use}. Planlagt: {planned}. Mangler en plan: {missing}. "
    "Mål: {target} inden {by}.",
    "home.as-of": "Pr. {day}, som kendt ved position {position}.",
    "home.organisation": "Boligorganisation: {organisation}",
    "home.committee": "Byggeudvalg: {forum}",
    "home.no-committee": "Byggeudvalg er ikke nedsat. Nedsæt det med: tovholder forum setup "
    "{pattern} {code} --title TITEL",
    "home.site": "{place}: {n} boliger",
    "home.site.one": "{place}: én bolig",
    "home.did-planned": "planlagt",
    "home.did-revised": "ændret",
    "home.did-reached": "nået: {milestone}",
    "home.did-set-back": "sat tilbage: {milestone}",
    "home.did-abandoned": "opgivet",
    "review.recorded": "{section} {year}: {part} er gennemgået ({state}).",
    "review.in-order": "i orden",
    "review.not-in-order": "ikke i orden",
    "review.missing": "mangler",
    "review.none": "Ingen boligafdelinger skal gennemgås for {year}: ingen boliger var i brug før "
    "det år, og intet er gennemgået.",
    "review.title": "Årlig gennemgang {year}",
    "review.left": "{n} afdelinger er ikke færdige.",
    "review.left.one": "Én afdeling er ikke færdig.",
    "error.site": "«{words}» er ikke en matrikel. Skriv sted og antal boliger, fx "
    '--site "Solvej 4:12"',
    "error.no-meeting": "{forum} har hverken holdt eller indkaldt et møde på det tidspunkt.",
    "field.sites": "matrikler",
    "field.organisation": "boligorganisation",
    "field.milestone": "milepæl",
    "field.undone": "gælder ikke længere",
    "field.section": "boligafdeling",
    "field.year": "år",
    "field.part": "del af gennemgangen",
    "field.in-order": "i orden",
}

ENGLISH: dict[str, str] = {
    "refused.NoHomes": "The agreement file says nothing of homes ([organisation.homes]).",
    "refused.UnknownProject": 'There is no building project "{project}". See them all: '
    "tovholder home list",
    "refused.ProjectAlreadyPlanned": "{project} is planned already. Change it with: "
    "tovholder home revise {project}",
    "refused.ProjectIsAbandoned": "{project} was given up on {since}. Plan a new project with "
    "another code if it is taken up again.",
    "refused.NotASite": '"{site}" cannot be a site. A project has at least one; each has a place '
    "of its own and from 1 to 10,000 homes.",
    "refused.UnknownSite": '{project} has no site "{site}". Its sites: {known}',
    "refused.SiteInUse": "The homes at {site} are in use; the site cannot be taken out.",
    "refused.NothingRevised": "{project} has that organisation and those sites already.",
    "refused.UnknownOrganisation": 'The agreement knows no building organisation "{organisation}". '
    "Those that may build: {known}",
    "refused.UnknownMilestone": 'The agreement has no milestone "{milestone}". The milestones are: '
    "{known}",
    "refused.MilestoneOutOfOrder": "{milestone} cannot be reached at {site} before: {before}",
    "refused.MilestoneAlreadyReached": "{milestone} is reached already: {site}",
    "refused.MilestoneNotReached": "{milestone} is not reached and cannot be set back: {site}",
    "refused.BeforeWhatItFollows": "{effective} lies before {earlier}, the day of what it follows "
    "from. Say a later day with --effective.",
    "refused.UnknownReview": '"{part}" is no part of the yearly review. The parts are: {known}',
    "refused.NotAReviewYear": "{year} cannot be reviewed: the year lies outside the agreement or "
    "has not begun.",
    "event.project-planned": "the building project {code} was planned, from {effective} on",
    "event.project-revised": "the building project was changed from {effective} on",
    "event.milestone-reached": "the milestone {milestone} was reached on {effective}",
    "event.project-set-back": "the milestone {milestone} holds no longer from {effective}",
    "event.project-abandoned": "the building project was given up on {effective}",
    "event.section-reviewed": "{part} of {section} was reviewed for {year}",
    "home.planned": '"{title}" ({code}) is planned. Homes: {homes}.',
    "home.revised": "{code} is changed from {effective} on. Homes now: {homes}.",
    "home.reached": "{code}: {milestone} from {effective}, at {sites}.",
    "home.set-back": "{code}: {milestone} holds no longer from {effective}, at {sites}.",
    "home.abandoned": "{code} is given up from {effective}.",
    "home.none": "There are no building projects on that day.",
    "home.line": "{planned} planned, {in_use} in use",
    "home.given-up": "given up {day}",
    "home.towards": "In use: {in_use}. Planned: {planned}. Without a plan: {missing}. "
    "Target: {target} by {by}.",
    "home.as-of": "As of {day}, as known at position {position}.",
    "home.organisation": "Building organisation: {organisation}",
    "home.committee": "Building committee: {forum}",
    "home.no-committee": "No building committee. Set it up with: tovholder forum setup "
    "{pattern} {code} --title TITLE",
    "home.site": "{place}: {n} homes",
    "home.site.one": "{place}: one home",
    "home.did-planned": "planned",
    "home.did-revised": "changed",
    "home.did-reached": "reached: {milestone}",
    "home.did-set-back": "set back: {milestone}",
    "home.did-abandoned": "given up",
    "review.recorded": "{section} {year}: {part} is reviewed ({state}).",
    "review.in-order": "in order",
    "review.not-in-order": "not in order",
    "review.missing": "missing",
    "review.none": "No housing section owes a review of {year}: no homes were in use before that "
    "year, and nothing was reviewed.",
    "review.title": "Yearly review {year}",
    "review.left": "{n} sections are not done.",
    "review.left.one": "One section is not done.",
    "error.site": '"{words}" is not a site. Write place and number of homes, such as '
    '--site "Solvej 4:12"',
    "error.no-meeting": "{forum} has neither held nor called a meeting at that time.",
    "field.sites": "sites",
    "field.organisation": "building organisation",
    "field.milestone": "milestone",
    "field.undone": "no longer holds",
    "field.section": "housing section",
    "field.year": "year",
    "field.part": "part of the review",
    "field.in-order": "in order",
}
