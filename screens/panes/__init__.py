"""What each kind of agenda item shows, a file a kind: sections of rows, worked out from the meeting as it stands."""
