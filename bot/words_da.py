"""What the bot says in Danish. Stars are Slack's bold; values are put in escaped."""

from __future__ import annotations

from bot.words_forum_da import FORUM
from bot.words_homes_da import HOMES
from bot.words_memo_da import MEMO
from bot.words_partnership_da import PARTNERSHIP
from bot.words_projects_da import PROJECTS

DANISH: dict[str, str] = {
    "goal.head": "*{title}* ({number}), {quarter}",
    "recorded.change": "Målopfyldelse: {was} → *{now}*",
    "recorded.same": "Målopfyldelse: *{now}*",
    "recorded.status": "Status: {status}",
    "recorded.by": "Registreret som position {position} af {who}, {recorded}.",
    "recorded.late": "Efterregistreret: kvartalet var gået eller forseglet.",
    "recorded.fallback": "{title}, {quarter}: {now}. Position {position}.",
    "undone.head": "Fortrudt: *{title}* ({number}), {quarter}",
    "undone.by": "Trukket tilbage som position {position} af {who}, {recorded}. Det, der blev "
    "indberettet, står stadig i historikken.",
    "nothing-new": "*{title}* ({number}): det er allerede bekræftet. Der er intet nyt at "
    "registrere.",
    "goal.fulfilment": "Målopfyldelse: *{fulfilment}*",
    "goal.status": "Status {quarter}: {status}",
    "goal.delay_reason": "Grund til forsinkelse: {value}",
    "goal.expected_completion": "Forventet indfrielse: {value}",
    "goal.deadline": "Frist: {value}",
    "goal.responsible": "Tovholder: {value}",
    "goal.overdue": "Fristen er overskredet.",
    "goal.late": "Noget er indberettet, efter at kvartalet blev forseglet.",
    "basis": "Pr. {day}, som kendt {known} (position {position}).",
    "basis.nothing": "Pr. {day}. Der var intet registreret på det tidspunkt.",
    "basis.incomplete": "Bemærk: oversigten er ikke opdateret, så noget kan mangle.",
    "choose.head": "«{name}» kan være flere mål. *Intet er registreret endnu.* Hvilket mener du?",
    "choose.question": "«{name}» kan være flere mål. Hvilket mener du?",
    "choose.would": "Vælger du et mål, bliver dette registreret: {what}",
    "choose.select": "Vælg et mål",
    "choose.more": "Der er flere end {most}. Skriv mere af målets navn, eller dets nummer.",
    "would.report": "{fulfilment}",
    "would.report-text": "{fulfilment}: {text}",
    "would.text": "{text}",
    "would.unchanged": "uændret",
    "confirm.past": "{quarter} er ikke det kvartal, der indberettes om nu. Det bliver en "
    "*efterregistrering* og mærkes som sådan. *Intet er registreret endnu.*",
    "confirm.sealed": "{quarter} er forseglet. Det bliver en *efterregistrering* og mærkes som "
    "sådan. *Intet er registreret endnu.*",
    "confirm.would": "{title} ({number}), {quarter}: {what}",
    "confirm.undo": "{title} ({number}), {quarter}: din sidste indberetning trækkes tilbage",
    "button.confirm": "Registrér alligevel",
    "button.cancel": "Annullér",
    "button.undo": "Fortryd",
    "cancelled": "Annulleret. Intet er registreret.",
    "no-goal": "Der er intet mål, der hedder «{name}». Intet er registreret.",
    "no-goal.near": "Mente du et af disse? Skriv det igen med målets navn eller nummer:",
    "no-goal.alias": "Bruger I et andet navn om et mål, kan sekretariatet tilføje det som "
    "kaldenavn: `tovholder goal alias add MÅL NAVN`. `{command} rapport` viser alle mål.",
    "line.goal": "*{number}* {title}",
    "line.status": "*{number}* {title}: {fulfilment}",
    "line.more": "… og {n} til.",
    "overview.head": "*{agreement}, {quarter}*",
    "overview.step": "{label}: {n}",
    "overview.unknown": "(ikke oplyst)",
    "overview.missing": "Mangler indberetning: {n}",
    "overview.overdue": "Frist overskredet og ikke indfriet: {n}",
    "overview.no-reason": "Heraf uden angivet grund: {n}",
    "overview.empty": "Der var ingen mål i opfølgningen på det tidspunkt.",
    "missing.head": "*Mangler indberetning for {quarter}* ({n})",
    "missing.none": "Alle mål er indberettet for {quarter}.",
    "missing.of": "{responsible}",
    "mine.head": "*Mål, som {unit} svarer for, {quarter}* ({n})",
    "mine.none": "{unit} er ikke tovholder for nogen mål i {quarter}.",
    "mine.missing": "mangler indberetning",
    "history.head": "*{title}* ({number}): {n} registreringer",
    "history.head.one": "*{title}* ({number}): én registrering",
    "history.entry": "*{position}* · {recorded} · {who}",
    "history.cut": "De seneste {shown} vises. Hele historikken: `tovholder history {number}`",
    "report.head": "*Bilag 1, {quarter}*",
    "report.file": "Som fil: `{command} rapport {quarter} pdf` (eller docx, xlsx). Den kommer i en "
    "direkte besked.",
    "report.sent": "Bilag 1 for {quarter} er sendt til dig som {form} i en direkte besked.",
    "report.title": "Bilag 1, {quarter}",
    "report.page-title": "Bilag 1, {quarter}, side 1",
    "report.picture": "Første side af Bilag 1 for {quarter}, {agreement}: {fulfilled} af {total} "
    "målsætninger er indfriet",
    "home.head": "*Dine mål i {quarter}* ({unit})",
    "home.deadline": "Indberetningsrunden er åben. Fristen er *{deadline}*.",
    "home.missing": "{n} af {total} mål mangler indberetning.",
    "home.done": "Alle {n} mål er indberettet.",
    "home.done.one": "Målet er indberettet.",
    "home.goal": "Status: {text}",
    "home.goal-missing": "Mangler indberetning.",
    "home.units": "*Indberettet for {quarter}*",
    "home.help": "Du kan også skrive til mig, fx `{command} E-mærker i proces`. `{command} hjælp` "
    "viser resten.",
    "button.report": "Rapportér status",
    "text.cut": "Teksten er forkortet. Det hele står i `tovholder history {number}`.",
    "blocks.cut": "Der er ikke plads til mere her. Spørg om ét mål eller ét kvartal ad gangen.",
    "modal.title": "Meld status",
    "modal.wait": "Henter målet …",
    "modal.submit": "Indberet",
    "modal.close": "Luk",
    "modal.done": "Indberettet",
    "modal.sorry": "Ikke registreret",
    "modal.choose": "Vælg",
    "modal.goal": "Mål",
    "modal.next": "Næste",
    "modal.pick-hint": "I næste trin vælger du målopfyldelsen. Intet er indberettet endnu.",
    "modal.more-goals": "Kun de første {most} mål vises. Skriv ellers målets nummer til mig.",
    "modal.text": "Status",
    "modal.text-hint": "Lad teksten stå, hvis den stadig passer; så meldes målet uændret.",
    "modal.text-first": "Der er ikke indberettet en status før.",
    "modal.text-new": "Skriv «uændret», hvis den hidtidige status stadig passer.",
    "modal.text-long": "Den nuværende tekst er for lang til at stå her. Lad feltet være tomt for "
    "at beholde den.",
    "modal.fulfilment": "Målopfyldelse",
    "modal.delay_reason": "Grund til forsinkelse",
    "modal.delay-hint": "Skal udfyldes, når fristen er overskredet, og målet ikke er indfriet.",
    "modal.expected_completion": "Forventet indfrielse",
    "modal.expected-hint": "Fx 2. halvdel 2018. Må stå tomt.",
    "modal.past-deadline": "Fristen ({deadline}) er overskredet.",
    "modal.sealed": "{quarter} er forseglet: det bliver en efterregistrering og mærkes som sådan.",
    "modal.nothing": "Der er intet nyt. Ret teksten eller målopfyldelsen, eller luk vinduet.",
    "modal.wrong.DelayReasonRequired": "Fristen ({deadline}) er overskredet, og målet er ikke "
    "indfriet. Skriv grunden til forsinkelsen.",
    "modal.wrong.NothingToConfirm": "Der er ikke indberettet en status før, som kan være uændret. "
    "Skriv en status.",
    "modal.wrong.TextTooLong": "Teksten er for lang; der er plads til {limit} tegn.",
    "modal.wrong.UnprintableText": "Teksten har tegn, der ikke kan skrives ud. Skriv den igen uden "
    "dem.",
    "modal.wrong.UnknownFulfilment": "Vælg en målopfyldelse fra listen.",
    "modal.wrong.FulfilmentNotForKind": "Den målopfyldelse kan ikke bruges om den slags mål.",
    "round.asked-head": "*Indberetning for {quarter}*",
    "round.asked-for": "{unit} svarer for {total} mål, og {n} er ikke indberettet endnu. Frist: "
    "*{deadline}*.",
    "round.asked-for.one": "{unit} svarer for {total} mål, og ét er ikke indberettet endnu. Frist: "
    "*{deadline}*.",
    "round.asked-for-all": "{unit} svarer for {total} mål, og ingen af dem er indberettet endnu. "
    "Frist: *{deadline}*.",
    "round.asked-for-only": "{unit} svarer for ét mål, og det er ikke indberettet endnu. Frist: "
    "*{deadline}*.",
    "round.asked-done.one": "Tak! Det ene mål, som {unit} svarer for, er indberettet.",
    "round.asked-done": "Tak! Alle {total} mål, som {unit} svarer for, er indberettet.",
    "round.asked-none": "{unit} svarer ikke for nogen mål i dette kvartal.",
    "round.is-closed": "Runden er lukket.",
    "round.was-missing": "*Blev ikke indberettet*",
    "round.more-goals": "{n} mål til kommer her, efterhånden som du svarer.",
    "round.more-goals.one": "Ét mål til kommer her, når du har svaret på et andet.",
    "round.answered": "*Indberettet*",
    "round.answered-line": "✓ *{number}* {title}: {fulfilment}",
    "round.goal": "*{title}* ({number}): {fulfilment}",
    "round.goal-status": "Seneste status: {text}",
    "round.goal-late": "Fristen ({deadline}) er overskredet, så der skal en grund med.",
    "round.nudge": "*Husk indberetningen for {quarter}*\nDer mangler indberetning om {n} mål: "
    "{goals}. Fristen er *{deadline}*.",
    "round.nudge.one": "*Husk indberetningen for {quarter}*\nDer mangler indberetning om ét mål: "
    "{goals}. Fristen er *{deadline}*.",
    "round.fallback.ask": "Indberetning for {quarter}: dine mål",
    "round.fallback.nudge": "Husk indberetningen for {quarter}",
    "round.fallback.progress": "Indberetningsrunde, {quarter}",
    "round.fallback.sealed": "Bilag 1 for {quarter} er forseglet",
    "round.sealed": "*Bilag 1 for {quarter} er forseglet*\nIndberetningsrunden er lukket.",
    "round.sealed-again": "*Bilag 1 for {quarter} er forseglet på ny*\nIndberetningsrunden er "
    "lukket igen. Det er kvartalets segl nr. {number}; de tidligere består.",
    "round.sealed-file": "Filen her under er den, der blev forseglet. SHA-256: {sha256}",
    "round.head": "*Indberetningsrunde, {quarter}*",
    "round.counts": "{reported} af {total} mål er indberettet.",
    "round.open-until": "Runden er åben. Frist: *{deadline}*.",
    "round.closed-now": "Runden er lukket.",
    "round.units": "*Enheder*",
    "round.unit": "{unit}: {reported} af {total}. Mangler {goals}",
    "round.unit-none": "{unit}: {reported} af {total}",
    "round.unit-done": "{unit}: {reported} af {total} ✓",
    "round.no-unit": "(ingen tovholder)",
    "round.missing-at": "*Mangler svar*",
    "round.person": "{name}: {goals}",
    "round.not-in-slack": "*Ikke i Slack*, og derfor ikke spurgt her: {names}. Giv dem en kode med "
    "`tovholder member code NAVN`.",
    "round.unasked": "*Ingen at spørge* om {n} mål: {goals}. Intet medlem hører til en enhed, der "
    "svarer for dem.",
    "round.unasked.one": "*Ingen at spørge* om ét mål: {goals}. Intet medlem hører til en enhed, "
    "der svarer for det.",
    "round.opened": "Runden for {quarter} er åbnet med frist {deadline}. {n} tovholdere får nu "
    "en besked med deres mål.",
    "round.opened.one": "Runden for {quarter} er åbnet med frist {deadline}. Én tovholder får nu "
    "en besked med sine mål.",
    "round.opened.none": "Runden for {quarter} er åbnet med frist {deadline}. Ingen tovholder får "
    "en besked i Slack.",
    "round.moved": "Runden for {quarter} har nu frist {deadline}.",
    "round.closed": "Runden for {quarter} er lukket, og kvartalet er forseglet. {n} mål blev ikke "
    "indberettet.",
    "round.closed.none": "Runden for {quarter} er lukket, og kvartalet er forseglet. Alle mål blev "
    "indberettet.",
    "round.closed.one": "Runden for {quarter} er lukket, og kvartalet er forseglet. Ét mål blev "
    "ikke indberettet.",
    "round.closed-empty": "Runden for {quarter} er lukket. Kvartalet har ingen mål, så der er "
    "intet at forsegle.",
    "round.incomplete": "*Der mangler indberetninger om {n} mål for {quarter}.* Runden er ikke "
    "lukket endnu. Lukkes den, forsegles kvartalet, og det noteres, at disse mål mangler:",
    "round.incomplete.one": "*Der mangler en indberetning om ét mål for {quarter}.* Runden er ikke "
    "lukket endnu. Lukkes den, forsegles kvartalet, og det noteres, at dette mål mangler:",
    "round.none": "Der er ingen åben indberetningsrunde.",
    "round.which": "Der er flere åbne runder: {quarters}. Nævn kvartalet.",
    "button.unchanged": "Uændret",
    "button.update": "Opdatér",
    "button.my-goals": "Vis mine mål",
    "button.close": "Luk runden",
    "button.close-anyway": "Luk alligevel",
    "sorry.channel": "Kanalen er ikke åben for det, der bliver registreret, så runden er ikke "
    "åbnet. Den, der driver mig, kan åbne den med `tovholder bot run --public-in {channel}`. En "
    "kanal, der deles med andre arbejdsområder, åbnes aldrig.",
    "unclear.round-channel": "Jeg kan ikke se, hvilken kanal du mener. Skriv fx `{command} runde "
    "åbn 1. kvartal 2017 frist 31. marts kanal #opfølgning`, og vælg kanalen på Slacks liste. "
    "Intet er registreret.",
    "sorry.round-closed": "Runden for {quarter} er lukket. Skriv i stedet, hvad der er sket, fx "
    "`{command} E-mærker i proces`.",
    "unclear.round-quarter": "Hvilket kvartal? Skriv fx `{command} runde åbn 1. kvartal 2017 frist "
    "31. marts`.",
    "unclear.round-deadline": "Hvilken frist? Skriv fx `{command} runde åbn 1. kvartal 2017 frist "
    "31. marts`, eller `{command} runde flyt 1. kvartal 2017 til 7. april`.",
    "unclear.round-remind": "Hvor mange dage før fristen? Skriv fx `{command} runde åbn 1. kvartal "
    "2017 frist 31. marts påmind 7 og 1`.",
    "help.round": "*Indberetningsrunden*\n• `{command} runde` viser dine mål i runden\n• "
    "Sekretariatet: `{command} runde åbn 1. kvartal 2017 frist 31. marts`, `{command} runde flyt "
    "1. kvartal 2017 til 7. april`, `{command} runde luk`. Skriv `kanal #navn` til sidst, når du "
    "åbner en runde, så følges den også i kanalen",
    "help.head": "*Sådan skriver du til mig*",
    "help.report": "*Meld en status*\n• `{command} E-mærker i proces`\n• `{command} E-mærker: i "
    "proces, vinduer udskiftes i tre afdelinger`\n• `{command} E-mærker uændret`\n• `{command} "
    "E-mærker opfyldt 4. kvartal 2016` (for et kvartal, der er gået)\n• `{command} fortryd` "
    "trækker din seneste indberetning tilbage",
    "help.ask": "*Spørg*\n• `{command} E-mærker`, `{command} E-mærker 4. kvartal 2016`\n"
    "• `{command} E-mærker pr. 20. februar 2017` (som det var kendt den dag)\n• `{command} "
    "overblik`, `{command} mangler`, `{command} mine`\n• `{command} historik E-mærker`, "
    "`{command} rapport 1. kvartal 2017` (skriv pdf, docx eller xlsx efter for at få en fil)",
    "help.scale": "Målopfyldelsen er en af: {scale}. Et mål nævnes ved navn, kaldenavn eller "
    "nummer; sæt det i anførselstegn, hvis der er tvivl.",
    "help.doors": "Det samme kan skrives i en direkte besked til mig, eller i en kanal, hvis du "
    "nævner mig først. En besked, som nogen har skrevet, bliver til en status med «Brug som "
    "status» i dens menu, og under Hjem ser du dine mål.",
    "help.doors-alone": "Det samme kan skrives i en direkte besked til mig, eller i en kanal, hvis "
    "du nævner mig først.",
    "help.status": "Skriv ikke `/status` i Slack: den kommando er Slacks egen og ændrer kun din "
    "egen statuslinje i Slack. Intet bliver registreret.",
    "linked": "Du er nu tilmeldt som *{who}* ({unit}). Skriv `{command} hjælp` for at se, hvad du "
    "kan.",
    "sorry.code": "Koden gælder ikke: den er brugt, for gammel eller skrevet forkert. Bed "
    "sekretariatet om en ny.",
    "sorry.stranger": "Jeg ved ikke, hvem du er i aftalen, og kan derfor hverken svare eller "
    "registrere noget. Bed sekretariatet om en engangskode, og skriv den til mig: `{command} kode "
    "ABCD2345`",
    "sorry.unknown-workspace": "Jeg kan ikke se, hvilket arbejdsområde i Slack du hører til, og "
    "kan derfor ikke svare. Skriv til mig fra dit eget arbejdsområde.",
    "sorry.bot": "Jeg svarer kun mennesker. En automatisk indberetning hører til i `tovholder "
    "import` eller `tovholder status`.",
    "sorry.released": "Du er ikke længere med i aftalens opfølgning. Tal med sekretariatet, hvis "
    "det er en fejl.",
    "sorry.not-yours": "Den knap hører til en anden persons besked. Skriv selv til mig.",
    "sorry.stale": "Den knap er for gammel. Skriv det igen. Intet er registreret.",
    "sorry.not-your-report": "Kun den, der indberettede, kan fortryde her. Er indberetningen "
    "forkert, kan sekretariatet rette den.",
    "sorry.no-report": "Du har ingen indberetning, der kan trækkes tilbage.",
    "sorry.not-in-quarter": "{title} var ikke med i opfølgningen for {quarter} på det tidspunkt.",
    "sorry.not-known-then": "{title}: den {day} stod der intet om målet for {quarter} i "
    "hovedbogen.",
    "sorry.future": "{day} er ikke kommet endnu, og ingen ved, hvad der er kendt til den tid.",
    "sorry.error": "Det gik ikke. Fejlen har nummer {reference}; giv sekretariatet det nummer. "
    "Se med `{command} historik MÅL`, om din indberetning er registreret, før du skriver den igen.",
    "sorry.store": "Hovedbogen svarer ikke lige nu, og intet er registreret. Prøv igen om lidt. "
    "(Fejl {reference})",
    "unclear.unclear": "Det forstod jeg ikke, og intet er registreret. Skriv `{command} hjælp`.",
    "unclear.no-such-time": "«{about}» er hverken et kvartal eller en dag, jeg kender. Intet er "
    "registreret. Skriv fx 1. kvartal 2017 eller pr. 20. februar 2017.",
    "unclear.two-goals": "Det ligner status for to mål, og jeg tager ét ad gangen. Intet er "
    "registreret. Skriv hvert mål i sin egen besked. Hører «{about}» med til teksten, så skriv det "
    "med andre ord.",
    "unclear.of-what": "Hvilket mål er «{about}»? Skriv fx `{command} E-mærker {about}`. Intet er "
    "registreret.",
    "unclear.history-of-what": "Hvilket mål? Skriv fx `{command} historik E-mærker`.",
    "unclear.unchanged-with-more": "«Uændret» kan ikke følges af en ny tekst. Intet er "
    "registreret. Meld i stedet en målopfyldelse og teksten, fx `{command} E-mærker: i proces, "
    "vinduer udskiftes`.",
    "unclear.denied": "«{about}» og så et forbehold: jeg tør ikke gætte, og intet er registreret. "
    "Sæt komma før teksten, hvis målopfyldelsen er «{about}».",
    "unclear.denied-unchanged": "«Uændret» og så et forbehold: jeg tør ikke gætte, og intet er "
    "registreret. Skriv kun «uændret», eller meld en målopfyldelse og en tekst.",
    "unclear.question": "«{about}» er et spørgsmål, og intet er registreret. Skriv det uden "
    "spørgsmålstegn, hvis det er målets status.",
    "unclear.reservation": "En målopfyldelse og så «{about}»: jeg tør ikke gætte, og intet er "
    "registreret. Skriv den målopfyldelse, der gælder, og en tekst, der siger hvorfor.",
    "unclear.two-steps": "Det ligner to målopfyldelser, og jeg tør ikke gætte. Intet er "
    "registreret. Skriv den, der gælder. Hører «{about}» med til teksten, så skriv det med andre "
    "ord.",
    "unclear.step-or-text": "Er «{about}» målopfyldelsen, eller kun en del af teksten? Intet er "
    "registreret. Skriv den målopfyldelse, der gælder, lige efter målets navn, og teksten efter "
    "et komma, fx `{command} E-mærker: i proces, vinduer udskiftes`.",
    "unclear.time-alone": "Hvad gælder «{about}»? Man indberetter for et kvartal, og intet er "
    "registreret. Skriv kvartalet, fx 1. kvartal 2017; hører tiden til teksten, så skriv, hvad der "
    "skete.",
    "unclear.near-fulfilment": "Mente du «{about}»? Intet er registreret. Skriv det igen med netop "
    "de ord, eller begynd teksten anderledes.",
    "unclear.after-name": "Efter målets navn forstod jeg ikke «{about}». Intet er registreret. "
    "Skriv en målopfyldelse, eller sæt kolon før en tekst.",
    "refused.UnknownAgreement": "Hovedbogen har ikke den aftale.",
    "refused.AgreementAlreadyLoaded": "Aftalen «{title}» er allerede i hovedbogen.",
    "refused.AmendedSince": "Aftalen er ændret med virkning fra {last}.",
    "refused.MayNotBeAmended": "Det kan en ændring af aftalen ikke lave om: {places}",
    "refused.UnknownGoal": "Hovedbogen har ikke det mål.",
    "refused.GoalAlreadyRegistered": "Der er allerede et mål med nummer {goal}.",
    "refused.UnknownSection": "{goal} hører ikke til et afsnit i aftalen.",
    "refused.UnknownTheme": "{goal}: aftalen har intet tema «{theme}». Temaerne er: {known}",
    "refused.EmptyText": "Der mangler en tekst ({what}).",
    "refused.TextTooLong": "Teksten er for lang; der er plads til {limit} tegn. Intet er "
    "registreret.",
    "refused.UnprintableText": "Teksten har tegn, der ikke kan skrives ud. Intet er registreret. "
    "Skriv den igen uden dem.",
    "refused.NothingReported": "{goal}: der er ikke angivet noget at registrere.",
    "refused.UnknownFulfilment": "{goal}: «{fulfilment}» er ikke en målopfyldelse. Intet er "
    "registreret. Vælg en af: {known}",
    "refused.FulfilmentNotForKind": "{goal}: «{fulfilment}» kan ikke bruges om den slags mål. "
    "Intet er registreret. Vælg en af: {known}",
    "refused.EffectiveOutsideAgreement": "{effective} ligger uden for aftalen, der gælder fra "
    "{start} til {end}. Intet er registreret.",
    "refused.EffectiveBeforeGoal": "{goal} er først med i aftalen fra {start}. Intet er "
    "registreret.",
    "refused.GoalHadBegun": "{goal} er allerede med i aftalen fra {start}. Intet er registreret.",
    "refused.EffectiveInFuture": "Man kan ikke indberette om {effective}; i dag er det {today}. "
    "Intet er registreret.",
    "refused.EffectiveOutsideQuarter": "{effective} ligger ikke i {quarter}. Intet er registreret.",
    "refused.NothingToConfirm": "{goal}: før {quarter} er der ikke indberettet en status, der kan "
    "være uændret. Intet er registreret. Meld en status med tekst.",
    "refused.StatusChangedInQuarter": "{goal} har allerede fået en ny status i {quarter}, så den "
    "er ikke uændret. Intet er registreret.",
    "refused.NothingToCorrect": "{goal}: den indberetning er allerede trukket tilbage.",
    "refused.ConfirmationHasNoColumns": "{goal}: «uændret» kan ikke rettes, kun fortrydes.",
    "refused.GoalIsWithdrawn": "{goal} udgik {since} og indberettes ikke længere.",
    "refused.AliasIsTaken": "{goal} hedder allerede «{alias}».",
    "refused.UnknownAlias": "{goal} har ikke kaldenavnet «{alias}».",
    "refused.UnknownMember": "Jeg kender dig ikke som medlem. Bed sekretariatet om en engangskode.",
    "refused.MemberAlreadyAdded": "Medlemmet er allerede tilføjet.",
    "refused.MemberIsReleased": "Du kan ikke længere indberette. Tal med sekretariatet.",
    "refused.UnknownUnit": "Aftalen har ingen enhed «{unit}». Enhederne er: {known}",
    "refused.UnitNotResponsible": "{goal} hører under {responsible}, så {unit} kan ikke indberette "
    "om målet. Intet er registreret. Bed tovholderen eller sekretariatet om det.",
    "refused.NoUnitResponsible": "{goal} har ingen tovholder i aftalen, så kun sekretariatet kan "
    "indberette om målet. Intet er registreret.",
    "refused.AuditorsDoNotReport": "Som revisor kan du læse alt, men ikke indberette. Intet er "
    "registreret.",
    "refused.SecretariatOnly": "Det kan kun sekretariatet.",
    "refused.SealOfAnotherReport": "Seglet for {what} passer ikke til den rapport, jeg har ved "
    "position {position}. Intet er forseglet; prøv igen.",
    "refused.AlreadySealed": "{what} er allerede forseglet. Det skal begrundes at forsegle på ny.",
    "refused.NothingToRestate": "{what} er ikke forseglet endnu, så der er intet at forsegle på "
    "ny.",
    "refused.NothingToSeal": "Der var endnu ingen mål i opfølgningen for {quarter} på det "
    "tidspunkt, så der er intet at forsegle.",
    "refused.QuarterOutsideAgreement": "{quarter} ligger uden for aftalen eller er ikke begyndt.",
    "refused.RoundAlreadyOpen": "Indberetningsrunden for {quarter} er allerede åben. Skriv "
    "`runde` til mig for at se den.",
    "refused.NoOpenRound": "Der er ingen åben indberetningsrunde for {quarter}.",
    "refused.RoundDeadlineTooEarly": "Fristen {deadline} ligger, før {quarter} begynder. Vælg en "
    "senere dag.",
    "refused.UnusableChannel": "Det er ikke en kanal, jeg kan skrive i. Skriv `kanal #navn`, og "
    "vælg kanalen på Slacks liste. Intet er registreret.",
    "refused.UnusableReminders": "Påmindelser sendes højst {most} gange og tidligst {longest} dage "
    "før fristen.",
    "refused.ReportsMissing": "{quarter}: der mangler indberetninger om {missing}, så runden er "
    "ikke lukket.",
    "refused.DelayReasonRequired": "{goal}: fristen ({deadline}) er overskredet, og målet er ikke "
    "indfriet. Angiv grunden til forsinkelsen. Intet er registreret. Skriv `runde` til mig, og "
    "tryk *Opdatér* ved målet.",
    "event.round-opened": "indberetningsrunden blev åbnet",
    "event.round-told-in-channel": "indberetningsrunden følges også i en kanal i Slack",
    "event.round-deadline-moved": "indberetningsrunden fik ny frist",
    "event.round-closed": "indberetningsrunden blev lukket",
    "event.agreement-loaded": "aftalen blev taget ind",
    "event.agreement-amended": "aftalen blev ændret med virkning fra {effective}",
    "event.quarter-sealed": "kvartalet blev forseglet",
    "event.quarter-sealed-2": "kvartalet blev forseglet",
    "event.paper-sealed": "et dokument blev forseglet",
    "event.member-added": "et medlem blev tilføjet",
    "event.member-released": "et medlem kan ikke længere indberette",
    "event.goal-registered": "målet kom med i aftalen",
    "event.goal-backdated": "målet viste sig at være med i aftalen allerede fra {effective}",
    "event.goal-titled": "ny titel",
    "event.goal-alias-added": "nyt kaldenavn",
    "event.goal-alias-removed": "kaldenavn fjernet",
    "event.goal-reworded": "målet blev omformuleret",
    "event.goal-deadline-moved": "ny frist",
    "event.goal-responsible-changed": "ny tovholder",
    "event.goal-withdrawn": "målet udgik",
    "event.goal-status-reported": "status indberettet",
    "event.goal-confirmed-unchanged": "bekræftet uændret",
    "event.goal-fact-corrected": "rettelse",
    "event.goal-fact-retracted": "trukket tilbage",
    "nobody": "(navn slettet)",
    "none": "–",
    **MEMO,
    **PARTNERSHIP,
    **HOMES,
    **FORUM,
    **PROJECTS,
}
