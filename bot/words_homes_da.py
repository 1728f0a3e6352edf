"""What is said of homes in Danish, in Slack and on the command line alike."""

from __future__ import annotations

HOMES: dict[str, str] = {
    "refused.NoHomes": "Aftalefilen siger intet om boliger ([organisation.homes]).",
    "refused.UnknownProject": "Der er intet byggeprojekt «{project}». Se dem alle: "
    "tovholder home list",
    "refused.ProjectAlreadyPlanned": "{project} er allerede planlagt. Ændr det med: "
    "tovholder home revise {project}",
    "refused.ProjectIsAbandoned": "{project} blev opgivet {since}. Planlæg et nyt projekt med en "
    "anden kode, hvis det tages op igen.",
    "refused.NotASite": "«{site}» kan ikke være en matrikel. Et projekt har mindst én; hver har "
    "sit eget sted og fra 1 til 10.000 boliger.",
    "refused.UnknownSite": "{project} har ingen matrikel «{site}». Matriklerne er: {known}",
    "refused.SiteInUse": "Boligerne på {site} er taget i brug; matriklen kan ikke tages ud.",
    "refused.NothingRevised": "{project} har allerede den boligorganisation og de matrikler.",
    "refused.UnknownOrganisation": "Aftalen kender ingen boligorganisation «{organisation}». De, "
    "der kan bygge, er: {known}",
    "refused.UnknownMilestone": "Aftalen har ingen milepæl «{milestone}». Milepælene er: {known}",
    "refused.MilestoneOutOfOrder": "{milestone} kan ikke nås på {site}, før disse er nået: "
    "{before}",
    "refused.MilestoneAlreadyReached": "{milestone} er allerede nået: {site}",
    "refused.MilestoneNotReached": "{milestone} er ikke nået og kan ikke sættes tilbage: {site}",
    "refused.BeforeWhatItFollows": "{effective} ligger før {earlier}, som er dagen for det, den "
    "bygger på. Angiv en senere dag med --effective.",
    "refused.UnknownReview": "«{part}» er ikke en del af den årlige gennemgang. Delene er: {known}",
    "refused.NotAReviewYear": "{year} kan ikke gennemgås: året ligger uden for aftalen eller er "
    "ikke begyndt.",
    "event.project-planned": "byggeprojektet {code} blev planlagt, gældende fra {effective}",
    "event.project-revised": "byggeprojektet blev ændret, gældende fra {effective}",
    "event.milestone-reached": "milepælen {milestone} blev nået {effective}",
    "event.project-set-back": "milepælen {milestone} gælder ikke længere fra {effective}",
    "event.project-abandoned": "byggeprojektet blev opgivet {effective}",
    "event.section-reviewed": "{part} for {section} blev gennemgået for {year}",
}
