"""What is said of indicators and focus points in Danish, in Slack and on the command line alike."""

from __future__ import annotations

MEMO: dict[str, str] = {
    "refused.UnknownIndicator": "Aftalen har ingen indikator «{indicator}». Indikatorerne er: "
    "{known}",
    "refused.NotAFigure": "«{value}» er ikke et tal.",
    "refused.AlreadyMeasured": "«{indicator}» er allerede målt pr. {effective} (til {value}). Er "
    "tallet opgjort på ny, så ret målingen med --correct POSITION; positionen står i: "
    "tovholder indicators",
    "refused.NothingMeasured": "Der er ingen sådan måling af «{indicator}», eller den er trukket "
    "tilbage.",
    "refused.UnknownFocusPoint": "Der er intet fokuspunkt med nummer {number}.",
    "refused.FocusPointAlreadyAdded": "Der er allerede et fokuspunkt med nummer {number}. Prøv "
    "igen.",
    "refused.FocusPointIsClosed": "Fokuspunkt {number} blev afsluttet {since} og ændres ikke "
    "længere.",
    "refused.EffectiveBeforeFocusPoint": "Fokuspunkt {number} begyndte {start}, og {effective} "
    "ligger før.",
    "refused.NothingReworded": "Fokuspunkt {number}: angiv mindst en af --theme, --title og "
    "--text.",
    "event.indicator-measured": "«{indicator}» blev målt til {value} {unit} pr. {effective}",
    "event.indicator-restated": "«{indicator}» pr. {effective} blev rettet til {value}",
    "event.measurement-withdrawn": "målingen af «{indicator}» pr. {effective} blev trukket tilbage",
    "event.focus-point-added": "fokuspunktet kom til, gældende fra {effective}",
    "event.focus-point-reworded": "fokuspunktet blev omformuleret, gældende fra {effective}",
    "event.focus-point-closed": "fokuspunktet blev afsluttet {effective}",
}
