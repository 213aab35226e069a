"""What goes out of a meeting: minutes in Markdown, the meeting as JSON, and a short overview for a terminal."""
