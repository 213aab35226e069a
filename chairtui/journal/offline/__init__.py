"""Offline mode for a store on a server: a local replica, a queue of captures, and their replay."""
