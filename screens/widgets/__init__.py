"""The parts a screen is put together from: the capture line, the agenda rail, lists of records, status and keys."""
