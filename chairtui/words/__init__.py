"""Every message, prompt and label a person reads, in plain British English: one file for each room.

A message says what is wrong and what to do next. Plain strings, filled with `str.format`.
"""
