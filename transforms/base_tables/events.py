"""The base tables of events: each event beside what is known of its person."""

import polars as pl


def join_events(events: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """One row per event of a counted person, sorted by person_id and event_id: its columns and those of the person.

    `persons`: the base table of persons. Events of persons who are not counted are left out.
    """
    return events.join(persons, on="person_id", how="inner", validate="m:1").sort("person_id", "event_id")
