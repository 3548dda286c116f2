"""The methods of attribution a store uses: the official one, and those kept beside it."""

from flows.own_methods import own_methods
from flows.settings import attribution_setting
from flows.store import Store
from reference.load import LineRules, Method, load_method, method_status, unverified_parameters

FORMING = ("network_minimum_population", "network_minimum_loyalty_percent", "network_maximum_km")


def official_method(store: Store) -> Method:
    """Give the method whose attribution everything downstream reads."""
    return load_method(attribution_setting(store).method, own_methods(store))


def method_label(store: Store) -> tuple[str, str]:
    """Give id and status of the official method."""
    name = attribution_setting(store).method
    return official_method(store).method_id, method_status(name, own_methods(store))


def unverified_values(store: Store) -> list[str]:
    """Name the parameters of the official method that could not be checked against anything published.

    Those of forming networks decide nothing where networks are supplied.
    """
    found = unverified_parameters(attribution_setting(store).method, own_methods(store))
    return [name for name in found if official_method(store).network_rule == "formed" or name not in FORMING]


def unverified_sentence(store: Store) -> str | None:
    """Say which parameters of the official method are unverified; null: none is."""
    found = unverified_values(store)
    if not found:
        return None
    return f"The method {official_method(store).method_id} is unverified: no published value of {', '.join(found)}."


def methods_beside(store: Store) -> dict[str, Method]:
    """Give the methods computed beside the official one, by name."""
    own = own_methods(store)
    return {name: load_method(name, own) for name in attribution_setting(store).beside}


def line_rules(store: Store) -> list[LineRules]:
    """Give the distinct rules of lines that the store's methods need, the official method's first."""
    methods = [official_method(store), *methods_beside(store).values()]
    return list(dict.fromkeys(method.lines for method in methods))
