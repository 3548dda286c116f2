"""`oht demo`: from nothing to a practice page, on synthetic data, with the real pipeline."""

import shutil
from argparse import Namespace
from pathlib import Path

from flows import exit_codes
from flows.commands import refresh_and_tell, tell_published, tell_receipt, today
from flows.console import Console
from flows.feed import write_deliveries
from flows.files import read_json, write_json
from flows.jobs import publish_period
from flows.lock import hold_lock
from flows.plan import open_periods
from flows.receive import receive_drop
from flows.refusals import Refused
from flows.settings import buckets_for, create_store, require_free
from flows.store import Store
from synthetic.province import Scale

NOTE = "demo.json"
DEFAULT_STORE = "oht-demo"


def demo(words: Namespace, console: Console) -> int:
    """Init, generate, receive, two periods, publish; ends by naming the first practice page."""
    scale = Scale(people=words.people, seed=words.seed)
    # Deliveries of a fixed date are no future ones, whatever the clock of this machine says.
    day = max(today(), scale.correcting_delivered_on)
    store = _demo_store(Path(words.store or DEFAULT_STORE), scale)
    with hold_lock(store.root, "oht demo"):
        feed = store.root / "inbox" / "synthetic"
        shutil.rmtree(feed, ignore_errors=True)
        console.say(f"Making a synthetic Ontario of {scale.people:,} people (seed {scale.seed}) …")
        for folder in write_deliveries(scale, feed):
            console.say(f"Receiving the delivery '{folder.name}' …")
            tell_receipt(receive_drop(store, folder, "synthetic", day, console.say), console)
            shutil.rmtree(folder)
        refresh_and_tell(store, open_periods(store), console)
        published = publish_period(store, None)
    console.say("All data are synthetic; no number on the page is about real patients.")
    tell_published(store, published, console)
    console.say(f"Look around: oht status --store {store.root}")
    return exit_codes.OK


def _demo_store(root: Path, scale: Scale) -> Store:
    """Give the store of this demo, made now or by an earlier run with the same people and seed, perhaps cut off."""
    note = {"people": scale.people, "seed": scale.seed}
    if (root / "store.json").exists():
        if read_json(root / NOTE) != note:
            raise Refused(
                "store_exists",
                f"{root} is not the store of a demo with --people {scale.people} --seed {scale.seed}; it was left as "
                "it is. Name another folder with --store.",
            )
        return Store(root)
    require_free(root)
    # Made beside its place and moved there whole: cut off before, the next demo starts anew.
    making = root.with_name(f".{root.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    create_store(making, buckets_for(scale.people), open_periods=2)
    write_json(making / NOTE, note)
    making.replace(root)
    return Store(root)
