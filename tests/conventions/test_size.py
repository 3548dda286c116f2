"""Nothing grows past what one can read at once."""

from tests.conventions.sources import functions, listed, place, python_files

LONGEST_FUNCTION = 40
LONGEST_FILE = 400


def test_functions_are_short() -> None:
    offenders = [
        f"{place(path, node)}: {length} lines"
        for path in python_files()
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not offenders, listed(f"functions over {LONGEST_FUNCTION} lines, break them by meaning", offenders)


def test_files_are_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    offenders = [f"{place(path)}: {length} lines" for path, length in lengths.items() if length > LONGEST_FILE]
    assert not offenders, listed(f"files over {LONGEST_FILE} lines, split them by meaning", offenders)
