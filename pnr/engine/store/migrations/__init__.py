"""The steps between revisions of the tables, oldest first."""
