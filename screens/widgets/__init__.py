"""Widgets of the screens: capture line, agenda rail, record lists, status line and form fields."""
