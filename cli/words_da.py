"""What the command line says in Danish."""

from __future__ import annotations

DANISH: dict[str, str] = {
    "error.heading": "Fejl",
    "error.no-store": "Der er ingen hovedbog i {db}. Opret den med: tovholder --db {db} init",
    "error.db-url": "«{db}» kan ikke bruges som hovedbog. Angiv en fil, fx tovholder.db, eller en "
    "adresse som postgresql://bruger@server/database.",
    "error.store": "Hovedbogen kan ikke læses eller skrives: {detail}",
    "error.store-not-a-database": "Filen er ikke en hovedbog. Se efter, om --db peger på den "
    "rigtige fil.",
    "error.store-of-another": "{db} hører til et andet program og er ikke en hovedbog. Vælg en "
    "anden fil med --db.",
    "error.store-damaged": "Hovedbogens fil er beskadiget. Hent den seneste sikkerhedskopi frem.",
    "error.store-disk": "Disken kan ikke bruges, som den er; den kan være fuld. Intet er "
    "registreret. Skaf plads, og prøv igen.",
    "error.store-read-only": "Hovedbogen kan kun læses, og intet er registreret. Skaf skriveadgang "
    "til filen og dens mappe, eller arbejd på en kopi af filen.",
    "error.server-read-only": "Databasen kan kun læses, og intet er registreret. Er den en kopi, "
    "der følger en anden, skal --db pege på den anden.",
    "error.server-encoding": "Databasen kan ikke gemme alle tegn ({detail}). Opret en, der kan: "
    "createdb --encoding UTF8 --template template0 NAVN",
    "error.store-unfinished": "{db} kan kun læses, og noget af hovedbogen står i {db}-wal ved "
    "siden af. Læg begge filer i en mappe, der kan skrives i, og prøv igen der.",
    "error.store-changed": "En anden skrev i hovedbogen imens, og svaret kan være forkert. Prøv "
    "igen, eller arbejd på en kopi.",
    "error.store-full": "Der er ikke mere plads på disken. Intet er registreret; skaf plads, og "
    "prøv igen.",
    "error.store-not-allowed": "Databasens bruger har ikke ret til "
    "dette, og intet er registreret: {detail}. «tovholder init» og «tovholder projections rebuild» "
    "køres af den bruger, der ejer tabellerne. Andre brugere får ret som i docs/operations.md.",
    "error.store-locked": "En anden har hovedbogen låst. Intet er registreret; prøv igen om lidt.",
    "error.store-cannot-open": "Hovedbogen kan ikke åbnes. Se efter, om --db peger på en fil i en "
    "mappe, der findes, og som du har adgang til.",
    "error.store-no-tables": "Databasen har ingen hovedbog endnu. Opret den med: tovholder init",
    "error.store-no-views": "Databasen har ingen hovedbog, eller dens visninger er fra en anden "
    "version. Opret den med: tovholder init – eller opdater den med: tovholder projections rebuild",
    "error.store-unreachable": "Databasen svarer ikke. Se efter, om serveren kører, og om adressen "
    "i --db er rigtig. ({detail})",
    "error.views-out-of-date": "Visningerne er ikke opdaterede. Kør: tovholder projections rebuild",
    "error.views-newer": "Visningerne er lavet af en nyere udgave af Tovholder, og intet er "
    "registreret. Brug den nyere udgave. Med denne udgave: tovholder projections rebuild",
    "error.views-in-use": "Andre læste i visningerne hele tiden, så de nye kunne ikke sættes ind. "
    "De gamle gælder stadig; prøv igen.",
    "error.rebuild-overtaken": "En anden genopbygning gik i gang imens og er sat ind i stedet.",
    "error.unreadable": "En hændelse i hovedbogen kan ikke læses: {detail}. Hent hovedbogen "
    "frem fra en sikkerhedskopi; gem den beskadigede.",
    "error.concurrent": "Andre skrev om de samme mål samtidig. Intet er registreret; prøv igen.",
    "error.interrupted": "Afbrudt. Hovedbogen er hel; «tovholder history» viser, hvad der nåede at "
    "blive registreret.",
    "error.characters": "Der er tegn, som ikke kan læses (ikke UTF-8). Intet er registreret; skriv "
    "teksten igen.",
    "error.system": "Kommandoen kunne ikke gøres færdig: {detail}.",
    "error.example-of-another": "Eksemplet hører til den medfølgende aftale og kan ikke bruges "
    "sammen med --agreement-file.",
    "error.agreement-file": "Aftalefilen kan ikke bruges: {detail}",
    "error.no-agreement": "Hovedbogen har ingen aftale endnu. Kør: tovholder init",
    "error.which-agreement": "Vælg en af hovedbogens aftaler med --agreement:",
    "error.which-member": "«{name}» er ikke navnet på netop ét medlem. Vælg et af dem:",
    "error.which-goal": "«{name}» kan være flere mål. Intet er registreret. Vælg et af dem:",
    "error.no-goal": "Der er intet mål, der hedder «{name}». Se dem alle: tovholder goal list",
    "error.no-goal-near": "Der er intet mål, der hedder «{name}». Mente du:",
    "error.quarter": "«{words}» er ikke et kvartal. Skriv fx 2017-Q1 eller '1. kvartal 2017'.",
    "error.day": "«{words}» er ikke en dato. Skriv dagen før måneden og hele året, fx 31.3.2017, "
    "'31. marts 2017' eller 2017-03-31.",
    "error.known-at": "«{words}» er hverken en dato (20.2.2017), et tidspunkt "
    "('20.2.2017 kl. 14.30'), en position (124) eller «seal». Skriv dagen før måneden og "
    "hele året.",
    "error.known-at-future": "«{words}» ligger i fremtiden, og ingen ved, hvad der er kendt til "
    "den tid. Vælg et tidspunkt, der er gået.",
    "error.position": "Position {position} findes ikke; den sidste er {last}.",
    "error.no-seal": "Kvartalet ({quarter}) er ikke forseglet. Forsegl det med: tovholder seal",
    "error.seal-of-what": "Et segl hører til et kvartal. Nævn kvartalet, eller skriv en dato, et "
    "tidspunkt eller en position.",
    "error.no-seal-number": "{quarter} har intet segl nummer {number}; der er {n}.",
    "error.no-seal-number.one": "{quarter} har intet segl nummer {number}; der er kun ét.",
    "error.seal-keeps-no-files": "Seglet for {quarter} har ingen filer med; det blev lavet, før "
    "filerne blev gemt. Dan rapporten med: tovholder report bilag1 --known-at {position}",
    "error.regenerate-what": "Nævn et kvartal, fx: tovholder regenerate 2017-Q1, eller tag alle "
    "med --all.",
    "error.kept-file": "Den gemte fil {name} er ikke længere den, der blev forseglet. Intet er "
    "skrevet. Kør: tovholder projections verify",
    "error.known-at-when-writing": "--known-at hører til et spørgsmål og kan ikke bruges, når der "
    "indberettes.",
    "error.effective-of-what": "--effective hører til en indberetning. Nævn også mål og status, "
    "eller spørg om et kvartal med --quarter.",
    "error.unchanged-with-more": "«Uændret» kan ikke følges af tekst, grund eller forventet tid. "
    "Bekræft først, at status er uændret, og indberet resten for sig.",
    "error.unchanged-is-no-text": "«Uændret» er ingen statustekst. Bekræft i stedet med: "
    "tovholder status MÅL uændret",
    "error.not-in-quarter": "{title} var ikke med i opfølgningen for {quarter} på det tidspunkt.",
    "error.bom": "Kun CSV kan begynde med et byte order mark: "
    "skriv også --format csv, eller giv filen endelsen .csv.",
    "error.nothing-known": "Der var endnu ingen mål i opfølgningen for {quarter} på det tidspunkt.",
    "error.binary-to-terminal": "En terminal kan ikke vise {format}. Skriv til en fil: "
    "-o bilag1.{format}",
    "error.suffix": "{file} har en endelse, som ikke kan skrives. Vælg en af {known}, eller "
    "angiv formatet med --format.",
    "error.write": "{file} kan ikke skrives: {detail}.",
    "error.status-of-what": "Nævn det mål, der indberettes om, fx: tovholder status E-mærker "
    '"i proces" --text "..."',
    "error.page-suffix": "{file} har en endelse, som ikke kan skrives. Afspilningen er en side til "
    "browseren: brug .html.",
    "error.history-of-what": "Nævn et mål eller et kvartal, fx: tovholder history E-mærker",
    "error.column": "«{words}» er ikke en kolonne. Kolonnerne er: {known}",
    "error.not-a-report": "Position {position} er ikke en indberetning, der kan rettes eller "
    "trækkes tilbage. Find positionen med: tovholder history MÅL",
    "error.other-agreement": "Position {position} hører ikke til {title}, men til en anden af "
    "hovedbogens aftaler. Vælg den med --agreement.",
    "error.command-id-used": "Det «--command-id» er brugt før, om noget andet (position "
    "{position}), og intet er registreret. Vælg et andet.",
    "error.member-name": "Der er allerede et medlem, der hedder «{name}». Vælg et andet navn.",
    "error.no-button": "Der er ingen knap nummer {n} i svaret.",
    "error.slack-secret": "Miljøvariablen {name} mangler. Se: tovholder bot check",
    "error.slack-token": "Slack tager ikke imod SLACK_BOT_TOKEN. Hent den igen under OAuth & "
    "Permissions.",
    "error.slack-url": "«{url}» er ikke en adresse, som Slack kan kalde. Den begynder med "
    "https://.",
    "error.slack-away": "Slack kan ikke nås: {why}. Se efter netforbindelse, proxy "
    "(HTTPS_PROXY) og "
    "brandmur, og prøv igen.",
    "error.bot-not-installed": "Botten kan ikke køre endnu. Det, der er forkert, står ovenfor.",
    "error.bot-not-ready": "Botten kan ikke køre endnu: der mangler mindst én nøgle.",
    "error.command-reserved": "{name} er Slacks egen kommando og kan ikke bruges: Slack sender den "
    "aldrig videre til os. Vælg en anden, fx /maal.",
    "error.command-name": "«{name}» kan ikke være en kommando i Slack. Skriv fx /maal: små "
    "bogstaver, højst 32 tegn.",
    "error.slack-id": "«{words}» er ikke et id i Slack. Et arbejdsområde hedder fx T0123ABCD og en "
    "person U0123ABCD.",
    "error.erase-oneself": "Et medlem kan ikke slette sig selv; lad et andet medlem gøre det.",
    "error.read": "{file} kan ikke læses: {detail}.",
    "error.not-a-file": "{file} er ikke en almindelig fil. Gem dokumentet i en fil først.",
    "error.too-large": "{file} fylder mere end {limit} MB og er ikke læst.",
    "os.ENOENT": "filen eller mappen findes ikke",
    "os.EACCES": "du har ikke adgang til den",
    "os.EPERM": "du har ikke adgang til den",
    "os.EISDIR": "det er en mappe og ikke en fil",
    "os.ENOTDIR": "en del af stien er ikke en mappe",
    "os.ENOSPC": "der er ikke mere plads på disken",
    "os.EFBIG": "filen bliver for stor",
    "os.EROFS": "disken kan kun læses",
    "os.ENAMETOOLONG": "navnet er for langt",
    "os.EIO": "disken svarer ikke",
    "refused.UnknownAgreement": "Hovedbogen har ikke den aftale.",
    "refused.AgreementAlreadyLoaded": "Aftalen «{title}» er allerede i hovedbogen.",
    "refused.AmendedSince": "Aftalen er ændret med virkning fra {last}; en ændring fra {effective} "
    "kan ikke lægges ind før den. Vælg {last} eller en senere dag.",
    "refused.MayNotBeAmended": "En ændring kan føje noget til, rette ord og gøre aftalen længere. "
    "Den kan ikke fjerne det, som registreringer bygger på, eller give det en anden betydning: "
    "{places}",
    "refused.UnknownGoal": "Hovedbogen har ikke det mål.",
    "refused.GoalAlreadyRegistered": "Der er allerede et mål med nummer {goal}.",
    "refused.UnknownSection": "{goal} hører ikke til et afsnit i aftalen.",
    "refused.UnknownTheme": "{goal}: aftalen har intet tema «{theme}». Temaerne er: {known}",
    "refused.EmptyText": "Feltet «{what}» må ikke være tomt.",
    "refused.TextTooLong": "Feltet «{what}» er for langt; der er plads til {limit}.",
    "refused.UnprintableText": "Feltet «{what}» har tegn, der ikke kan skrives ud. Skriv teksten "
    "igen uden dem.",
    "refused.NothingReported": "{goal}: der er ikke angivet noget at registrere.",
    "refused.UnknownFulfilment": "{goal}: «{fulfilment}» er ikke en målopfyldelse. "
    "Vælg en af: {known}",
    "refused.FulfilmentNotForKind": "{goal}: «{fulfilment}» kan ikke bruges om den slags mål. "
    "Vælg en af: {known}",
    "refused.EffectiveOutsideAgreement": "{effective} ligger uden for aftalen, der gælder fra "
    "{start} til {end}. Vælg en dag eller et kvartal i den tid.",
    "refused.EffectiveBeforeGoal": "{goal} er først med i aftalen fra {start}, "
    "og {effective} ligger før. Var det med før: tovholder goal backdate {goal} DATO",
    "refused.GoalHadBegun": "{goal} er allerede med i aftalen fra {start}.",
    "refused.EffectiveInFuture": "{effective} er ikke kommet endnu; i dag er det {today}.",
    "refused.EffectiveOutsideQuarter": "{effective} ligger ikke i {quarter}.",
    "refused.NothingToConfirm": "{goal}: før {quarter} er der ikke indberettet en status, der kan "
    "være uændret. Indberet en status med --text.",
    "refused.StatusChangedInQuarter": "{goal} har allerede fået en ny status i {quarter}, så den "
    "er ikke uændret. Er den nye status forkert, så ret den med: tovholder correct",
    "refused.NothingToCorrect": "{goal}: den indberetning er allerede trukket tilbage.",
    "refused.ConfirmationHasNoColumns": "{goal}: «uændret» kan ikke rettes, kun trækkes tilbage "
    "(tovholder retract).",
    "refused.GoalIsWithdrawn": "{goal} udgik {since} og indberettes ikke længere.",
    "refused.AliasIsTaken": "{goal} hedder allerede «{alias}».",
    "refused.UnknownAlias": "{goal} har ikke kaldenavnet «{alias}».",
    "refused.UnknownMember": "{member} er ikke medlem.",
    "refused.MemberAlreadyAdded": "Medlemmet er allerede tilføjet.",
    "refused.MemberIsReleased": "Medlemmet {member} kan ikke længere indberette.",
    "refused.UnknownUnit": "Aftalen har ingen enhed «{unit}». Enhederne er: {known}",
    "refused.UnitNotResponsible": "{goal} hører under {responsible}, så {unit} kan ikke indberette "
    "om målet. Bed den ansvarlige enhed eller sekretariatet om det.",
    "refused.NoUnitResponsible": "{goal} har ingen tovholder i aftalen, så kun sekretariatet kan "
    "indberette om målet.",
    "refused.AuditorsDoNotReport": "En revisor kan læse alt, men ikke indberette.",
    "refused.SecretariatOnly": "Det kan kun sekretariatet.",
    "refused.SealOfAnotherReport": "Seglet for {what} passer ikke til den rapport, hovedbogen "
    "har ved position {position}. Intet er forseglet; prøv igen.",
    "refused.AlreadySealed": "{what} er allerede forseglet. Skal det forsegles på "
    'ny, så skriv hvorfor: --restate "Begrundelse"',
    "refused.NothingToRestate": "{what} er ikke forseglet endnu, så der er intet at forsegle på "
    "ny. Udelad --restate.",
    "refused.NothingToSeal": "Der var endnu ingen mål i opfølgningen for {quarter} på det "
    "tidspunkt, så der er intet at forsegle.",
    "refused.QuarterOutsideAgreement": "{quarter} ligger uden for aftalen eller er ikke begyndt.",
    "refused.RoundAlreadyOpen": "Indberetningsrunden for {quarter} er allerede åben. Se den med: "
    "tovholder round status",
    "refused.NoOpenRound": "Der er ingen åben indberetningsrunde for {quarter}. Åbn den med: "
    "tovholder round open",
    "refused.RoundDeadlineTooEarly": "Fristen {deadline} ligger, før {quarter} begynder. Vælg en "
    "senere dag.",
    "refused.UnusableChannel": "En runde kan følges i en kanal i Slack, som nævnes ved sin i"
    "d, fx C0123ABCD; «{channel}» er ikke en id. Intet er registreret.",
    "refused.UnusableReminders": "Påmindelser sendes højst {most} gange og tidligst {longest} dage "
    "før fristen. Angiv hele dage, fx --remind 7 --remind 1.",
    "refused.ReportsMissing": "{quarter}: der mangler indberetninger om {missing}. Runden er ikke "
    "lukket.",
    "refused.DelayReasonRequired": "{goal}: fristen ({deadline}) er overskredet, og målet er ikke "
    "indfriet. Angiv grunden med --reason; runden for {quarter} beder om den.",
    "init.done": "Hovedbogen {db} er oprettet med «{title}».\n{name} er første medlem og kan "
    "indberette om alle mål.",
    "init.done-without-goals": "Hovedbogen {db} er oprettet med «{title}».\n{name} er første "
    "medlem.",
    "init.next": "Næste skridt: {command}",
    "init.next-import": "tovholder import bilag1 FIL",
    "init.already": "{db} har allerede «{title}». Intet er ændret.",
    "import.refused": "Dokumentet er ikke importeret, og intet er registreret. {n} steder skal "
    "rettes:",
    "import.refused.one": "Dokumentet er ikke importeret, og intet er registreret. Ét sted skal "
    "rettes:",
    "import.outside": "{quarter} ligger uden for «{title}». Intet er registreret.",
    "import.repairs": "Reparerede celler: {n}",
    "import.repairs-hint": "  (se dem alle med --dry-run)",
    "import.number": "nummeret hører til «{title}», men teksten til {number} («{other}»). Ret det, "
    "der er forkert, eller slet nummeret",
    "import.number-new": "nummeret hører til «{title}», men det gør teksten ikke. Ret det, der er "
    "forkert, eller slet nummeret",
    "import.on-sheet": " (arket “{sheet}”)",
    "import.new": "Nye mål: {n}",
    "import.before-agreement": "Forrige kvartal ligger før aftalen; dets status er ikke "
    "registreret ({n} rækker).",
    "import.before-agreement.one": "Forrige kvartal ligger før aftalen; dets status er ikke "
    "registreret (én række).",
    "import.backdated": "Linje {line}: {number} var med i aftalen allerede fra {since}.",
    "import.absent": "{number} {title} står ikke i dokumentet; intet er registreret om det.",
    "import.moved": "Linje {line}: {number} er formuleret anderledes.\n  hovedbog: {was}\n"
    "  dokument: {now}",
    "import.moved-ask": "Er det stadig {number}, blot omformuleret?",
    "import.moved-stops": "{n} mål er formuleret anderledes, og intet er registreret. Er det de "
    "samme mål, så kør igen med --accept-rewordings.",
    "import.moved-stops.one": "Ét mål er formuleret anderledes, og intet er registreret. Er det "
    "det samme mål, så kør igen med --accept-rewordings.",
    "import.differences": "Dokumentet og hovedbogen siger noget forskelligt {n} steder:",
    "import.differences.one": "Dokumentet og hovedbogen siger noget forskelligt ét sted:",
    "import.ledger": "hovedbog",
    "import.document": "dokument",
    "import.accepted": "Dokumentets ord registreres som rettelser.",
    "import.left": "Hovedbogens ord står ved magt. Kør igen med --accept-corrections, hvis "
    "dokumentet har ret.",
    "import.nothing-to-confirm": "{goal}: før {quarter} er der ikke indberettet en status, der kan "
    "være uændret. Importér et tidligere kvartal først, eller skriv statussen i dokumentet.",
    "import.would": "Dette ville blive registreret ({n}):",
    "import.dry-run-moved": "Nye formuleringer skal bekræftes, eller også registreres intet af "
    "dokumentet: svar ja, når importen spørger, eller brug --accept-rewordings.",
    "import.dry-run": "Prøvekørsel: intet er registreret.",
    "import.done": "{quarter}: {n} oplysninger er registreret (position {first}-{last}).",
    "import.done.one": "{quarter}: én oplysning er registreret (position {first}).",
    "import.nothing": "{quarter}: intet nyt at registrere.",
    "import.step.goal": "nyt mål",
    "import.step.backdated": "mål med fra før",
    "import.step.kept": "som hidtil i et senere kvartal",
    "import.step.earlier": "teksten er fra et tidligere kvartal",
    "import.step.previous": "forrige kvartal",
    "import.step.status": "status",
    "import.step.unchanged": "uændret",
    "import.step.wording": "omformulering",
    "import.step.accept": "rettelse",
    "column.number": "Nr.",
    "column.title": "Titel",
    "column.aliases": "Kaldenavne",
    "column.section": "Afsnit",
    "column.goal": "Målsætning",
    "column.theme": "Tema",
    "column.deadline": "Tid",
    "column.content": "Indhold",
    "column.previous_status": "Forrige status",
    "column.status": "Status",
    "column.status-of": "Status {quarter}",
    "column.delay_reason": "Grund til forsinkelse",
    "column.expected_completion": "Forventet indfrielse",
    "column.fulfilment": "Målopfyldelse",
    "column.responsible": "Tovholder",
    "column.late": "Efterregistreret",
    "column.unchanged": "Meldt uændret",
    "column.agreement": "Aftale",
    "column.quarter": "Kvartal",
    "column.known_at": "Registreret til og med",
    "column.position": "Position",
    "column.complete": "Fuldstændig",
    "field.text": "tekst",
    "field.status": "status",
    "field.fulfilment": "målopfyldelse",
    "field.delay_reason": "grund til forsinkelse",
    "field.expected_completion": "forventet indfrielse",
    "field.reason": "begrundelse",
    "field.number": "nummer",
    "field.title": "titel",
    "field.aliases": "kaldenavne",
    "field.alias": "kaldenavn",
    "field.wording": "målsætning",
    "field.theme": "tema",
    "field.deadline": "tid",
    "field.content": "indhold",
    "field.responsible": "tovholder",
    "field.name": "navn",
    "field.command-id": "--command-id",
    "event.agreement-loaded": "aftalen blev taget ind i hovedbogen",
    "event.agreement-amended": "aftalen blev ændret med virkning fra {effective}",
    "event.quarter-sealed": "{quarter} blev forseglet",
    "event.quarter-sealed-2": "{quarter} blev forseglet",
    "event.paper-sealed": "{paper}-{about} blev forseglet",
    "event.round-opened": "indberetningsrunden for {quarter} blev åbnet med frist {deadline}",
    "event.round-told-in-channel": "indberetningsrunden følges også i kanalen {channel} i Slack",
    "event.round-deadline-moved": "indberetningsrunden fik ny frist: {deadline}",
    "event.round-closed": "indberetningsrunden blev lukket",
    "event.member-added": "et medlem blev tilføjet",
    "event.member-released": "et medlem kan ikke længere indberette",
    "event.goal-registered": "målet kom med i aftalen, gældende fra {effective}",
    "event.goal-backdated": "målet viste sig at være med i aftalen allerede fra {effective}",
    "event.goal-titled": "målet fik ny titel",
    "event.goal-alias-added": "målet fik et kaldenavn",
    "event.goal-alias-removed": "målet mistede et kaldenavn",
    "event.goal-reworded": "målet blev omformuleret, gældende fra {effective}",
    "event.goal-deadline-moved": "målet fik ny frist, gældende fra {effective}",
    "event.goal-responsible-changed": "målet fik ny tovholder, gældende fra {effective}",
    "event.goal-withdrawn": "målet udgik {effective}",
    "event.goal-status-reported": "status indberettet, gældende fra {effective}",
    "event.goal-confirmed-unchanged": "bekræftet uændret for {quarter}",
    "event.goal-fact-corrected": "rettelse af en status, der gælder fra {effective}",
    "event.goal-fact-retracted": "en status, der gjaldt fra {effective}, blev trukket tilbage",
    "status.recorded": "{title} ({number}), {quarter}: {change}\n  Status: {status}\n"
    "  Registreret som position {position} af {name}, {recorded}.",
    "status.overtaken": "For en senere dag i {quarter} er der sagt noget andet, og det er det, der "
    "står i rapporten: {columns}.",
    "status.overtaken-by": "  Se hvad: {command}",
    "status.repeated": "Den indberetning er modtaget før; her er svaret fra første gang.",
    "status.nothing-new": "{title} ({number}): intet nyt at registrere.",
    "views.note": "Bemærk: visningerne er ikke opdaterede, så noget kan mangle. "
    "Kør: tovholder projections rebuild",
    "views.note-newer": "Bemærk: visningerne er lavet af en nyere udgave af Tovholder, så noget "
    "kan mangle. Brug den nyere udgave.",
    "status.basis": "Pr. {day}, som kendt {known} (position {position}).",
    "mark.overdue": "Fristen er overskredet.",
    "mark.late": "Noget er indberettet, efter at kvartalet blev forseglet.",
    "overview.unknown": "(ikke oplyst)",
    "overview.missing": "Mangler indberetning ({n}):",
    "overview.overdue": "Frist overskredet og ikke indfriet ({n}):",
    "overview.late": "Indberettet efter forsegling ({n}):",
    "overview.more": "  ... og {n} til",
    "overview.ended": "Aftalen løb til {end} og gælder ikke i dag; vælg kvartal med --quarter.",
    "overview.not-begun": "Aftalen begynder {start} og gælder ikke endnu.",
    "overview.without-goals": "Aftalen har ingen målsætninger. Se, hvad den har: tovholder "
    "agreement show",
    "overview.no-goals": "Der er ingen mål endnu. Tag et dokument ind: tovholder import bilag1 FIL",
    "replay.building": "Historien samles",
    "replay.key": "En tast viser næste trin; q stopper.",
    "report.written": "{file} er skrevet (position {position}).",
    "history.of-goal": "{title}: {n} registreringer",
    "history.of-goal.one": "{title}: én registrering",
    "history.of-quarter": "{quarter}: {n} registreringer",
    "history.of-quarter.one": "{quarter}: én registrering",
    "history.of-goal-in-quarter": "{title}, {quarter}: {n} registreringer",
    "history.of-goal-in-quarter.one": "{title}, {quarter}: én registrering",
    "history.source": "kilde",
    "history.late": "efter forsegling",
    "explain.cell": "{title} ({number}), {column}, {quarter}: {value}",
    "explain.holds": "gælder",
    "explain.superseded": "afløst",
    "explain.nothing": "Ingen har oplyst noget om det.",
    "goal.names": "Kaldenavne: {aliases}\nId: {id}",
    "goal.changed": "{title} ({number}) er ændret: position {position}, {recorded}.",
    "goal.unknown-unit": "Bemærk: aftalen har ingen enhed «{unit}», så ingen kan indberette for "
    "den. Enhederne er: {known}",
    "goal.alias-shared": "Bemærk: «{name}» bruges også om {number} {title}; "
    "navnet alene er ikke nok fremover.",
    "member.erased": "(slettet)",
    "member.released": "kan ikke længere indberette",
    "member.added": "{name} ({unit}) er tilføjet: {id}",
    "member.erased-now": "Navnet er slettet. Det, medlemmet har registreret, står under\n  {id}.",
    "member.linked": "{user} i {team} er nu {name} i Slack.",
    "member.code": "Giv {name} koden {code}. Skriv til botten i Slack inden {hours} timer: "
    "kode {code}",
    "role.tovholder": "tovholder",
    "role.secretariat": "sekretariat",
    "role.auditor": "revisor",
    "bot.right": "i orden",
    "bot.wrong": "forkert",
    "bot.missing": "mangler",
    "bot.bot-token": "bottens nøgle (xoxb-...), altid",
    "bot.app-token": "appens nøgle (xapp-...), for Socket Mode",
    "bot.signing-secret": "signeringsnøglen, for HTTP",
    "bot.linked": "{n} personer i Slack er knyttet til et medlem.",
    "bot.linked.one": "Én person i Slack er knyttet til et medlem.",
    "bot.unseen": "ikke set",
    "bot.token-taken": "Slack kender botten i {team} ({id}).",
    "bot.token-refused": "Slack tager ikke imod SLACK_BOT_TOKEN ({told}). Hent den igen under "
    "OAuth "
    "& Permissions.",
    "bot.scopes-right": "Botten har de rettigheder, den skal bruge.",
    "bot.scopes-missing": "Disse rettigheder mangler: {scopes}. Opdatér appen med tovholder bot "
    "manifest, og installér den igen.",
    "bot.scopes-unseen": "Slack fortæller ikke, hvilke rettigheder botten har.",
    "bot.app-token-taken": "Socket Mode kan åbnes.",
    "bot.app-token-refused": "Slack tager ikke imod SLACK_APP_TOKEN ({told}). Den skal have "
    "rettigheden connections:write, og Socket Mode skal være slået til.",
    "bot.channel-right": "Botten er med i kanalen {channel}.",
    "bot.channel-outside": "Botten er ikke med i kanalen {channel}. Skriv /invite @Tovholder i "
    "den.",
    "bot.channel-shared": "Kanalen {channel} deles med en anden organisation, og så må det "
    "registrerede ikke vises dér. Udelad den af --public-in.",
    "bot.channel-unknown": "Botten kan ikke finde kanalen {channel} ({told}).",
    "bot.channel-unseen": "Botten må ikke se, om den er med i {channel}: det kræver channels:read. "
    "Skriv /invite @Tovholder i kanalen.",
    "bot.ready": "Botten kan køre: tovholder bot run",
    "bot.running-socket": "Botten kører (Socket Mode). Stop den med Ctrl-C.",
    "bot.running-http": "Botten kører på {url}. Stop den med Ctrl-C.",
    "bot.stopped": "Botten er stoppet.",
    "bot.outbox-none": "Alt, hvad Slack skal vide, er sendt.",
    "bot.outbox-line": "{id}  {state}  {kind}  til {to}  forsøg: {attempts}  siden {made}",
    "bot.outbox-told": "    Slack svarer: {told}",
    "bot.outbox-waiting": "venter",
    "bot.outbox-failed": "opgivet",
    "bot.outbox-ourselves": "os selv",
    "bot.outbox-again": "{n} beskeder prøves igen.",
    "bot.outbox-again.one": "Én besked prøves igen.",
    "bot.outbox-kind.reply": "svar på det, der blev registreret",
    "bot.outbox-kind.card": "leverance til godkendelse",
    "bot.outbox-kind.rounds": "gennemgang af runder",
    "bot.outbox-kind.remind": "påmindelse af dem, der mangler",
    "bot.outbox-kind.ask": "mål i runden",
    "bot.outbox-kind.nudge": "påmindelse",
    "bot.outbox-kind.progress": "rundens stade",
    "bot.outbox-kind.sealed": "forseglet Bilag 1",
    "bot.outbox-kind.sealed-files": "filerne til det forseglede Bilag 1",
    "round.opened": "Indberetningsrunden for {quarter} er åben. Frist: {deadline}.",
    "round.moved": "Indberetningsrunden for {quarter} har nu frist {deadline}.",
    "round.same": "Indberetningsrunden for {quarter} har allerede frist {deadline}.",
    "round.no-goals": "Kvartalet har ingen mål, så der er intet at forsegle.",
    "round.closed": "Indberetningsrunden for {quarter} er lukket (position {position}).",
    "round.remind": "Dem, der mangler, får en påmindelse i Slack (dage før fristen: {days}).",
    "round.channel": "Runden følges også i kanalen {channel} i Slack, når botten kører med "
    "--public-in {channel}.",
    "round.no-remind": "Ingen får en påmindelse.",
    "round.none": "Der er ingen åben indberetningsrunde. Åbn en med: tovholder round open KVARTAL "
    "--deadline DATO",
    "round.head": "Indberetningsrunde, {quarter}: {state}. Frist: {deadline}.",
    "round.state-open": "åben",
    "round.state-closed": "lukket",
    "round.counts": "{reported} af {total} mål er indberettet.",
    "round.of-unit": "{reported:>3} af {total:<3} {unit}",
    "round.no-unit": "(ingen tovholder)",
    "round.asked": "Tovholdere:",
    "round.asked-missing": "{name} ({unit}) mangler {n} af {total}: {goals}",
    "round.asked-done": "{name} ({unit}) har svaret på alt ({total})",
    "round.not-in-slack": "  [ikke i Slack]",
    "round.unlinked": "Medlemmer uden Slack får intet at vide. Giv dem en kode: tovholder member "
    "code NAVN",
    "round.unasked": "Mål, som ingen medlemmer svarer for ({n}):",
    "round.missing": "Mangler indberetning ({n}):",
    "round.close-ask": "Luk runden for {quarter} alligevel?",
    "round.close-stops": "Der mangler indberetninger, og runden er ikke lukket. Skal den lukkes "
    "alligevel, så kør igen med --yes.",
    "views.current": "Visningerne er opdaterede: position {position} af {last}, version {version}.",
    "views.behind": "Visningerne er IKKE opdaterede: position {position} af {last}, "
    "version {version} (skal være {wanted}). Kør: tovholder projections rebuild",
    "views.newer": "Visningerne er lavet af en nyere udgave af Tovholder: version {version}, hvor "
    "denne laver {wanted}. Brug den nyere udgave. Med denne udgave: "
    "tovholder projections rebuild",
    "views.rebuilding": "Visningerne bygges op på ny",
    "views.rebuilt": "Visningerne er bygget op på ny til position {position} "
    "(generation {generation}).",
    "views.verifying": "Hovedbogen efterprøves",
    "views.verified": "Alt stemmer til og med position {position}.",
    "views.differs": "{n} forhold stemmer ikke.",
    "views.differs.one": "Ét forhold stemmer ikke.",
    "events.exported": "{n} hændelser er skrevet til {file}.",
    "confirm.hint": "[j/N]",
    "usage.use": "Brug",
    "usage.help": "Hjælp",
    "usage.near": "Mente du {near}?",
    "usage.no-command": "Kommandoen {name} findes ikke.",
    "usage.no-option": "Tilvalget {name} findes ikke.",
    "usage.missing-option": "Tilvalget {name} mangler.",
    "usage.missing-argument": "Der mangler {name}.",
    "usage.choice": "{name} kan ikke være «{said}». Vælg mellem {choices}.",
    "usage.at-least": "{name} skal være et helt tal, mindst {low}.",
    "usage.between": "{name} skal være et helt tal fra {low} til {high}.",
    "usage.number": "{name} skal være et helt tal.",
    "usage.wants-value": "Efter {name} mangler der en værdi.",
    "usage.no-value": "{name} tager ingen værdi.",
    "usage.extra": "Der er for meget på linjen: {words}.",
    "usage.other": "Kommandoen kan ikke læses: {told}",
}
