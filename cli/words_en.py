"""What the command line says in English."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "error.heading": "Error",
    "error.no-store": "There is no ledger in {db}. Create it with: tovholder --db {db} init",
    "error.db-url": "“{db}” cannot be used as a ledger. Give a file, such as tovholder.db, or an "
    "address such as postgresql://user@server/database.",
    "error.store": "The ledger cannot be read or written: {detail}",
    "error.store-not-a-database": "The file is not a ledger. Check that --db names the right file.",
    "error.store-of-another": "{db} belongs to another program and is not a ledger. Choose another "
    "file with --db.",
    "error.store-damaged": "The ledger's file is damaged. Restore the latest backup.",
    "error.store-disk": "The disk cannot be used as it is; it may be full. Nothing was recorded. "
    "Make space, and try again.",
    "error.store-read-only": "The ledger is read-only, and nothing is recorded. Get write access "
    "to the file and its folder, or work on a copy of the file.",
    "error.server-read-only": "The database is read-only, and nothing is recorded. If it is a copy "
    "that follows another, --db must name the other one.",
    "error.server-encoding": "The database cannot hold all characters ({detail}). Create one that "
    "can: createdb --encoding UTF8 --template template0 NAME",
    "error.store-unfinished": "{db} is read-only, and a part of the ledger stands in {db}-wal "
    "beside it. Put both files into a folder that can be written, and try again there.",
    "error.store-changed": "Somebody else wrote to the ledger meanwhile, and the answer may be "
    "wrong. Try again, or work on a copy.",
    "error.store-full": "The disk is full. Nothing is recorded; make room and try again.",
    "error.store-not-allowed": "The user of the database may not do this, and nothing is recorded: "
    "{detail}. tovholder init and tovholder projections rebuild are run by the owner of the "
    "tables; grant another user the rest.",
    "error.store-locked": "Somebody else holds the ledger locked. Nothing is recorded; try again "
    "in a moment.",
    "error.store-cannot-open": "The ledger cannot be opened. Check that --db names a file in a "
    "folder that exists and that you have access to.",
    "error.store-no-tables": "The database has no ledger yet. Create it with: tovholder init",
    "error.store-no-views": "The database has no ledger, or its views are of another version. "
    "Create it with: tovholder init, or bring it up to date with: tovholder projections rebuild",
    "error.store-unreachable": "The database does not answer. Check that the server runs and that "
    "the address in --db is right. ({detail})",
    "error.views-out-of-date": "The views are not up to date. Run: tovholder projections rebuild",
    "error.views-newer": "A newer version of Tovholder made the views, and nothing is recorded. "
    "Use the newer one. If it must be this one: tovholder projections rebuild",
    "error.views-in-use": "Others kept reading the views, so the new ones could not be put in. "
    "The old ones still hold; try again.",
    "error.rebuild-overtaken": "Another rebuild began meanwhile and was put in instead.",
    "error.unreadable": "An event of the ledger cannot be read: {detail}. Restore the ledger "
    "from a backup, and keep the damaged one.",
    "error.concurrent": "Others wrote about the same goals at the same time. Nothing is recorded; "
    "try again.",
    "error.interrupted": "Interrupted. The ledger is whole; “tovholder history” shows what was "
    "recorded.",
    "error.characters": "There are characters that cannot be read (not UTF-8). Nothing is "
    "recorded; type the text again.",
    "error.system": "The command could not be finished: {detail}.",
    "error.example-of-another": "The example belongs to the bundled agreement and cannot be used "
    "with --agreement-file.",
    "error.agreement-file": "The agreement file cannot be used: {detail}",
    "error.no-agreement": "The ledger has no agreement yet. Run: tovholder init",
    "error.which-agreement": "Choose one of the ledger's agreements with --agreement:",
    "error.which-member": "“{name}” is not the name of exactly one member. Choose one of them:",
    "error.which-goal": "“{name}” may be several goals. Nothing is recorded. Choose one of them:",
    "error.no-goal": "There is no goal called “{name}”. See them all: tovholder goal list",
    "error.no-goal-near": "There is no goal called “{name}”. Did you mean:",
    "error.quarter": "“{words}” is not a quarter. Write, for example, 2017-Q1 or "
    "'1. kvartal 2017'.",
    "error.day": "“{words}” is not a date. Write the day before the month and the whole year, "
    "for example 31.3.2017, '31. marts 2017' or 2017-03-31.",
    "error.known-at": "“{words}” is neither a date (20.2.2017), a time ('20.2.2017 14:30'), "
    "a position (124) nor “seal”. Write the day before the month and the whole year.",
    "error.known-at-future": "“{words}” lies in the future, and nobody knows what will be known "
    "then. Choose a time that has passed.",
    "error.position": "There is no position {position}; the last one is {last}.",
    "error.no-seal": "The quarter ({quarter}) is not sealed. Seal it with: tovholder seal",
    "error.seal-of-what": "A seal belongs to a quarter. Name the quarter, or write a date, a time "
    "or a position.",
    "error.no-seal-number": "{quarter} has no seal number {number}; there are {n}.",
    "error.no-seal-number.one": "{quarter} has no seal number {number}; there is only one.",
    "error.seal-keeps-no-files": "The seal of {quarter} keeps no files; it was made before files "
    "were kept. Make the report with: tovholder report bilag1 --known-at {position}",
    "error.regenerate-what": "Name a quarter, such as: tovholder regenerate 2017-Q1, or take all "
    "with --all.",
    "error.kept-file": "The kept file {name} is no longer the one that was sealed. Nothing was "
    "written. Run: tovholder projections verify",
    "error.known-at-when-writing": "--known-at belongs to a question and cannot be used when "
    "reporting.",
    "error.effective-of-what": "--effective belongs to a report. Name a goal and its status too, "
    "or ask about a quarter with --quarter.",
    "error.unchanged-with-more": "“Unchanged” cannot come with a text, a reason or an expected "
    "time. Confirm first that the status is unchanged, and report the rest by itself.",
    "error.unchanged-is-no-text": "“Unchanged” is no text of a status. Confirm it instead with: "
    "tovholder status GOAL unchanged",
    "error.not-in-quarter": "{title} was not in the follow-up of {quarter} at that time.",
    "error.bom": "Only CSV can begin with a byte order mark: "
    "add --format csv, or give the file the suffix .csv.",
    "error.nothing-known": "There were no goals yet in the follow-up of {quarter} at that time.",
    "error.binary-to-terminal": "A terminal cannot show {format}. Write to a file: "
    "-o bilag1.{format}",
    "error.suffix": "{file} has a suffix that cannot be written. Choose one of {known}, or "
    "name the format with --format.",
    "error.write": "{file} cannot be written: {detail}.",
    "error.status-of-what": "Name the goal that is reported on, for example: tovholder status "
    'E-mærker "i proces" --text "..."',
    "error.page-suffix": "{file} has a suffix that cannot be written. The replay is a page for the "
    "browser: use .html.",
    "error.history-of-what": "Name a goal or a quarter, for example: tovholder history E-mærker",
    "error.column": "“{words}” is not a column. The columns are: {known}",
    "error.not-a-report": "Position {position} is not a report that can be corrected or retracted. "
    "Find the position with: tovholder history GOAL",
    "error.other-agreement": "Position {position} does not belong to {title} but to another of the "
    "ledger's agreements. Choose it with --agreement.",
    "error.command-id-used": "That --command-id was used before, for something else "
    "(position {position}), and nothing is recorded. Choose another.",
    "error.member-name": "There is already a member called “{name}”. Choose another name.",
    "error.no-button": "There is no button number {n} in the answer.",
    "error.slack-secret": "The environment variable {name} is missing. See: tovholder bot check",
    "error.slack-token": "Slack does not take SLACK_BOT_TOKEN. Get it again under OAuth & "
    "Permissions.",
    "error.slack-url": "{url} is not an address that Slack can call. It begins with https://.",
    "error.slack-away": "Slack cannot be reached: {why}. Look at the network, the proxy "
    "(HTTPS_PROXY) and the firewall, and try again.",
    "error.bot-not-installed": "The bot cannot run yet. What is wrong stands above.",
    "error.bot-not-ready": "The bot cannot run yet: at least one key is missing.",
    "error.command-reserved": "{name} is a command of Slack's own and cannot be used: Slack never "
    "hands it on to us. Choose another one, such as /maal.",
    "error.command-name": "{name} cannot be a command in Slack. Write, say, /maal: small letters, "
    "at most 32 characters.",
    "error.slack-id": "{words} is not an id in Slack. A workspace is called, say, T0123ABCD, and a "
    "person U0123ABCD.",
    "error.erase-oneself": "Members cannot erase themselves; let another member do it.",
    "error.read": "{file} cannot be read: {detail}.",
    "error.not-a-file": "{file} is not a regular file. Save the document in a file first.",
    "error.too-large": "{file} is larger than {limit} MB and was not read.",
    "os.ENOENT": "the file or folder does not exist",
    "os.EACCES": "you have no access to it",
    "os.EPERM": "you have no access to it",
    "os.EISDIR": "it is a folder, not a file",
    "os.ENOTDIR": "a part of the path is not a folder",
    "os.ENOSPC": "the disk is full",
    "os.EFBIG": "the file would be too large",
    "os.EROFS": "the disk can only be read",
    "os.ENAMETOOLONG": "the name is too long",
    "os.EIO": "the disk does not answer",
    "refused.UnknownAgreement": "The ledger does not hold that agreement.",
    "refused.AgreementAlreadyLoaded": "The agreement “{title}” is already in the ledger.",
    "refused.AmendedSince": "The agreement was amended from {last} on; an amendment from "
    "{effective} cannot be put before it. Choose {last} or a later day.",
    "refused.MayNotBeAmended": "An amendment adds, changes words, and moves the end to a later "
    "day. It cannot take away what facts may rest on, or give it another meaning: {places}",
    "refused.UnknownGoal": "The ledger does not hold that goal.",
    "refused.GoalAlreadyRegistered": "There is already a goal with number {goal}.",
    "refused.UnknownSection": "{goal} does not belong to a section of the agreement.",
    "refused.UnknownTheme": "{goal}: the agreement has no theme “{theme}”. The themes are: {known}",
    "refused.EmptyText": "The field “{what}” must not be empty.",
    "refused.TextTooLong": "The field “{what}” is too long; there is room for {limit}.",
    "refused.UnprintableText": "The field “{what}” has characters that cannot be printed. Type the "
    "text again without them.",
    "refused.NothingReported": "{goal}: there is nothing to record.",
    "refused.UnknownFulfilment": "{goal}: “{fulfilment}” is not a fulfilment. Choose one of: "
    "{known}",
    "refused.FulfilmentNotForKind": "{goal}: “{fulfilment}” cannot be used for that kind of goal. "
    "Choose one of: {known}",
    "refused.EffectiveOutsideAgreement": "{effective} lies outside the agreement, which runs from "
    "{start} to {end}. Choose a day or a quarter in that time.",
    "refused.EffectiveBeforeGoal": "{goal} has been in the agreement only since {start}, and "
    "{effective} is earlier. If it was there before: tovholder goal backdate {goal} DATE",
    "refused.GoalHadBegun": "{goal} has been in the agreement since {start} already.",
    "refused.EffectiveInFuture": "{effective} has not come yet; today is {today}.",
    "refused.EffectiveOutsideQuarter": "{effective} is not in {quarter}.",
    "refused.NothingToConfirm": "{goal}: before {quarter} no status was reported that could be "
    "unchanged. Report a status with --text.",
    "refused.StatusChangedInQuarter": "{goal} already has a new status in {quarter}, so it is not "
    "unchanged. If the new status is wrong, correct it with: tovholder correct",
    "refused.NothingToCorrect": "{goal}: that report was already retracted.",
    "refused.ConfirmationHasNoColumns": "{goal}: “unchanged” cannot be corrected, only retracted "
    "(tovholder retract).",
    "refused.GoalIsWithdrawn": "{goal} was withdrawn on {since} and is no longer reported on.",
    "refused.AliasIsTaken": "{goal} is already called “{alias}”.",
    "refused.UnknownAlias": "{goal} has no alias “{alias}”.",
    "refused.UnknownMember": "{member} is not a member.",
    "refused.MemberAlreadyAdded": "The member is already added.",
    "refused.MemberIsReleased": "The member {member} can no longer report.",
    "refused.UnknownUnit": "The agreement has no unit “{unit}”. The units are: {known}",
    "refused.UnitNotResponsible": "{responsible} answers for {goal}, so {unit} cannot report on "
    "it. Ask the responsible unit or the secretariat.",
    "refused.NoUnitResponsible": "The agreement gives {goal} to no unit, so only the secretariat "
    "can report on it.",
    "refused.AuditorsDoNotReport": "An auditor can read everything, but not report.",
    "refused.SecretariatOnly": "Only the secretariat can do that.",
    "refused.SealOfAnotherReport": "The seal of {what} does not fit the report that the ledger "
    "holds at position {position}. Nothing was sealed; try again.",
    "refused.AlreadySealed": "{what} is sealed already. To seal it again, say why: "
    '--restate "Reason"',
    "refused.NothingToRestate": "{what} is not sealed yet, so there is nothing to restate. "
    "Leave --restate out.",
    "refused.NothingToSeal": "There were no goals yet in the follow-up of {quarter} at that time, "
    "so there is nothing to seal.",
    "refused.QuarterOutsideAgreement": "{quarter} lies outside the agreement, or has not begun.",
    "refused.RoundAlreadyOpen": "The reporting round for {quarter} is open already. See it with: "
    "tovholder round status",
    "refused.NoOpenRound": "There is no open reporting round for {quarter}. Open it with: "
    "tovholder round open",
    "refused.RoundDeadlineTooEarly": "The deadline {deadline} lies before {quarter} begins. Choose "
    "a later day.",
    "refused.UnusableChannel": "A round can be followed in a Slack channel that is named by "
    "its id, such as C0123ABCD; '{channel}' is not an id. Nothing was recorded.",
    "refused.UnusableReminders": "Reminders are sent at most {most} times, and at the earliest "
    "{longest} days before the deadline. Give whole days: --remind 7 --remind 1.",
    "refused.ReportsMissing": "{quarter}: reports are missing about {missing}. The round is not "
    "closed.",
    "refused.DelayReasonRequired": "{goal}: the deadline ({deadline}) has passed, and the goal is "
    "not reached. Give the reason with --reason; the round for {quarter} asks for it.",
    "init.done": "The ledger {db} is created with “{title}”.\n{name} is the first member and can "
    "report on all goals.",
    "init.done-without-goals": "The ledger {db} is created with “{title}”.\n{name} is the first "
    "member.",
    "init.next": "Next step: {command}",
    "init.next-import": "tovholder import bilag1 FILE",
    "init.already": "{db} already holds “{title}”. Nothing is changed.",
    "import.refused": "The document is not imported, and nothing is recorded. {n} places must be "
    "corrected:",
    "import.refused.one": "The document is not imported, and nothing is recorded. One place must "
    "be corrected:",
    "import.outside": "{quarter} lies outside “{title}”. Nothing is recorded.",
    "import.repairs": "Repaired cells: {n}",
    "import.repairs-hint": "  (see them all with --dry-run)",
    "import.number": "the number belongs to “{title}”, but the text to {number} (“{other}”). "
    "Correct what is wrong, or take the number out",
    "import.number-new": "the number belongs to “{title}”, but the text does not. Correct what is "
    "wrong, or take the number out",
    "import.on-sheet": " (sheet “{sheet}”)",
    "import.new": "New goals: {n}",
    "import.before-agreement": "The quarter before lies before the agreement; its status is not "
    "recorded ({n} rows).",
    "import.before-agreement.one": "The quarter before lies before the agreement; its status is "
    "not recorded (one row).",
    "import.backdated": "Line {line}: {number} was in the agreement as early as {since}.",
    "import.absent": "{number} {title} is not in the document; nothing is recorded about it.",
    "import.moved": "Line {line}: {number} is worded differently.\n  ledger: {was}\n"
    "  document: {now}",
    "import.moved-ask": "Is it still {number}, only reworded?",
    "import.moved-stops": "{n} goals are worded differently, and nothing is recorded. If they are "
    "the same goals, run again with --accept-rewordings.",
    "import.moved-stops.one": "One goal is worded differently, and nothing is recorded. If it is "
    "the same goal, run again with --accept-rewordings.",
    "import.differences": "The document and the ledger differ in {n} places:",
    "import.differences.one": "The document and the ledger differ in one place:",
    "import.ledger": "ledger",
    "import.document": "document",
    "import.accepted": "The document's words are recorded as corrections.",
    "import.left": "The ledger's words stand. Run again with --accept-corrections if the document "
    "is right.",
    "import.nothing-to-confirm": "{goal}: before {quarter} no status was reported that could be "
    "unchanged. Import an earlier quarter first, or write the status in the document.",
    "import.would": "This would be recorded ({n}):",
    "import.dry-run-moved": "New wordings must be confirmed, or nothing of the document is "
    "recorded: answer yes when the import asks, or use --accept-rewordings.",
    "import.dry-run": "Dry run: nothing is recorded.",
    "import.done": "{quarter}: {n} statements are recorded (position {first}-{last}).",
    "import.done.one": "{quarter}: one statement is recorded (position {first}).",
    "import.nothing": "{quarter}: nothing new to record.",
    "import.step.goal": "new goal",
    "import.step.backdated": "goal from earlier",
    "import.step.kept": "as before in a later quarter",
    "import.step.earlier": "the text is from an earlier quarter",
    "import.step.previous": "previous quarter",
    "import.step.status": "status",
    "import.step.unchanged": "unchanged",
    "import.step.wording": "rewording",
    "import.step.accept": "correction",
    "column.number": "No.",
    "column.title": "Title",
    "column.aliases": "Aliases",
    "column.section": "Section",
    "column.goal": "Goal",
    "column.theme": "Theme",
    "column.deadline": "Deadline",
    "column.content": "Content",
    "column.previous_status": "Previous status",
    "column.status": "Status",
    "column.status-of": "Status {quarter}",
    "column.delay_reason": "Reason for delay",
    "column.expected_completion": "Expected completion",
    "column.fulfilment": "Fulfilment",
    "column.responsible": "Responsible",
    "column.late": "Late entry",
    "column.unchanged": "Confirmed unchanged",
    "column.agreement": "Agreement",
    "column.quarter": "Quarter",
    "column.known_at": "Recorded up to",
    "column.position": "Position",
    "column.complete": "Complete",
    "field.text": "text",
    "field.status": "status",
    "field.fulfilment": "fulfilment",
    "field.delay_reason": "reason for delay",
    "field.expected_completion": "expected completion",
    "field.reason": "reason",
    "field.number": "number",
    "field.title": "title",
    "field.aliases": "aliases",
    "field.alias": "alias",
    "field.wording": "goal",
    "field.theme": "theme",
    "field.deadline": "deadline",
    "field.content": "content",
    "field.responsible": "responsible",
    "field.name": "name",
    "field.command-id": "--command-id",
    "event.agreement-loaded": "the agreement was taken into the ledger",
    "event.agreement-amended": "the agreement was amended from {effective} on",
    "event.quarter-sealed": "{quarter} was sealed",
    "event.quarter-sealed-2": "{quarter} was sealed",
    "event.paper-sealed": "{paper}-{about} was sealed",
    "event.round-opened": "the reporting round for {quarter} was opened, deadline {deadline}",
    "event.round-told-in-channel": "the reporting round is followed in {channel} in Slack too",
    "event.round-deadline-moved": "the reporting round got a new deadline: {deadline}",
    "event.round-closed": "the reporting round was closed",
    "event.member-added": "a member was added",
    "event.member-released": "a member can no longer report",
    "event.goal-registered": "the goal came into the agreement, effective from {effective}",
    "event.goal-backdated": "the goal turned out to be in the agreement as early as {effective}",
    "event.goal-titled": "the goal got a new title",
    "event.goal-alias-added": "the goal got an alias",
    "event.goal-alias-removed": "the goal lost an alias",
    "event.goal-reworded": "the goal was reworded, effective from {effective}",
    "event.goal-deadline-moved": "the goal got a new deadline, effective from {effective}",
    "event.goal-responsible-changed": "others answer for the goal, effective from {effective}",
    "event.goal-withdrawn": "the goal was withdrawn on {effective}",
    "event.goal-status-reported": "status reported, effective from {effective}",
    "event.goal-confirmed-unchanged": "confirmed unchanged for {quarter}",
    "event.goal-fact-corrected": "correction of a status effective from {effective}",
    "event.goal-fact-retracted": "a status effective from {effective} was retracted",
    "status.recorded": "{title} ({number}), {quarter}: {change}\n  Status: {status}\n"
    "  Recorded as position {position} by {name}, {recorded}.",
    "status.overtaken": "Something else was said for a later day in {quarter}, and the report "
    "shows that: {columns}.",
    "status.overtaken-by": "  See what: {command}",
    "status.repeated": "That report was received before; this is the first answer.",
    "status.nothing-new": "{title} ({number}): nothing new to record.",
    "views.note": "Note: the views are not up to date, so something may be missing. "
    "Run: tovholder projections rebuild",
    "views.note-newer": "Note: a newer version of Tovholder made the views, so something may be "
    "missing. Use the newer one.",
    "status.basis": "As of {day}, as known {known} (position {position}).",
    "mark.overdue": "The deadline has passed.",
    "mark.late": "Something was reported after the quarter was sealed.",
    "overview.unknown": "(not stated)",
    "overview.missing": "Report missing ({n}):",
    "overview.overdue": "Deadline passed and not reached ({n}):",
    "overview.late": "Reported after sealing ({n}):",
    "overview.more": "  ... and {n} more",
    "overview.ended": "The agreement ran until {end} and does not hold today; choose a quarter "
    "with --quarter.",
    "overview.not-begun": "The agreement begins on {start} and does not hold yet.",
    "overview.without-goals": "The agreement has no goals. See what it has: tovholder "
    "agreement show",
    "overview.no-goals": "There are no goals yet. Take in a document: tovholder import bilag1 FILE",
    "replay.building": "Gathering the story",
    "replay.key": "A key shows the next step; q stops.",
    "report.written": "{file} is written (position {position}).",
    "history.of-goal": "{title}: {n} entries",
    "history.of-goal.one": "{title}: one entry",
    "history.of-quarter": "{quarter}: {n} entries",
    "history.of-quarter.one": "{quarter}: one entry",
    "history.of-goal-in-quarter": "{title}, {quarter}: {n} entries",
    "history.of-goal-in-quarter.one": "{title}, {quarter}: one entry",
    "history.source": "source",
    "history.late": "after sealing",
    "explain.cell": "{title} ({number}), {column}, {quarter}: {value}",
    "explain.holds": "holds",
    "explain.superseded": "superseded",
    "explain.nothing": "Nobody has said anything about it.",
    "goal.names": "Aliases: {aliases}\nId: {id}",
    "goal.changed": "{title} ({number}) is changed: position {position}, {recorded}.",
    "goal.unknown-unit": "Note: the agreement has no unit “{unit}”, so nobody can report for it. "
    "The units are: {known}",
    "goal.alias-shared": "Note: “{name}” is also used for {number} {title}; the name alone is not "
    "enough from now on.",
    "member.erased": "(erased)",
    "member.released": "can no longer report",
    "member.added": "{name} ({unit}) is added: {id}",
    "member.erased-now": "The name is erased. What the member recorded stands under\n  {id}.",
    "member.linked": "{user} in {team} is now {name} in Slack.",
    "member.code": "Give {name} the code {code}. Write to the bot in Slack within {hours} hours: "
    "kode {code}",
    "role.tovholder": "responsible",
    "role.secretariat": "secretariat",
    "role.auditor": "auditor",
    "bot.right": "ok",
    "bot.wrong": "wrong",
    "bot.missing": "missing",
    "bot.bot-token": "the bot's token (xoxb-...), always",
    "bot.app-token": "the app's token (xapp-...), for Socket Mode",
    "bot.signing-secret": "the signing secret, for HTTP",
    "bot.linked": "{n} people in Slack are linked to a member.",
    "bot.linked.one": "One person in Slack is linked to a member.",
    "bot.unseen": "not seen",
    "bot.token-taken": "Slack knows the bot in {team} ({id}).",
    "bot.token-refused": "Slack does not take SLACK_BOT_TOKEN ({told}). Get it again under OAuth & "
    "Permissions.",
    "bot.scopes-right": "The bot has the scopes that it needs.",
    "bot.scopes-missing": "These scopes are missing: {scopes}. Update the app with tovholder bot "
    "manifest, and install it again.",
    "bot.scopes-unseen": "Slack does not tell which scopes the bot has.",
    "bot.app-token-taken": "Socket Mode can be opened.",
    "bot.app-token-refused": "Slack does not take SLACK_APP_TOKEN ({told}). It needs the scope "
    "connections:write, and Socket Mode must be on.",
    "bot.channel-right": "The bot is in the channel {channel}.",
    "bot.channel-outside": "The bot is not in the channel {channel}. Write /invite @Tovholder "
    "there.",
    "bot.channel-shared": "The channel {channel} is shared with another organisation, and what is "
    "recorded must not be shown there. Leave it out of --public-in.",
    "bot.channel-unknown": "The bot cannot find the channel {channel} ({told}).",
    "bot.channel-unseen": "The bot may not see whether it is in {channel}: that needs "
    "channels:read. "
    "Write /invite @Tovholder in the channel.",
    "bot.ready": "The bot can run: tovholder bot run",
    "bot.running-socket": "The bot is running (Socket Mode). Stop it with Ctrl-C.",
    "bot.running-http": "The bot is running at {url}. Stop it with Ctrl-C.",
    "bot.stopped": "The bot has stopped.",
    "bot.outbox-none": "All that Slack must be told is sent.",
    "bot.outbox-line": "{id}  {state}  {kind}  to {to}  attempts: {attempts}  since {made}",
    "bot.outbox-told": "    Slack: {told}",
    "bot.outbox-waiting": "waiting",
    "bot.outbox-failed": "given up",
    "bot.outbox-ourselves": "ourselves",
    "bot.outbox-again": "{n} messages are tried again.",
    "bot.outbox-again.one": "One message is tried again.",
    "bot.outbox-kind.reply": "answer to what was recorded",
    "bot.outbox-kind.card": "deliverable to be approved",
    "bot.outbox-kind.rounds": "look through the rounds",
    "bot.outbox-kind.remind": "remind those who are missing",
    "bot.outbox-kind.ask": "goals of the round",
    "bot.outbox-kind.nudge": "reminder",
    "bot.outbox-kind.progress": "the round's progress",
    "bot.outbox-kind.sealed": "sealed Bilag 1",
    "bot.outbox-kind.sealed-files": "files of the sealed Bilag 1",
    "round.opened": "The reporting round for {quarter} is open. Deadline: {deadline}.",
    "round.moved": "The reporting round for {quarter} now has the deadline {deadline}.",
    "round.same": "The reporting round for {quarter} has the deadline {deadline} already.",
    "round.no-goals": "The quarter has no goals, so there is nothing to seal.",
    "round.closed": "The reporting round for {quarter} is closed (position {position}).",
    "round.remind": "Who is missing is reminded in Slack (days before the deadline: {days}).",
    "round.channel": "The round is followed in the Slack channel {channel} too, where the bot "
    "runs with --public-in {channel}.",
    "round.no-remind": "Nobody is reminded.",
    "round.none": "There is no open reporting round. Open one with: tovholder round open QUARTER "
    "--deadline DATE",
    "round.head": "Reporting round, {quarter}: {state}. Deadline: {deadline}.",
    "round.state-open": "open",
    "round.state-closed": "closed",
    "round.counts": "{reported} of {total} goals are reported on.",
    "round.of-unit": "{reported:>3} of {total:<3} {unit}",
    "round.no-unit": "(nobody responsible)",
    "round.asked": "Responsible members:",
    "round.asked-missing": "{name} ({unit}) is missing {n} of {total}: {goals}",
    "round.asked-done": "{name} ({unit}) has answered all ({total})",
    "round.not-in-slack": "  [not in Slack]",
    "round.unlinked": "Members without Slack are told nothing. Give them a code: tovholder member "
    "code NAME",
    "round.unasked": "Goals that no member answers for ({n}):",
    "round.missing": "Report missing ({n}):",
    "round.close-ask": "Close the round for {quarter} all the same?",
    "round.close-stops": "Reports are missing, and the round is not closed. To close it all the "
    "same, run it again with --yes.",
    "views.current": "The views are up to date: position {position} of {last}, version {version}.",
    "views.behind": "The views are NOT up to date: position {position} of {last}, version "
    "{version} (should be {wanted}). Run: tovholder projections rebuild",
    "views.newer": "A newer version of Tovholder made the views: version {version}, where this one "
    "makes {wanted}. Use the newer one. If it must be this one: tovholder projections rebuild",
    "views.rebuilding": "Rebuilding the views",
    "views.rebuilt": "The views are rebuilt up to position {position} (generation {generation}).",
    "views.verifying": "Verifying the ledger",
    "views.verified": "Everything holds up to position {position}.",
    "views.differs": "{n} things do not hold.",
    "views.differs.one": "One thing does not hold.",
    "events.exported": "{n} events are written to {file}.",
    "confirm.hint": "[y/N]",
    "usage.use": "Usage",
    "usage.help": "Help",
    "usage.near": "Did you mean {near}?",
    "usage.no-command": "There is no command {name}.",
    "usage.no-option": "There is no option {name}.",
    "usage.missing-option": "The option {name} is missing.",
    "usage.missing-argument": "{name} is missing.",
    "usage.choice": '{name} cannot be "{said}". Choose among {choices}.',
    "usage.at-least": "{name} must be a whole number, at least {low}.",
    "usage.between": "{name} must be a whole number from {low} to {high}.",
    "usage.number": "{name} must be a whole number.",
    "usage.wants-value": "A value is missing after {name}.",
    "usage.no-value": "{name} takes no value.",
    "usage.extra": "There is too much on the line: {words}.",
    "usage.other": "The command cannot be read: {told}",
}
