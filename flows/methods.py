"""The methods of attribution a store uses: the official one, and those kept beside it."""

from flows.settings import attribution_setting
from flows.store import Store
from reference.load import LineRules, Method, load_method


def official_method(store: Store) -> Method:
    """Give the method whose attribution everything downstream reads."""
    return load_method(attribution_setting(store).method)


def methods_beside(store: Store) -> dict[str, Method]:
    """Give the methods computed beside the official one, by name."""
    return {name: load_method(name) for name in attribution_setting(store).beside}


def line_rules(store: Store) -> list[LineRules]:
    """Give the distinct rules of lines that the store's methods need, the official method's first."""
    methods = [official_method(store), *methods_beside(store).values()]
    return list(dict.fromkeys(method.lines for method in methods))
