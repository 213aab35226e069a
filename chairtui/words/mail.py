"""Messages about e-mail drafts and the texts they are made of."""

NO_SUBJECT = "line 1: begin with the subject, such as “Subject: Meeting on $date”"
NO_MESSAGE = "line 2: there is no message below the subject"
NO_SUCH_PLACE = "line {line}: ${name} is not known here. Use one of these: {known}, and $$ for a dollar sign"
STRAY_DOLLAR = "line {line}: a $ has no name after it. Write $$ for a dollar sign, or one of these: {known}"
TEXT_REFUSED = "{file}: {reason}. The program's own words are used."
TEXT_UNREADABLE = "{reason} The program's own words are used."
DOCUMENTS = {"attendees": "minutes", "family": "your copy", "actions": "actions"}
"""What is attached, as the subject and the message say it."""

# ---- drafts of copies
NOTHING_TO_SEND = "Every copy was sent."
NOT_CLOSED = "This meeting is still open. Close it first, then make the drafts."
NOT_AS_JSON = "JSON holds the whole meeting, so it goes to nobody. Choose another kind, such as docx."
NO_ADDRESS = "no address yet"
NOT_SAVED = "{file} was not saved: {reason}."

# ---- answers
HELP_SEND_FOR = "only this person's: a name or a reference, also of somebody who was sent a copy; may be given again"
HELP_SEND_OUT = "the folder to put the drafts into (without it: “chairtui drafts” in your folder for minutes)"
HELP_SEND_KIND = "the kind of file attached (without it: docx)"
HELP_DRAFTS_MEETING = "only this meeting's drafts"
HELP_DRAFTS_REMOVE = "delete the drafts"
SEND_HEAD = ("REF", "NAME", "TO", "DRAFT")
DRAFTS_HEAD = ("MEETING", "NAME", "DRAFT")
NOT_MADE = "not made: {reason}"
OPEN_THEM = (
    "They are in {folder}. Open each in your e-mail program, check it and send it. They are not encrypted; once sent: "
    "chairtui distribution {meeting} --sent NAME, which deletes the draft too."
)
NO_DRAFTS = "There are no drafts."
REMOVED = "{count} deleted."
NOT_REMOVED = "{file} could not be deleted: {reason}. Delete it yourself."
DRAFTS_BUSY = "The list of drafts is in use by another program. Try again in a moment."
NOBODY = "there is nobody called “{name}” on the list of copies. There are: {known}."
SEVERAL = "“{name}” fits several: {known}. Give the reference."

# ---- the page of copies
DRAFTING = "Making the drafts. You can go on meanwhile."
DRAFTED = ("1 draft is in {folder} (not encrypted).", "{count} drafts are in {folder} (not encrypted).")
DRAFTED_NONE = "No draft was made."
DRAFTS_HANDED_OVER = ("1 draft was handed over as {name}.", "{count} drafts were handed over as {name}.")
WITHOUT_ADDRESS = "No address is known for {names}: type it in your e-mail program."
MANY_WITHOUT = "{count} of them"
NOT_YET = "None for {names}: not released."
DRAFT_READY = "draft ready"
DRAFT_OLD = "draft out of date: m makes it again"
NOT_RELEASED = "not released yet"
NOBODY_DECIDED = "not released: nobody has decided"
ALL_SENT = "all sent"
ASK_ALL_SENT = "On which day were all drafts sent? Enter: today. Add how after a comma, such as “, secure e-mail”."
NO_DRAFT_TO_RECORD = "There is no draft to record as sent. Make the drafts first, or record one copy with s."
RECORDED_ALL = ("1 copy recorded as sent; its draft is deleted.", "{count} copies recorded as sent; drafts deleted.")
ZIP = "drafts.zip"
