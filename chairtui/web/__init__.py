"""The program in a browser's tabs: who is let in, a process for each tab, and the page that shows it."""
