"""The commands, one module each: it defines its arguments and runs, importing only what it needs."""
