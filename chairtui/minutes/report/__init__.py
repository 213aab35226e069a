"""The report across meetings: counts for a partnership's board, without names and small numbers."""
