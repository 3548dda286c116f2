"""Making a store: its zones, its key and its settings; which attribution is official is one that may change."""

import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from flows.files import read_json, write_json
from flows.own_methods import keep_methods, own_methods
from flows.refusals import Refused
from flows.store import FORMAT, KEY_BYTES, ZONES, Store, key_check
from reference.load import OwnMethods, load_method, method_names
from reference.method_mistakes import MethodError
from schemas.agreement import CHOICES
from schemas.methods import OFFICIAL_FILE

PEOPLE_PER_BUCKET = 125_000
DEFAULT_STORE = "store"
# Claims may come six months late: the month that ended and the six before it are looked at every night.
OPEN_PERIODS = 7


@dataclass(frozen=True)
class AttributionSetting:
    """Which attribution the results stand on, the method it is recomputed by, and the methods kept beside it."""

    official: str = "recomputed"
    method: str = "oht_attr_1"
    beside: tuple[str, ...] = ()


def create_store(
    root: Path,
    buckets: int = 1,
    open_periods: int = OPEN_PERIODS,
    attribution: AttributionSetting = AttributionSetting(),
    own: OwnMethods = (),
) -> Store:
    """Make a store in an absent or empty folder; raises Refused when there is one or the settings do not fit.

    `own`: method files of one's own that it takes in.
    """
    verify_attribution(attribution, own)
    if buckets < 1 or buckets & (buckets - 1):
        raise Refused("usage", f"--buckets must be a power of two such as 1, 16 or 128, not {buckets}.")
    require_free(root)
    for zone, mode in ZONES.items():
        (root / zone).mkdir(parents=True, exist_ok=True)
        (root / zone).chmod(mode)
    key = _make_key(root / "keys" / "pseudonym.key")
    keep_methods(root, own)
    # Written last: a folder with it is a whole store.
    settings = {"buckets": buckets, "limits": {}, "open_periods": open_periods, "key_check": key_check(key)}
    write_json(root / "store.json", {"format": FORMAT, **settings, "attribution": asdict(attribution)})
    return Store(root)


def attribution_setting(store: Store) -> AttributionSetting:
    """Read the setting of a store, by default recomputed; raises Refused when it names what is not known."""
    written = store.config.get("attribution", {})
    usual = AttributionSetting()
    try:
        setting = replace(usual, **{**written, "beside": tuple(written.get("beside", usual.beside))})
        verify_attribution(setting, own_methods(store))
    except (TypeError, Refused) as error:
        if isinstance(error, Refused) and error.code == "bad_method":
            raise
        raise Refused(
            "bad_setting",
            f"`attribution` in {store.root}/store.json cannot be used. Set it anew with: oht attribution --official "
            f"{usual.official} --method {usual.method} --beside ''",
        ) from None
    return setting


def set_attribution(store: Store, setting: AttributionSetting, own: OwnMethods = ()) -> None:
    """Write the setting in place at once, all else in store.json left as it is; raises Refused on unknown names.

    `own`: method files of one's own that the store takes in, in place of those of the same name.
    """
    verify_attribution(setting, tuple({**dict(own_methods(store)), **dict(own)}.items()))
    keep_methods(store.root, own)
    path = store.root / "store.json"
    write_json(path, {**read_json(path), "attribution": asdict(setting)})


def changed_setting(
    setting: AttributionSetting, official: str | None, method: str | None, beside: str | None
) -> AttributionSetting:
    """Give a setting with what was given in place of what it was; `beside` names methods apart by commas."""
    names = setting.beside if beside is None else tuple(name.strip() for name in beside.split(",") if name.strip())
    if beside is None and method:
        # Named as the official one it is no longer beside it.
        names = tuple(name for name in names if name != method)
    return AttributionSetting(official or setting.official, method or setting.method, names)


def verify_attribution(setting: AttributionSetting, own: OwnMethods = ()) -> None:
    """Raise Refused, naming what is known, when a setting names an unknown choice or method, or one method twice.

    Also when the file of a method cannot be used: at once, and not in the middle of a run.
    """
    if setting.official not in CHOICES:
        raise Refused("usage", f"Official is one of {', '.join(CHOICES)}, not {setting.official}.")
    methods, known = [setting.method, *setting.beside], method_names(own)
    unknown = [name for name in methods if name not in known]
    if unknown:
        raise Refused("usage", f"There is no method {', '.join(unknown)}. Known: {', '.join(known)}.")
    if len(set(methods)) < len(methods):
        raise Refused("usage", "A method is named twice. Those beside the official one are other methods than it.")
    try:
        ids = [load_method(name, own).method_id for name in methods]
    except MethodError as error:
        raise Refused("bad_method", f"{error} Mend the file, or name another method.") from None
    if len({*ids, OFFICIAL_FILE}) <= len(ids):
        raise Refused(
            "bad_method", f"Two methods have one method_id, or one is called {OFFICIAL_FILE}: {', '.join(ids)}."
        )


def require_free(root: Path) -> None:
    """Raise Refused when there is a store, a file or a folder of something else."""
    if root.is_file():
        raise Refused("usage", f"{root} is a file. Name a folder.")
    if (root / "store.json").exists():
        raise Refused("store_exists", f"There is a store at {root} already; it was left as it is.")
    if root.exists() and any(root.iterdir()):
        raise Refused("not_empty", f"The folder {root} is not empty and not a store. Name another one.")


def buckets_for(people: int) -> int:
    """Give the power of two that keeps a bucket at about 125,000 people."""
    wanted = max(1, -(-people // PEOPLE_PER_BUCKET))
    return 1 << (wanted - 1).bit_length()


def store_path(given: str | None) -> Path:
    """Give the store named on the command line, else by OHT_STORE, else ./store."""
    return Path(given or os.environ.get("OHT_STORE") or DEFAULT_STORE)


def _make_key(path: Path) -> bytes:
    key = secrets.token_bytes(KEY_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key.hex() + "\n")
    return key
