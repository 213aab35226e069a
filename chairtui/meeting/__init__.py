"""The domain model: records, the fold, formats, capture and closing. Pure: no files, clock or screen."""
