"""All rules in their order, each with examples of what it finds and of what it does not find.

Where two rules find the same span, the earlier one gives the role, and the kind and source if neither is surer.
"""

from collections.abc import Callable, Container, Iterator

from legalredact.detection.rules import (
    captions,
    foreign,
    formulas,
    governments,
    handles,
    initials,
    legal_forms,
    table_columns,
    titles,
)
from legalredact.detection.rules import examples as ex
from legalredact.detection.rules.caption_parties import kind_of
from legalredact.detection.rules.rule import Found, Rule, RuleInput
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.model.mention import Kind, Tier

_Find = Callable[[RuleInput], Iterator[Found]]
_PERSON, _ORG, _GOV = Kind.PERSON, Kind.ORGANIZATION, Kind.GOVERNMENT
_SUGGESTED, _POSSIBLE = Tier.SUGGESTED, Tier.POSSIBLE


def _in_text(find: Callable[[str], Iterator[Found]]) -> _Find:
    """A rule that uses the text alone."""
    return lambda given: find(given.text)


def _at_names(find: Callable[[str, Container[int]], Iterator[Found]]) -> _Find:
    """A rule that also uses the ends of the names that the model has read."""
    return lambda given: find(given.text, given.barriers)


def _in_case_names(given: RuleInput) -> Iterator[Found]:
    return captions.in_case_names(given.text, given.citations, given.barriers)


def candidate(rule: Rule, text: str, found: Found) -> Candidate:
    """A find of a rule, with the values of the rule's row."""
    kind = found.kind or rule.kind or kind_of(found.span.of(text))
    return Candidate(found.span, kind, found.source or rule.source, found.tier or rule.tier, found.role)


def candidates(rule: Rule, given: RuleInput) -> Iterator[Candidate]:
    """Everything that a rule finds."""
    return (candidate(rule, given.text, found) for found in rule.find(given))


COLUMNS = Rule(
    "columns of names",
    Source.HEADER,
    None,
    _SUGGESTED,
    _in_text(table_columns.in_columns),
    ex.COLUMNS,
    everywhere=True,
)
"""People of a table; also of tables whose cells are separate texts."""

RULES: tuple[Rule, ...] = (
    Rule("titles", Source.TITLE, _PERSON, _SUGGESTED, _in_text(titles.titled), ex.TITLED, everywhere=True),
    Rule(
        "titled names",
        Source.TITLE,
        _PERSON,
        _SUGGESTED,
        _in_text(titles.by_title_alone),
        ex.TITLED_NAMES,
        everywhere=True,
    ),
    Rule(
        "user names", Source.HEADER, _PERSON, _SUGGESTED, _in_text(handles.user_names), ex.USER_NAMES, everywhere=True
    ),
    Rule(
        "surname in a list",
        Source.LAST_FIRST,
        _PERSON,
        _SUGGESTED,
        _in_text(formulas.turned),
        ex.TURNED,
        everywhere=True,
    ),
    COLUMNS,
    Rule("lists of counsel", Source.SIGNATURE, _PERSON, _SUGGESTED, _in_text(formulas.counsel_lists), ex.COUNSEL_LISTS),
    Rule(
        "initials", Source.INITIALS, _PERSON, _SUGGESTED, _in_text(initials.initialled), ex.INITIALLED, everywhere=True
    ),
    Rule(
        "initials with dashes",
        Source.INITIALS,
        _PERSON,
        _SUGGESTED,
        _in_text(initials.dashed),
        ex.DASHED,
        everywhere=True,
    ),
    Rule(
        "children with one letter",
        Source.INITIALS,
        _PERSON,
        _SUGGESTED,
        _in_text(initials.babies),
        ex.BABIES,
        everywhere=True,
    ),
    Rule("legal forms", Source.LEGAL_FORM, _ORG, _SUGGESTED, _at_names(legal_forms.with_legal_form), ex.LEGAL_FORMS),
    Rule("governments", Source.GOVERNMENT, _GOV, _POSSIBLE, _in_text(governments.governments), ex.GOVERNMENTS),
    Rule("bodies abroad", Source.FOREIGN, _GOV, _POSSIBLE, _in_text(foreign.foreign_bodies), ex.FOREIGN),
    Rule("case names", Source.CAPTION, None, _SUGGESTED, _in_case_names, ex.CASE_NAMES, everywhere=True),
    Rule(
        "parties above a role",
        Source.CAPTION,
        None,
        _SUGGESTED,
        _at_names(captions.before_roles),
        ex.ABOVE_ROLE,
        everywhere=True,
    ),
    Rule(
        "parties beside a role",
        Source.CAPTION,
        None,
        _SUGGESTED,
        _at_names(captions.beside_roles),
        ex.BESIDE_ROLE,
        everywhere=True,
    ),
    Rule(
        "parties around a v.",
        Source.CAPTION,
        None,
        _SUGGESTED,
        _at_names(captions.around_versus),
        ex.AROUND_V,
        everywhere=True,
    ),
    Rule("in re", Source.CAPTION, None, _SUGGESTED, _at_names(captions.in_re), ex.IN_RE, everywhere=True),
    Rule(
        "unknown parties",
        Source.CAPTION,
        _PERSON,
        _SUGGESTED,
        _in_text(captions.unknown_parties),
        ex.UNKNOWN,
        everywhere=True,
    ),
)
