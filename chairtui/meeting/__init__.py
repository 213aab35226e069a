"""What a meeting is: records, the fold, formats, capture, closing. Pure: no file, no clock, no screen."""
