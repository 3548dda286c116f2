"""A delivery as it lies in a folder: which files, whose, delivered when, covering which days."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from flows.notes import NOTE, Note, read_note
from flows.reading import ENDINGS, Batch, FileFacts, columns_unknown, file_facts, read_batches
from flows.refusals import Refused, joined
from reference.column_maps import ColumnMapError, Kind, SourceMap, known_sources, load_source_map
from schemas.inputs.registry import INPUTS
from transforms.standardise.adapters import ADAPTERS
from transforms.standardise.raw import raw_columns, source_kinds

READY = "_COMPLETE"
PRACTICE = "physician_id"
OWN_MAP = " A sender of one family alone has a column map of its own: docs/how-to/one-family.md."


@dataclass(frozen=True)
class Delivery:
    """A folder with one delivery of a source; `files` by the stem of their names."""

    folder: Path
    source: SourceMap
    files: Mapping[str, Path]
    facts: Mapping[str, FileFacts]
    note: Note

    @property
    def drop_id(self) -> str:
        """Name of the drop by what it holds: the same files of the same source are the same drop."""
        content = [
            self.source.source,
            *sorted(f"{path.name}:{self.facts[stem].sha256}" for stem, path in self.files.items()),
        ]
        return hashlib.sha256("\n".join(content).encode()).hexdigest()[:16]


def open_delivery(folder: Path, source_name: str, today: dt.date) -> Delivery:
    """Look at a folder and find what its source promises; raises Refused with everything wrong that shows at once.

    What shows at once: files missing or held twice, the note, and the form and header of every file.
    """
    if not folder.is_dir():
        wrong = f"{folder} is a file." if folder.is_file() else f"There is no folder {folder}."
        raise Refused("no_folder", f"{wrong} Name the folder that holds one delivery.")
    source = named_source(source_name)
    # By its own name, also when it was given as the folder one stands in.
    folder = folder.resolve()
    found = {stem: paths for stem, paths in _files_of(folder).items() if stem in _stems_known(source)}
    refusals = [*_missing(folder, source, found), *_held_twice(folder, found)]
    note = Note()
    try:
        note = read_note(folder, today)
    except Refused as refusal:
        refusals.append(refusal)
    refusals += _practice_unnamed(folder, source, note)
    files = {stem: paths[0] for stem, paths in found.items()}
    refusals += _unreadable(source, files)
    if refusals:
        raise joined(refusals, folder.name)
    return Delivery(folder, source, files, {stem: file_facts(path) for stem, path in files.items()}, note)


def named_source(name: str) -> SourceMap:
    """Give the column map of a source; raises Refused for a source nobody knows or a map that does not hold."""
    try:
        return load_source_map(name, raw_columns())
    except ColumnMapError as error:
        code = "bad_map" if name in known_sources() else "unknown_source"
        raise Refused(code, str(error)) from None


def input_batches(delivery: Delivery, folder: Path, tables: Mapping[str, pl.DataFrame], name: str) -> Iterator[Batch]:
    """Give the rows of an input in batches, from its file in `folder` or from the table an adapter made."""
    input_map = delivery.source.inputs[name]
    if delivery.source.adapter:
        table = tables[input_map.file]
        yield Batch(table.with_row_index("row_number", offset=1).with_columns(pl.col("row_number").cast(pl.Int64)), [])
        return
    path = folder / delivery.files[input_map.file].name
    kinds = source_kinds(input_map, name)
    yield from read_batches(path, input_map.source_columns(), kinds=kinds, sheet=input_map.sheet)


def adapted_tables(delivery: Delivery, folder: Path) -> dict[str, pl.DataFrame]:
    """Give the tables an adapter makes of the files; empty when the source needs none."""
    if not delivery.source.adapter:
        return {}
    raw = {stem: _read_whole(folder / delivery.files[stem].name) for stem in delivery.source.adapter_tables}
    try:
        return ADAPTERS[delivery.source.adapter](raw)
    except ValueError as error:
        # An adapter raises it with names of its tables and columns, and nothing else.
        raise Refused("missing_columns", str(error)) from None
    except pl.exceptions.PolarsError:
        raise Refused(
            "wrong_type",
            f"{delivery.folder.name}: a column has a type that the adapter of {delivery.source.source} cannot read. "
            "Compare the files with an earlier delivery, and deliver them again or change the adapter.",
        ) from None


def supplied_inputs(delivery: Delivery) -> list[str]:
    """Name the inputs that this delivery holds."""
    held = delivery.source.inputs.items()
    return [name for name, part in held if delivery.source.adapter or part.file in delivery.files]


def unknown_columns(delivery: Delivery, folder: Path) -> list[str]:
    """Give a sentence for each file with columns that its map neither reads nor knows."""
    sentences = []
    for form in _expected(delivery.source) if not delivery.source.adapter else []:
        if form.stem not in delivery.files:
            continue
        path = folder / delivery.files[form.stem].name
        unknown = columns_unknown(path, {*form.kinds, *form.ignored}, form.sheet)
        if unknown:
            sentences.append(
                f"{path.name}: {len(unknown)} column(s) are not in the column map and were not read: "
                f"{', '.join(unknown)}. Add them to reference/sources/{delivery.source.source}.yaml if they matter."
            )
    return sentences


def remarks(delivery: Delivery, earlier: Sequence[Collection[str]]) -> list[str]:
    """Give a sentence each on inputs that came before and lack now, on those that never came, and on stray files.

    `earlier`: the inputs of each delivery of the same source received before.
    """
    return [*_remarks_on_inputs(delivery, {name for names in earlier for name in names}), *_remarks_on_files(delivery)]


def _remarks_on_inputs(delivery: Delivery, before: Collection[str]) -> Iterator[str]:
    missing = [name for name in delivery.source.inputs if name not in supplied_inputs(delivery)]
    lost = [name for name in missing if name in before]
    never = [name for name in missing if name not in before]
    if lost:
        yield (
            f"Not in this delivery, though this source delivered it before: {', '.join(lost)}. What was delivered "
            "still counts, and nothing later is known. Ask the sender whether the delivery is complete."
        )
    if never:
        yield (
            f"Never delivered by this source: {', '.join(never)}; what needs them is not computable unless another "
            "source holds them: see oht quality."
        )


def _remarks_on_files(delivery: Delivery) -> Iterator[str]:
    known = _stems_known(delivery.source)
    stray = {stem: paths for stem, paths in _files_of(delivery.folder).items() if stem not in known}
    if stray:
        # Only a name that is nearly one of ours is repeated: any other may hold anything.
        meant = {stem: get_close_matches(stem, known - set(delivery.files), n=1, cutoff=0.8) for stem in stray}
        likely = [f" Is {stray[stem][0].name} meant to be {names[0]}?" for stem, names in meant.items() if names]
        yield (
            f"{len(stray)} file(s) belong to no input of the source {delivery.source.source} and were not read."
            f"{''.join(likely)}"
        )


def _files_of(folder: Path) -> dict[str, list[Path]]:
    """Give the table files of a folder by the stem of their names; more than one: the table is there twice."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        ending = next((ending for ending in sorted(ENDINGS, key=len, reverse=True) if path.name.endswith(ending)), None)
        if path.is_file() and ending:
            found.setdefault(path.name.removesuffix(ending), []).append(path)
    return found


def _missing(folder: Path, source: SourceMap, found: Mapping[str, object]) -> Iterator[Refused]:
    needed = _stems_needed(source)
    missing = [stem for stem in needed if stem not in found]
    if missing:
        is_alone = found and len(missing) == len(needed) and not source.adapter
        yield Refused(
            "file_missing",
            f"{folder.name}: {len(missing)} file(s) of the source {source.source} are missing: {', '.join(missing)}"
            f" (as {', '.join(ENDINGS)}). Ask the sender to complete the delivery."
            f"{OWN_MAP if is_alone else ''}",
        )


def _held_twice(folder: Path, found: Mapping[str, list[Path]]) -> Iterator[Refused]:
    for stem, paths in found.items():
        if len(paths) > 1:
            names = ", ".join(path.name for path in paths)
            yield Refused(
                "file_twice", f"{folder.name} holds the file {stem} {len(paths)} times: {names}. Leave one of them."
            )


def _unreadable(source: SourceMap, files: Mapping[str, Path]) -> Iterator[Refused]:
    """Look at the form and the header of every file, without reading its rows."""
    for form in _expected(source):
        stem = form.stem
        if stem not in files:
            continue
        try:
            if source.adapter and files[stem].suffix != ".parquet":
                raise Refused(
                    "unknown_format",
                    f"{files[stem].name}: the source {source.source} is read from Parquet only. "
                    f"Deliver {stem}.parquet.",
                )
            read_batches(files[stem], list(form.kinds), kinds=form.kinds, sheet=form.sheet)
        except Refused as refusal:
            yield refusal


def _practice_unnamed(folder: Path, source: SourceMap, note: Note) -> Iterator[Refused]:
    """Refuse a list that says nowhere whose it is."""
    lists = [part for name, part in source.inputs.items() if INPUTS[name].contract().is_extract]
    if note.practice is None and any(PRACTICE in part.absent for part in lists):
        yield Refused(
            "practice_missing",
            f"{folder.name}: lists of the source {source.source} do not say whose they are. Write it into {NOTE}, with "
            'the physician number in quotes: practice: "123456".',
        )


@dataclass(frozen=True)
class Form:
    """What a file must look like: the columns read with their kinds, those known and not read, the sheet."""

    stem: str
    kinds: Mapping[str, Kind]
    ignored: frozenset[str] = frozenset()
    sheet: str | None = None


def _expected(source: SourceMap) -> list[Form]:
    """Give the form of each file; several inputs may share one. An adapter looks at the columns itself."""
    if source.adapter:
        return [Form(stem, {}) for stem in source.adapter_tables]
    forms: dict[str, Form] = {}
    for name, part in source.inputs.items():
        known = forms.get(part.file, Form(part.file, {}))
        kinds: dict[str, Kind] = {**known.kinds, **source_kinds(part, name)}
        forms[part.file] = Form(part.file, kinds, known.ignored | {*part.ignored}, part.sheet or known.sheet)
    return list(forms.values())


def _read_whole(path: Path) -> pl.DataFrame:
    """One row per row of a Parquet file."""
    try:
        return pl.read_parquet(path)
    except pl.exceptions.PolarsError:
        raise Refused("damaged_parquet", f"{path.name} is damaged or incomplete. Copy or export it again.") from None


def _stems_needed(source: SourceMap) -> list[str]:
    if source.adapter:
        return list(source.adapter_tables)
    return list(dict.fromkeys(part.file for part in source.inputs.values() if not part.is_optional))


def _stems_known(source: SourceMap) -> set[str]:
    return {*source.adapter_tables, *([] if source.adapter else [part.file for part in source.inputs.values()])}
