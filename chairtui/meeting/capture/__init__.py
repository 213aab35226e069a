"""The capture line: parsing one typed line into records."""
