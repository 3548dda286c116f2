"""Programme files: what is shipped, and every mistake of one's own."""

import pytest

from reference.programmes import Member, ProgrammeError, load_programme, programme_names, read_programme

HEAD = "programme: own\ntitle: Own\nowner: us\nsource: settled here\n"
ONE = "{status: verified, source: page 2}"
SOUND = f"{HEAD}indicators:\n  attach: {ONE}\n"


def said(text: str) -> str:
    with pytest.raises(ProgrammeError) as caught:
        read_programme(text, "own")
    return str(caught.value).removeprefix("The programme own cannot be used: ").removesuffix(".")


def test_a_sound_file_is_read_in_its_order() -> None:
    text = (
        f"{HEAD}is_default: true\nindicators:\n  upc_own: {ONE}\n"
        "  alc_rate: {status: unverified, source: seen, target: 12.5, awaits: bed census}\n"
    )
    found = read_programme(text, "own")
    assert (found.programme_id, found.is_default, found.ids) == ("own", True, ("upc_own", "alc_rate"))
    assert found.members[1] == Member("alc_rate", "unverified", "seen", 12.5, "bed census")
    assert (found.members[0].target, found.members[0].awaits) == (None, None)


WRONG = {
    "empty": (
        "",
        "the file must hold programme, title, owner, source, is_default, indicators, and is empty or something else",
    ),
    "not YAML": ("a: [", "line 1 is not YAML: expected the node content, but found '<stream end>'"),
    "no owner": (SOUND.replace("owner: us\n", ""), "owner: must be a text"),
    "blank title": (SOUND.replace("title: Own", "title: ' '"), "title: must be a text"),
    "another name": (
        SOUND.replace("programme: own", "programme: other"),
        "programme: must be own, the name of the file",
    ),
    "misspelt": (
        f"{SOUND}defualt: true\n",
        "defualt: is not known; known are programme, title, owner, source, is_default, indicators",
    ),
    "default": (f"{SOUND}is_default: perhaps\n", "is_default: must be true or false"),
    "no indicators": (f"{HEAD}indicators: {{}}\n", "indicators: must name at least one, each with status and source"),
    "twice": (f"{SOUND}  attach: {ONE}\n", "'attach' is given twice in the mapping that starts at line 6"),
    "bare": (f"{HEAD}indicators:\n  attach: verified\n", "indicators.attach: must give status and source"),
    "status": (
        f"{HEAD}indicators:\n  attach: {{status: sure, source: page 2}}\n",
        "indicators.attach.status: must be one of verified, unverified, local",
    ),
    "unverified": (
        f"{HEAD}indicators:\n  attach: {{status: local, source: page 2, shows_unverified: perhaps}}\n",
        "indicators.attach.shows_unverified: must be true or false",
    ),
    "several": (
        f"{HEAD}indicators:\n  attach: {{status: local, target: high, awaits: 3, goal: 4}}\n",
        "indicators.attach.goal: is not known; known are status, source, target, awaits, shows_unverified; "
        "indicators.attach.source: must say where the membership is stated, or why it is assumed; "
        "indicators.attach.target: must be a number in the indicator's unit, or null when none is published; "
        "indicators.attach.awaits: must name the input that is missing, or be absent",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_every_mistake_is_said(kind: str) -> None:
    text, expected = WRONG[kind]
    assert said(text) == expected


def test_an_unknown_programme_names_the_known() -> None:
    known = ", ".join(programme_names())
    with pytest.raises(ProgrammeError, match=f"There is no programme cqip_1999. Known: {known}."):
        load_programme("cqip_1999")


def test_what_is_shipped_can_be_read() -> None:
    assert programme_names() == ["cqip_2026", "hspn", "mypractice", "ocfp", "qip_2025"]
    assert all(load_programme(name).members for name in programme_names())


def test_no_target_is_invented() -> None:
    targets = {member.target for name in programme_names() for member in load_programme(name).members}
    assert targets == {None}
