"""What the command line says about indicators, focus points and the memo, in both languages."""

from __future__ import annotations

from bot.words_memo_da import MEMO

DANISH: dict[str, str] = {
    "error.no-indicators": "Aftalen har ingen indikatorer. De defineres i aftalefilen under "
    "[[indicators]].",
    "error.which-indicator": "«{name}» er ikke netop én indikator. Vælg en af dem med --indicator:",
    "error.goal-not-measured": "{title} ({number}) har ingen indikator. Se dem alle: "
    "tovholder indicators",
    "error.figure": '«{words}» er ikke et tal. Skriv det på dansk, fx 1.580 eller "20,2 %".',
    "error.unit": "Tallet er i «{unit}», men indikatoren måles i «{wanted}».",
    "error.no-value": "Nævn tallet, fx: tovholder measure Udsættelser 361 --date 2015-12-31 "
    "--source Domstolsstyrelsen",
    "error.measure-what": "Nævn den dag, tallet gælder for, og kilden: --date DATO --source KILDE",
    "error.correct-or-withdraw": "En måling rettes med --correct eller trækkes tilbage med "
    "--withdraw, ikke begge dele.",
    "error.correct-with-reason": "En rettelse skal have en begrundelse (--reason) og gælder samme "
    "dag som den måling, den retter; udelad --date.",
    "error.withdraw-with-reason": "En måling trækkes tilbage uden nyt tal og med en begrundelse: "
    "--withdraw POSITION --reason BEGRUNDELSE",
    "error.not-a-measurement": "Position {position} er ikke en måling af «{title}». Se målingerne "
    "med deres positioner: tovholder indicators",
    "error.as-of-or-quarter": "Vælg enten --as-of eller --quarter.",
    "error.no-focus-points": "Der er ingen fokuspunkter for {year} på det tidspunkt. Tilføj et: "
    "tovholder focus add TEMA TITEL --text TEKST",
    "error.template": "Skabelonen kan ikke bruges: {detail}",
    "error.template-exists": "{file} findes allerede og er ikke overskrevet.",
    "error.no-template": "Aftalen har ingen skabelon. Skriv en ud med --write-template FIL, ret "
    "den til, og brug den med --template FIL.",
    "error.since": "«{words}» er hverken en dato eller et kvartal. Skriv fx 20.2.2016, 2016-Q1 "
    "eller 2016-Q1@124.",
    "error.since-later": "Den forrige redegørelse (--since) kan ikke være for {since}, når denne "
    "er for {quarter}. Skriv dens kvartal, og hvad der var kendt: --since {example}@DATO",
    "error.year": "{year} ligger uden for aftalen, der gælder fra {start} til {end}.",
    "init.example": "Desuden {figures} målinger og {points} fokuspunkter "
    "(position {first}-{last}).",
    "measure.recorded": "{title} ({number}): {told}\n"
    "  Registreret som position {position} af {name}, {recorded}.",
    "measure.on": "{figure} pr. {day}",
    "measure.withdrawn": "målingen pr. {day} er trukket tilbage",
    "measure.nothing-new": "{title}: intet nyt at registrere.",
    "focus.recorded": "Fokuspunkt {number} er registreret som position {position}, {recorded}.",
    "focus.closed": "afsluttet {day}",
    "memo.template-written": "{file} er skrevet. Ret teksten til, og brug den med --template.",
    "field.source": "kilde",
    "field.published": "offentliggjort",
    **MEMO,
}

ENGLISH: dict[str, str] = {
    "error.no-indicators": "The agreement has no indicators. They are defined in the agreement "
    "file under [[indicators]].",
    "error.which-indicator": "'{name}' is not exactly one indicator. Choose one with --indicator:",
    "error.goal-not-measured": "{title} ({number}) has no indicator. See them all: "
    "tovholder indicators",
    "error.figure": "'{words}' is not a figure. Write it as in Danish, such as 1.580 or "
    '"20,2 %".',
    "error.unit": "The figure is in '{unit}', but the indicator is measured in '{wanted}'.",
    "error.no-value": "Give the figure, such as: tovholder measure M8 361 --date 2015-12-31 "
    "--source Domstolsstyrelsen",
    "error.measure-what": "Give the day that the figure holds for, and the source: --date DATE "
    "--source SOURCE",
    "error.correct-or-withdraw": "A measurement is corrected with --correct or taken back with "
    "--withdraw, not both.",
    "error.correct-with-reason": "A correction needs a reason (--reason) and holds for the day of "
    "the measurement that it corrects; leave out --date.",
    "error.withdraw-with-reason": "A measurement is taken back without a new figure and with a "
    "reason: --withdraw POSITION --reason REASON",
    "error.not-a-measurement": "Position {position} is not a measurement of '{title}'. See the "
    "measurements with their positions: tovholder indicators",
    "error.as-of-or-quarter": "Choose either --as-of or --quarter.",
    "error.no-focus-points": "There are no focus points for {year} at that time. Add one: "
    "tovholder focus add THEME TITLE --text TEXT",
    "error.template": "The template cannot be used: {detail}",
    "error.template-exists": "{file} exists already and was not overwritten.",
    "error.no-template": "The agreement has no template. Write one out with --write-template "
    "FILE, edit it, and use it with --template FILE.",
    "error.since": "'{words}' is neither a date nor a quarter. Write, for instance, 20.2.2016, "
    "2016-Q1 or 2016-Q1@124.",
    "error.since-later": "The last memo (--since) cannot be for {since} when this one is for "
    "{quarter}. Write its quarter, and what was known: --since {example}@DATE",
    "error.year": "{year} lies outside the agreement, which holds from {start} to {end}.",
    "init.example": "Also {figures} measurements and {points} focus points "
    "(positions {first}-{last}).",
    "measure.recorded": "{title} ({number}): {told}\n"
    "  Recorded at position {position} by {name}, {recorded}.",
    "measure.on": "{figure} on {day}",
    "measure.withdrawn": "the measurement for {day} was taken back",
    "measure.nothing-new": "{title}: nothing new to record.",
    "focus.recorded": "Focus point {number} was recorded at position {position}, {recorded}.",
    "focus.closed": "closed {day}",
    "memo.template-written": "{file} was written. Edit the text, and use it with --template.",
    "field.source": "source",
    "field.published": "published",
    "refused.UnknownIndicator": "The agreement has no indicator '{indicator}'. The indicators "
    "are: {known}",
    "refused.NotAFigure": "'{value}' is not a figure.",
    "refused.AlreadyMeasured": "'{indicator}' was already measured for {effective} (as {value}). "
    "If the figure was restated, correct it with --correct POSITION; the position stands in: "
    "tovholder indicators",
    "refused.NothingMeasured": "There is no such measurement of '{indicator}', or it was taken "
    "back.",
    "refused.UnknownFocusPoint": "There is no focus point with number {number}.",
    "refused.FocusPointAlreadyAdded": "There is already a focus point with number {number}. Try "
    "again.",
    "refused.FocusPointIsClosed": "Focus point {number} was closed on {since} and is not changed "
    "any more.",
    "refused.EffectiveBeforeFocusPoint": "Focus point {number} began on {start}, and {effective} "
    "lies before.",
    "refused.NothingReworded": "Focus point {number}: give at least one of --theme, --title and "
    "--text.",
    "event.indicator-measured": "'{indicator}' was measured as {value} {unit} on {effective}",
    "event.indicator-restated": "'{indicator}' on {effective} was restated as {value}",
    "event.measurement-withdrawn": "the measurement of '{indicator}' on {effective} was withdrawn",
    "event.focus-point-added": "the focus point was added, from {effective}",
    "event.focus-point-reworded": "the focus point was reworded, from {effective}",
    "event.focus-point-closed": "the focus point was closed on {effective}",
}
