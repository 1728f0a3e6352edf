"""What is said of a partnership in Danish, in Slack and on the command line alike."""

from __future__ import annotations

PARTNERSHIP: dict[str, str] = {
    "refused.AgreementHasLapsed": "«{title}» bortfaldt {effective} efter beslutning {decision}. "
    "Der registreres ikke mere i den; spørgsmål og rapporter virker stadig.",
    "refused.NoLapse": "Aftalefilen siger ikke, hvem der kan beslutte, at aftalen bortfalder.",
    "refused.UnknownForum": "Aftalen har intet forum «{forum}». Fora: {known}",
    "refused.ForumOfEachProject": "«{forum}» nedsættes for hvert byggeprojekt. Nedsæt det med: "
    "tovholder forum setup {forum} PROJEKT",
    "refused.NotAPattern": "«{forum}» er ikke et forum, der nedsættes for hvert projekt.",
    "refused.ForumAlreadySetUp": "{forum} er allerede nedsat.",
    "refused.NotACode": "«{words}» kan ikke bruges som kode. Skriv små bogstaver, tal og "
    "bindestreger; koden må ikke slutte på en bindestreg og et tal.",
    "refused.UnitHasNoSeat": "{unit} har ingen plads i {forum}. Pladser har: {known}",
    "refused.SeatsAreTaken": "{unit} har {seats} plads(er) i {forum}, og de er optaget. Afløs en "
    "repræsentant med --replaces, eller frigør pladsen først.",
    "refused.AlreadySeated": "Medlemmet har allerede en plads i {forum}.",
    "refused.NotSeated": "Medlemmet har ingen plads i {forum}, der kan ophøre den dag.",
    "refused.MemberOfAnotherUnit": "Pladsen hører til {unit}, og medlemmet til {member_unit}.",
    "refused.AuditorsDoNotSit": "En revisor kan ikke sidde i et forum.",
    "refused.NotYoursToFill": "Pladserne for {unit} besættes af parten selv eller af "
    "sekretariatet, og ingen kan udpege sig selv.",
    "refused.NotOfTheForum": "Det kan kun de, der sidder i {forum}, og sekretariatet.",
    "refused.UnknownMeeting": "Der er intet møde «{meeting}». Se dem alle: tovholder meeting list",
    "refused.MeetingAlreadyCalled": "{meeting} kan ikke indkaldes: nummeret er brugt, eller mødet "
    "før det mangler.",
    "refused.NothingMoved": "{meeting} har allerede den tid og det sted.",
    "refused.MeetingIsOver": "{meeting} er afholdt eller aflyst og kan ikke ændres.",
    "refused.MeetingNotHeld": "{meeting} ({day}) er ikke afholdt endnu.",
    "refused.NotATime": "«{time}» kan ikke være et mødes tid. Skriv fx 09:30; et møde varer fra 5 "
    "minutter til 12 timer.",
    "refused.NothingOnTheAgenda": "{meeting} har intet punkt {item} på dagsordenen.",
    "refused.NobodyPresent": "{meeting}: mindst én skal have deltaget, og ingen kan både deltage "
    "og have meldt afbud.",
    "refused.UnknownReference": "«{reference}» findes ikke. Skriv fx deliverable:KODE, goal:M3, "
    "decision:FORUM-1/2 eller project:KODE; kun en leverance med et udkast kan godkendes.",
    "refused.UnknownDecision": "Der er ingen beslutning «{decision}». Skriv den som FORUM-1/2: "
    "mødet og beslutningens nummer.",
    "refused.DecisionIsSuperseded": "Beslutning {decision} er afløst af {by}.",
    "refused.NotThatDecision": "Det kræver en beslutning om netop det i {forum}; om en leverance "
    "skal den gælde den version, der ligger nu. {decision} er ikke sådan en beslutning.",
    "refused.NoFollowUp": "Beslutning {decision} kræver ingen opfølgning, eller den er sket.",
    "refused.DueBeforeMeeting": "Fristen {due} kan ikke bruges: den skal have en ansvarlig og må "
    "ikke ligge før mødet.",
    "refused.NotAnEarlierDecision": "{decision} blev besluttet {day}, efter dette møde, og kan "
    "ikke afløses af det.",
    "refused.MinutesAreApproved": "Referatet af {meeting} er godkendt og ændres ikke. Føj til med: "
    "tovholder meeting addendum {meeting}",
    "refused.MinutesNotWritten": "Referatet af {meeting} er ikke skrevet endnu; skriv det med: "
    "tovholder meeting minutes {meeting}",
    "refused.MinutesNotApproved": "Referatet af {meeting} er ikke godkendt endnu; skriv det om "
    "med: tovholder meeting minutes {meeting}",
    "refused.NotALaterMeeting": "Referatet af {meeting} godkendes af et senere, afholdt møde i "
    "samme forum; det er {at} ikke.",
    "refused.UnknownDeliverable": "Aftalen har ingen leverance «{deliverable}». "
    "Leverancerne er: {known}",
    "refused.NoSuchStep": "{deliverable} er nu «{state}», og derfra kan det skridt ikke tages. "
    "Se vejen med: tovholder deliverable show {deliverable}",
    "refused.NotForYou": "{deliverable}: det skridt kan kun tages af: {allowed}",
    "who.secretariat": "sekretariatet",
    "refused.NoSeatToApprove": "{deliverable} godkendes af dem, der sidder i {forum} nu.",
    "refused.OwnSubmission": "{deliverable}: den, der har skrevet eller sendt en version videre, "
    "kan ikke selv godkende den.",
    "refused.AlreadyApproved": "{deliverable}: du har allerede godkendt den version.",
    "refused.StaleVersion": "{deliverable} ligger nu i en anden version end den, du har set. "
    "Intet er registreret.\n  nævnt: {named}\n  nu:    {current}",
    "refused.SameVersion": "{deliverable}: den version er der allerede.",
    "refused.NotASha256": "«{words}» er ikke en SHA-256 (64 cifre 0-9 og a-f).",
    "refused.NoSuchPlace": "Plads {place} findes ikke (der er {last}), eller leverancen står der "
    "allerede.",
    "event.forum-set-up": "forummet blev nedsat, gældende fra {effective}",
    "event.seat-taken": "en plads for {unit} i {forum} blev besat, gældende fra {effective}",
    "event.seat-released": "en plads for {unit} i {forum} blev ledig {effective}",
    "event.meeting-called": "{forum} blev indkaldt til møde nr. {number} den {day}",
    "event.meeting-moved": "mødet blev flyttet til {day}",
    "event.meeting-cancelled": "mødet blev aflyst",
    "event.meeting-held": "mødet blev holdt",
    "event.decision-recorded": "beslutning {number} under punkt {item}",
    "event.decision-superseded": "beslutning {number} blev afløst af {by}",
    "event.follow-up-done": "der blev fulgt op på beslutning {number} den {effective}",
    "event.minutes-drafted": "referatet blev skrevet ({draft}. udkast)",
    "event.minutes-approved": "referatet blev godkendt på {meeting}",
    "event.minutes-addendum": "der blev føjet til referatet",
    "event.deliverable-planned": "leverancen er planlagt, gældende fra {effective}",
    "event.deliverable-drafted": "version {draft} blev lavet {effective}",
    "event.deliverable-contributed": "{forum} gav sit bidrag til version {draft} {effective}",
    "event.deliverable-handed": "version {draft} blev sendt til {forum} {effective}",
    "event.deliverable-approval-given": "version {draft} blev godkendt for {unit} {effective}",
    "event.deliverable-approved": "leverancen blev godkendt i version {draft} {effective}",
    "event.deliverable-returned": "version {draft} blev returneret af {forum} {effective}",
    "event.deliverable-withdrawn": "leverancen udgik {effective}",
    "event.deliverables-prioritised": "leverancerne fik ny rækkefølge {effective}",
    "event.agreement-lapsed": "aftalen bortfaldt {effective}",
}
