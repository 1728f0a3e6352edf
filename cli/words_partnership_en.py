"""What the command line says of a partnership, in English."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "refused.AgreementHasLapsed": '"{title}" lapsed on {effective} by decision {decision}. '
    "Nothing more is recorded in it; questions and reports still work.",
    "refused.NoLapse": "The agreement file does not say who may decide that it lapses.",
    "refused.UnknownForum": 'The agreement has no forum "{forum}". Forums: {known}',
    "refused.ForumOfEachProject": '"{forum}" is set up for each building project. Set it up with: '
    "tovholder forum setup {forum} PROJECT",
    "refused.NotAPattern": '"{forum}" is not a forum that is set up for each project.',
    "refused.ForumAlreadySetUp": "{forum} is set up already.",
    "refused.NotACode": '"{words}" cannot be a code. Write small letters, digits and hyphens; it '
    "may not end in a hyphen and a number.",
    "refused.UnitHasNoSeat": "{unit} has no seat in {forum}. Seats have: {known}",
    "refused.SeatsAreTaken": "{unit} has {seats} seat(s) in {forum}, and they are taken. Replace a "
    "representative with --replaces, or release the seat first.",
    "refused.AlreadySeated": "The member has a seat in {forum} already.",
    "refused.NotSeated": "The member has no seat in {forum} that could end on that day.",
    "refused.MemberOfAnotherUnit": "The seat is that of {unit}, and the member is of "
    "{member_unit}.",
    "refused.AuditorsDoNotSit": "An auditor cannot sit in a forum.",
    "refused.NotYoursToFill": "The seats of {unit} are filled by the party itself or by the "
    "secretariat, and nobody appoints themselves.",
    "refused.NotOfTheForum": "Only those who sit in {forum} and the secretariat can do that.",
    "refused.UnknownMeeting": 'There is no meeting "{meeting}". See them all: tovholder meeting '
    "list",
    "refused.MeetingAlreadyCalled": "{meeting} cannot be called: the number is used, or the "
    "meeting before it is missing.",
    "refused.MeetingIsOver": "{meeting} was held or cancelled and cannot be changed.",
    "refused.MeetingNotHeld": "{meeting} ({day}) has not been held.",
    "refused.NotATime": '"{time}" cannot be the time of a meeting. Write for example 09:30; a '
    "meeting lasts from 5 minutes to 12 hours.",
    "refused.NothingOnTheAgenda": "{meeting} has no item {item} on its agenda.",
    "refused.NobodyPresent": "{meeting}: somebody must have been present, and nobody can be both "
    "present and excused.",
    "refused.UnknownReference": '"{reference}" does not exist. Write for example deliverable:CODE, '
    "goal:M3, decision:FORUM-1/2 or project:CODE; only a deliverable with a draft is approved.",
    "refused.UnknownDecision": 'There is no decision "{decision}". Write it as FORUM-1/2: the '
    "meeting and the number of the decision.",
    "refused.DecisionIsSuperseded": "Decision {decision} was superseded by {by}.",
    "refused.NotThatDecision": "That takes a decision about just that in {forum}; about a "
    "deliverable, of the version that is there now. {decision} is not such a decision.",
    "refused.NoFollowUp": "Decision {decision} asks for nothing, or it is done.",
    "refused.DueBeforeMeeting": "The due day {due} cannot be used: it needs somebody responsible "
    "and may not lie before the meeting.",
    "refused.MinutesAreApproved": "The minutes of {meeting} are approved and do not change. Add "
    "with: tovholder meeting addendum {meeting}",
    "refused.MinutesNotApproved": "The minutes of {meeting} are not approved; write them anew "
    "with: tovholder meeting minutes {meeting}",
    "refused.NotALaterMeeting": "The minutes of {meeting} are approved by a later meeting of the "
    "same forum that was held; {at} is not.",
    "refused.UnknownDeliverable": 'The agreement has no deliverable "{deliverable}". '
    "The deliverables are: {known}",
    "refused.NoSuchStep": '{deliverable} is now "{state}", and that step does not lead on from '
    "there. See the way with: tovholder deliverable show {deliverable}",
    "refused.NotForYou": "{deliverable}: only these can take that step: {allowed}",
    "refused.NoSeatToApprove": "{deliverable} is approved by those who sit in {forum} now.",
    "refused.OwnSubmission": "{deliverable}: who wrote a version or handed it on cannot approve "
    "it.",
    "refused.AlreadyApproved": "{deliverable}: you have approved that version already.",
    "refused.StaleVersion": "{deliverable} has another version now than the one you have seen. "
    "Nothing was recorded.\n  named: {named}\n  now:   {current}",
    "refused.SameVersion": "{deliverable}: that version is there already.",
    "refused.NotASha256": '"{words}" is not a SHA-256 (64 digits 0-9 and a-f).',
    "refused.NoSuchPlace": "There is no place {place} (there are {last}), or the deliverable has "
    "it already.",
    "event.forum-set-up": "the forum was set up, effective {effective}",
    "event.seat-taken": "a seat of {unit} in {forum} was taken, effective {effective}",
    "event.seat-released": "a seat of {unit} in {forum} was released on {effective}",
    "event.meeting-called": "{forum} was called to meeting no. {number} on {day}",
    "event.meeting-moved": "the meeting was moved to {day}",
    "event.meeting-cancelled": "the meeting was cancelled",
    "event.meeting-held": "the meeting was held",
    "event.decision-recorded": "decision {number} on item {item}",
    "event.decision-superseded": "decision {number} was superseded by {by}",
    "event.follow-up-done": "decision {number} was followed up on {effective}",
    "event.minutes-drafted": "the minutes were written (draft {draft})",
    "event.minutes-approved": "the minutes were approved at {meeting}",
    "event.minutes-addendum": "the minutes were added to",
    "event.deliverable-planned": "the deliverable is planned, effective {effective}",
    "event.deliverable-drafted": "version {draft} was made on {effective}",
    "event.deliverable-contributed": "{forum} contributed to version {draft} on {effective}",
    "event.deliverable-handed": "version {draft} was handed to {forum} on {effective}",
    "event.deliverable-approval-given": "version {draft} was approved for {unit} on {effective}",
    "event.deliverable-approved": "the deliverable was approved in version {draft} on {effective}",
    "event.deliverable-returned": "version {draft} was returned by {forum} on {effective}",
    "event.deliverable-withdrawn": "the deliverable was withdrawn on {effective}",
    "event.deliverables-prioritised": "the deliverables got another order on {effective}",
    "event.agreement-lapsed": "the agreement lapsed on {effective}",
}
