"""E-mail drafts: each reader's copy after the meeting, and the invitation before it. No mail is sent from here."""
