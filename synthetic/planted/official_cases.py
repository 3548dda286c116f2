"""Cases of the official file: two teams for one person, and births about the day it was made."""

from functools import partial

from synthetic.identifiers import FIRST_STRANGER, health_number
from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, by_address, rostered
from synthetic.scale import Scale, years_before

MISSING_CHILD_YEARS, MISSING_CHILD_PARTS = 5, 3
STRANGERS = 20
FIRST_OFFICIAL_STRANGER = FIRST_STRANGER + 100_000


def cases(scale: Scale) -> dict[str, Case]:
    """Give the cases by name."""
    day = (scale.last_day - scale.official_day).days
    return {
        "official_two_teams": lambda cast: Story(
            rostered(cast), enrolments=[cast.long_spell()], other_team_then=cast.away.oht_id
        ),
        "official_born_on_its_day": partial(_born, days=day),
        "official_born_day_after": partial(_born, days=day - 1),
        "official_child_of_four": lambda cast: Story(
            by_address(cast), person={"born": cast.years_ago(5, 1).isoformat()}
        ),
        "official_child_of_five": lambda cast: Story(by_address(cast), person={"born": cast.years_ago(5).isoformat()}),
    }


def _born(cast: Cast, days: int) -> Story:
    return Story(by_address(cast), person={"born": cast.ago(days).isoformat()})


def official_rows(scale: Scale, cast: Cast, story: Story, person: Row) -> tuple[list[Row], str | None]:
    """Give the file's rows of a planted person, and why the file is wrong about him or her (null: it is not).

    Who died or left since is in the file; the children under five whose turn divides by three are not.
    """
    team = story.team_then or story.answer.oht_id or cast.home.oht_id
    born = person["born"]
    if born > scale.official_day.isoformat():
        return [], "missing_birth"
    is_young = born > years_before(scale.last_day, MISSING_CHILD_YEARS).isoformat()
    if is_young and cast.turn % MISSING_CHILD_PARTS == 0:
        return [], "missing_child"
    teams = [team, story.other_team_then] if story.other_team_then else [team]
    rows: list[Row] = [{"as_of": scale.official_day.isoformat(), "oht_no": oht} for oht in teams]
    if story.other_team_then:
        return rows, "two_teams"
    has_moved = story.answer.oht_id is not None and team != story.answer.oht_id
    return rows, "moved" if has_moved else None


def stranger_rows(scale: Scale, oht_id: str) -> list[Row]:
    """Give the file's rows of persons whom no registry names."""
    keys = [health_number(FIRST_OFFICIAL_STRANGER + number, scale.seed) for number in range(STRANGERS)]
    return [{"health_number": key, "as_of": scale.official_day.isoformat(), "oht_no": oht_id} for key in keys]
