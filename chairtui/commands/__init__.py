"""The command line, one file a command: each says which arguments it takes and runs, importing only what it needs."""
