"""Serve the program in browser tabs: authentication, one process per tab, and the page that shows it."""
