"""Dates: parsing from words, working days, and British display formats."""
