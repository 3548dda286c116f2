"""Cases of the four tiers and of spells that begin or end about the last day."""

from synthetic.planted.cast import Cast
from synthetic.planted.story import Case, Story, by_address, rostered, unattributable, virtual
from synthetic.towns import AREA_OFF_THE_TABLE

UNKNOWN_PHYSICIAN = "000001"


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {
        "tier_rostered": lambda cast: Story(rostered(cast), enrolments=[cast.long_spell()]),
        "tier_rostered_seen_elsewhere": _rostered_seen_elsewhere,
        "tier_virtual": lambda cast: Story(virtual(cast, cast.first), claims=[cast.line(cast.first, 100)]),
        "tier_postal_area": lambda cast: Story(by_address(cast)),
        "tier_postal_area_specialist_only": lambda cast: Story(
            by_address(cast), claims=[cast.line(cast.home.physicians["specialist"], 100, "A135A")]
        ),
        "spell_starts_on_last_day": lambda cast: _spell(cast, start=0, end=None, is_open=True),
        "spell_starts_day_after": lambda cast: _spell(cast, start=-1, end=None, is_open=False),
        "spell_ends_on_last_day": lambda cast: _spell(cast, start=900, end=0, is_open=False),
        "spell_ends_day_after": lambda cast: _spell(cast, start=900, end=-1, is_open=True),
        "spell_unknown_physician": _spell_unknown,
        "spell_unknown_physician_is_latest": _spell_unknown_latest,
        "spell_physician_retired": lambda cast: Story(
            rostered(cast, cast.home.physicians["retired"]),
            enrolments=[cast.long_spell(cast.home.physicians["retired"])],
        ),
        **_without_team(),
        **_shared_network(),
    }


def _rostered_seen_elsewhere(cast: Cast) -> Story:
    """Being enrolled decides, however much care another physician gives."""
    lines = [cast.line(cast.second, day, "A003A") for day in (50, 60, 70)]
    return Story(rostered(cast, primary_care_visits_24m=3), enrolments=[cast.long_spell()], claims=lines)


def _spell(cast: Cast, start: int, end: int | None, is_open: bool) -> Story:
    """A spell with the first physician, and one visit to the second in case the spell is not open."""
    spell = cast.spell(cast.first, cast.ago(start), None if end is None else cast.ago(end))
    answer = rostered(cast, primary_care_visits_24m=1) if is_open else virtual(cast, cast.second)
    return Story(answer, enrolments=[spell], claims=[cast.line(cast.second, 200)])


def _spell_unknown(cast: Cast) -> Story:
    spell = cast.long_spell(UNKNOWN_PHYSICIAN)
    return Story(virtual(cast, cast.second), enrolments=[spell], claims=[cast.line(cast.second, 200)])


def _spell_unknown_latest(cast: Cast) -> Story:
    spells = [cast.long_spell(), cast.spell(UNKNOWN_PHYSICIAN, cast.ago(100))]
    return Story(rostered(cast), enrolments=spells)


def _without_team() -> dict[str, Case]:
    """Persons whose key, address or crosswalk leaves them without a team, enrolled or not."""
    off_table = AREA_OFF_THE_TABLE
    return {
        "key_wrong_check_digit": lambda cast: _at(cast, "invalid_key", enrolled=True),
        "key_nine_digits": lambda cast: _at(cast, "invalid_key", enrolled=True),
        "key_first_digit_zero": lambda cast: _at(cast, "invalid_key", postal_code=None),
        "postal_code_missing": lambda cast: _at(cast, "no_postal_code", postal_code=None),
        "postal_code_missing_enrolled": lambda cast: _at(cast, "no_postal_code", postal_code=None, enrolled=True),
        "postal_code_malformed": lambda cast: _at(
            cast, "no_postal_code", postal_code=["M5X 1", "K1A OB1", "UNKNOWN"][cast.turn % 3]
        ),
        "postal_code_out_of_province": lambda cast: _at(cast, "out_of_province", postal_code="H2Y 1C6", enrolled=True),
        "postal_code_spellings": _spellings,
        "area_off_the_table": lambda cast: _at(cast, "no_oht", postal_code=f"{off_table} 1A0"),
        "physician_adrift": lambda cast: _adrift(cast, None),
        "physician_adrift_area_off_the_table": lambda cast: _adrift(cast, f"{off_table} 1A0"),
    }


def _at(cast: Cast, reason: str, postal_code: str | None = "", enrolled: bool = False) -> Story:
    person = {} if postal_code == "" else {"postal_code": postal_code}
    return Story(unattributable(reason), person=person, enrolments=[cast.long_spell()] if enrolled else [])


def _spellings(cast: Cast) -> Story:
    area = cast.home.place.home_area_id
    spelling = [f"{area}1A1", f"{area} 1a1".lower(), area, f" {area.lower()} "][cast.turn % 4]
    return Story(by_address(cast), person={"postal_code": spelling})


def _adrift(cast: Cast, postal_code: str | None) -> Story:
    """A physician without a practice area has no hospital: the person's own area gives the team, if it can.

    Nobody whose provider has a network lives in the area off the table.
    """
    physician = cast.home.physicians["adrift"]
    spell = [cast.long_spell(physician)]
    if postal_code:
        return Story(unattributable("no_oht"), person={"postal_code": postal_code}, enrolments=spell)
    return Story(rostered(cast, physician, oht_basis="area"), enrolments=spell)


def _shared_network() -> dict[str, Case]:
    """Persons of a network with two teams; areas 0 and 1 are decided, area 2 names both teams, area 3 none.

    All who live there and are enrolled have a physician of the network, so that it is each area's own.
    """
    first_team, second_team = 0, 1
    return {
        "shared_by_physician": lambda cast: _shared(cast, "decided", 2, second_team, "provider"),
        "shared_by_group": lambda cast: _shared(cast, "grouped", 1, first_team, "provider"),
        "shared_by_area_of_person": lambda cast: _shared(cast, "open", 1, second_team, "provider"),
        "shared_undecided_area": lambda cast: _shared(cast, "open", 2, None, None),
        "shared_area_without_row": lambda cast: _shared(cast, "open", 3, None, None),
        "shared_lives_elsewhere": _shared_lives_elsewhere,
        "shared_postal_area": lambda cast: _shared(cast, None, 0, first_team, "area"),
        "shared_postal_area_undecided": lambda cast: _shared(cast, None, 2, None, None),
    }


def _shared(cast: Cast, role: str | None, area: int, team: int | None, basis: str | None) -> Story:
    place = cast.shared.place
    person = {"postal_code": f"{place.town.area_ids[area]} 1A1"}
    physician = cast.shared.physicians[role] if role else None
    spells = [cast.long_spell(physician)] if physician else []
    if team is None:
        return Story(unattributable("no_oht"), person=person, enrolments=spells)
    team_id = place.oht_ids[team]
    by_physician = rostered(cast, physician, oht_basis=basis, oht_id=team_id)
    answer = by_physician if physician else by_address(cast, oht_id=team_id)
    return Story(answer, person=person, enrolments=spells)


def _shared_lives_elsewhere(cast: Cast) -> Story:
    """The network's rows do not name the person's area, so the area's own network gives the team."""
    physician = cast.shared.physicians["open"]
    return Story(rostered(cast, physician, oht_basis="area"), enrolments=[cast.long_spell(physician)])
