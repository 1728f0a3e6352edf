"""An example of every event of a partnership, and the bytes that are stored for it, for ever."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain import home_events as h
from domain import partnership_events as e

DAY = date(2026, 3, 12)
ONE, TWO, HOME = UUID(int=1), UUID(int=2), UUID(int=9)
SHA = "ab" * 32

EXAMPLES: dict[str, e.PartnershipEvent] = {
    "forum-set-up": e.ForumSetUp(HOME, "udvalg-vest", "udvalg", "Udvalg Vest", "vest", DAY),
    "seat-taken": e.SeatTaken(HOME, "raad", ONE, "TMF", DAY),
    "seat-released": e.SeatReleased(HOME, "raad", ONE, "TMF", DAY, "Ny stilling"),
    "meeting-called": e.MeetingCalled(
        HOME, "raad", 1, DAY, "09:30", 60, "Rådhuset", ("Velkomst", "Plan"), (ONE, TWO)
    ),
    "meeting-moved": e.MeetingMoved(DAY, "10:00", 90, "Havnen", "Sygdom"),
    "meeting-cancelled": e.MeetingCancelled("Ingen punkter"),
    "meeting-held": e.MeetingHeld((ONE,), (TWO,)),
    "decision-recorded": e.DecisionRecorded(
        1, 2, "approved", "Planen godkendes", "Udkastet", (f"deliverable:plan@{SHA}", "goal:M1"),
        (e.Dissent("SOF", "For dyrt"),), "TMF", DAY,
    ),
    "decision-superseded": e.DecisionSuperseded(1, "raad-2/1"),
    "follow-up-done": e.FollowUpDone(1, DAY, "Sendt"),
    "minutes-drafted": e.MinutesDrafted(1, "Vi mødtes", "", SHA),
    "minutes-approved": e.MinutesApproved(1, SHA, "raad-2"),
    "minutes-addendum": e.MinutesAddendum("Punkt 2 gjaldt også havnen"),
    "deliverable-planned": e.DeliverablePlanned(HOME, "plan", 1, "raad", ("udvalg",), DAY, "ny"),
    "deliverable-drafted": e.DeliverableDrafted(1, "plan.docx", SHA, ONE, DAY, "udkast"),
    "deliverable-contributed": e.DeliverableContributed(
        "udvalg", 1, "Afsnit 2", "bilag.docx", SHA, DAY, "udkast"
    ),
    "deliverable-handed": e.DeliverableHanded("raad", 1, SHA, ONE, DAY, "forelagt"),
    "deliverable-approval-given": e.DeliverableApprovalGiven(
        "raad", "TMF", TWO, 1, SHA, "raad-1/1", DAY, "forelagt"
    ),
    "deliverable-approved": e.DeliverableApproved(1, SHA, "raad-1/1", 2, DAY, "godkendt"),
    "deliverable-returned": e.DeliverableReturned("raad", 1, "Uklar", DAY, "retur"),
    "deliverable-withdrawn": e.DeliverableWithdrawn("Opgivet", "raad-1/2", DAY, "slut"),
    "deliverables-prioritised": e.DeliverablesPrioritised(("plan", "kort"), "raad-1/3", DAY),
    "agreement-lapsed": e.AgreementLapsed("raad-1/4", DAY, "Støtten faldt bort"),
    "project-planned": h.ProjectPlanned(
        HOME, "vest", "Vesthuse", "SAB", (h.Site("Vej 1", 8), h.Site("Vej 2", 4)), DAY
    ),
    "project-revised": h.ProjectRevised("AKB", (h.Site("Vej 1", 9),), "Ny tegning", DAY),
    "milestone-reached": h.MilestoneReached("udbud", ("Vej 1",), "Tre bud", DAY),
    "project-set-back": h.ProjectSetBack(
        "udbud", ("udbud", "start"), ("Vej 1",), "For dyrt", DAY
    ),
    "project-abandoned": h.ProjectAbandoned("Solgt", "raad-1/5", DAY),
    "section-reviewed": h.SectionReviewed(HOME, "vest", 2026, "budget", True, "Balance", DAY),
}  # fmt: skip

TABLES: dict[str, list[str]] = {
    "forum-set-up": ["forums"],
    "seat-taken": ["seats"],
    "seat-released": ["seats"],
    "meeting-called": ["meetings", *["meeting_lines"] * 4],
    "meeting-moved": ["meeting_steps"],
    "meeting-cancelled": ["meeting_steps"],
    "meeting-held": ["meeting_steps", *["meeting_lines"] * 2],
    "decision-recorded": ["decisions", *["decision_lines"] * 3],
    "decision-superseded": ["decisions"],
    "follow-up-done": ["decisions"],
    "minutes-drafted": ["meeting_steps"],
    "minutes-approved": ["meeting_steps"],
    "minutes-addendum": ["meeting_steps"],
    "deliverable-planned": ["deliverables"],
    **{topic: ["deliverable_steps"] for topic in EXAMPLES
       if topic.startswith("deliverable-") and topic != "deliverable-planned"},
    "deliverables-prioritised": ["deliverable_orders"] * 2,
    "agreement-lapsed": ["lapses"],
    "project-planned": ["projects", *["project_lines"] * 2],
    "project-revised": ["project_steps", "project_lines"],
    "milestone-reached": ["project_steps", "project_lines"],
    "project-set-back": ["project_steps", *["project_lines"] * 3],
    "project-abandoned": ["project_steps"],
    "section-reviewed": ["reviews"],
}  # fmt: skip
"""The tables of the views in which each event leaves its rows."""

STORED: dict[str, str] = {
    "forum-set-up": (
        '{"agreement":"00000000-0000-0000-0000-000000000009","code":"udvalg-vest","patter'
        'n":"udvalg","title":"Udvalg Vest","project":"vest","effective":"2026-03-12"}'
    ),
    "seat-taken": (
        '{"agreement":"00000000-0000-0000-0000-000000000009","forum":"raad","member":"000'
        '00000-0000-0000-0000-000000000001","unit":"TMF","effective":"2026-03-12"}'
    ),
    "seat-released": (
        '{"agreement":"00000000-0000-0000-0000-000000000009","forum":"raad","member":"000'
        '00000-0000-0000-0000-000000000001","unit":"TMF","effective":"2026-03-12","reason'
        '":"Ny stilling"}'
    ),
    "meeting-called": (
        '{"agreement":"00000000-0000-0000-0000-000000000009","forum":"raad","number":1,"d'
        'ay":"2026-03-12","time":"09:30","minutes":60,"place":"Rådhuset","agenda":["Velko'
        'mst","Plan"],"invited":["00000000-0000-0000-0000-000000000001","00000000-0000-00'
        '00-0000-000000000002"]}'
    ),
    "meeting-moved": (
        '{"day":"2026-03-12","time":"10:00","minutes":90,"place":"Havnen","reason":"Sygdo'
        'm"}'
    ),
    "meeting-cancelled": (
        '{"reason":"Ingen punkter"}'
    ),
    "meeting-held": (
        '{"present":["00000000-0000-0000-0000-000000000001"],"apologies":["00000000-0000-'
        '0000-0000-000000000002"]}'
    ),
    "decision-recorded": (
        '{"number":1,"item":2,"kind":"approved","text":"Planen godkendes","presented":"Ud'
        'kastet","refers":["deliverable:plan@abababababababababababababababababababababab'
        'abababababababababab","goal:M1"],"dissent":[{"unit":"SOF","text":"For dyrt"}],"r'
        'esponsible":"TMF","due":"2026-03-12"}'
    ),
    "decision-superseded": (
        '{"number":1,"by":"raad-2/1"}'
    ),
    "follow-up-done": (
        '{"number":1,"effective":"2026-03-12","text":"Sendt"}'
    ),
    "minutes-drafted": (
        '{"draft":1,"text":"Vi mødtes","file":"","sha256":"ababababababababababababababab'
        'ababababababababababababababababab"}'
    ),
    "minutes-approved": (
        '{"draft":1,"sha256":"abababababababababababababababababababababababababababababa'
        'babab","meeting":"raad-2"}'
    ),
    "minutes-addendum": (
        '{"text":"Punkt 2 gjaldt også havnen"}'
    ),
    "deliverable-planned": (
        '{"agreement":"00000000-0000-0000-0000-000000000009","code":"plan","priority":1,"'
        'forum":"raad","contributing":["udvalg"],"effective":"2026-03-12","state":"ny"}'
    ),
    "deliverable-drafted": (
        '{"draft":1,"source":"plan.docx","sha256":"ababababababababababababababababababab'
        'ababababababababababababab","by":"00000000-0000-0000-0000-000000000001","effecti'
        've":"2026-03-12","state":"udkast"}'
    ),
    "deliverable-contributed": (
        '{"forum":"udvalg","draft":1,"text":"Afsnit 2","source":"bilag.docx","sha256":"ab'
        'ababababababababababababababababababababababababababababababab","effective":"202'
        '6-03-12","state":"udkast"}'
    ),
    "deliverable-handed": (
        '{"forum":"raad","draft":1,"sha256":"abababababababababababababababababababababab'
        'abababababababababab","by":"00000000-0000-0000-0000-000000000001","effective":"2'
        '026-03-12","state":"forelagt"}'
    ),
    "deliverable-approval-given": (
        '{"forum":"raad","unit":"TMF","by":"00000000-0000-0000-0000-000000000002","draft"'
        ':1,"sha256":"abababababababababababababababababababababababababababababababab","'
        'decision":"raad-1/1","effective":"2026-03-12","state":"forelagt"}'
    ),
    "deliverable-approved": (
        '{"draft":1,"sha256":"abababababababababababababababababababababababababababababa'
        'babab","decision":"raad-1/1","approvals":2,"effective":"2026-03-12","state":"god'
        'kendt"}'
    ),
    "deliverable-returned": (
        '{"forum":"raad","draft":1,"reason":"Uklar","effective":"2026-03-12","state":"ret'
        'ur"}'
    ),
    "deliverable-withdrawn": (
        '{"reason":"Opgivet","decision":"raad-1/2","effective":"2026-03-12","state":"slut'
        '"}'
    ),
    "deliverables-prioritised": (
        '{"order":["plan","kort"],"decision":"raad-1/3","effective":"2026-03-12"}'
    ),
    "agreement-lapsed": (
        '{"decision":"raad-1/4","effective":"2026-03-12","reason":"Støtten faldt bort"}'
    ),
    "project-planned": (
        '{"agreement":"00000000-0000-0000-0000-000000000009","code":"vest","title":"Vesth'
        'use","organisation":"SAB","sites":[{"place":"Vej 1","homes":8},{"place":"Vej 2",'
        '"homes":4}],"effective":"2026-03-12"}'
    ),
    "project-revised": (
        '{"organisation":"AKB","sites":[{"place":"Vej 1","homes":9}],"reason":"Ny tegning'
        '","effective":"2026-03-12"}'
    ),
    "milestone-reached": (
        '{"milestone":"udbud","sites":["Vej 1"],"text":"Tre bud","effective":"2026-03-12"'
        '}'
    ),
    "project-set-back": (
        '{"milestone":"udbud","undone":["udbud","start"],"sites":["Vej 1"],"reason":"For '
        'dyrt","effective":"2026-03-12"}'
    ),
    "project-abandoned": (
        '{"reason":"Solgt","decision":"raad-1/5","effective":"2026-03-12"}'
    ),
    "section-reviewed": (
        '{"agreement":"00000000-0000-0000-0000-000000000009","section":"vest","year":2026'
        ',"part":"budget","in_order":true,"text":"Balance","effective":"2026-03-12"}'
    ),
}  # fmt: skip
