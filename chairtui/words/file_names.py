"""Words in the names of files that are offered."""

MEETING = "professionals' meeting"
"""What a meeting is called in a file name; a kind that is no meeting, such as group supervision, by its own name."""
UNNAMED = "minutes"
MORE = "and others"
NO_INITIAL = frozenset({"and", "aged", "age", "the", "child", "baby", "of", "mr", "mrs", "ms", "miss", "dr"})
"""Words of a subject that are no part of a name."""
AUDIENCES = {"attendees": "", "family": ", family", "actions": ", actions"}
FOR_ONE = ", for {initials} {ref}"
DRAFTS = "chairtui drafts"
"""The folder for e-mail drafts."""
RESERVED = "Windows keeps this name for a device"
