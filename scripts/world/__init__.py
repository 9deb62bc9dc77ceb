"""Builds what pnr ships of the world: places, airlines, aircraft, countries and a timetable, always the same bytes."""
