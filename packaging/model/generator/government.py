"""Government bodies, real and invented: a label of their own, since papers may show them."""

from generator.body import Body
from generator.grammar import expanded
from generator.source import Source


def agency(source: Source) -> Body:
    """A federal or a state agency."""
    if source.chance(0.3):
        name = expanded(source, "state_agency")
        return Body(name, name, "GOV", source)
    full, acronym = source.word("agency").split("|")
    if full.startswith(("Department", "Drug", "Food", "Environmental")) and source.chance(0.3):
        full = source.pick("United States ", "U.S. ") + full
    return Body(full, acronym, "GOV", source)


def body(source: Source) -> Body:
    """A state, a county, a city or a local body. Words like "the City" are no names of it."""
    name = expanded(source, "government")
    short = name.split(" of ", 1)[1] if name.startswith(("City of ", "Town of ")) and source.chance(0.4) else name
    return Body(name, short, "GOV", source)


def sovereign(source: Source) -> Body:
    """The United States, a state, or the People of one."""
    name = expanded(source, "sovereign")
    return Body(name, "United States" if name.startswith("United") else name, "GOV", source)


def foreign_state(source: Source) -> Body:
    """A foreign state or one of its ministries."""
    name = expanded(source, "foreign_state")
    return Body(name, name, "GOV", source)


def ministry(source: Source) -> Body:
    """A ministry of a European state."""
    name = expanded(source, "ministry")
    return Body(name, name, "GOV", source)
