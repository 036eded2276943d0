"""All rules in their order, each with examples of what it finds and of what it leaves.

Where two rules find the same span, the earlier one gives the role, and the kind and source if neither is surer.
"""

from collections.abc import Callable, Container, Iterator

from legalredact.detection.rules import (
    captions,
    cue_phrases,
    foreign,
    formulas,
    governments,
    handles,
    initials,
    legal_forms,
    table_columns,
    titles,
)
from legalredact.detection.rules.caption_parties import kind_of
from legalredact.detection.rules.rule import Example, Found, Rule, RuleInput
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.model.mention import Kind, Tier

_Find = Callable[[RuleInput], Iterator[Found]]
_PERSON, _ORGANIZATION, _GOVERNMENT = Kind.PERSON, Kind.ORGANIZATION, Kind.GOVERNMENT
_SUGGESTED, _POSSIBLE = Tier.SUGGESTED, Tier.POSSIBLE


def _in_text(find: Callable[[str], Iterator[Found]]) -> _Find:
    """A rule that looks at the text alone."""
    return lambda given: find(given.text)


def _up_to_names(find: Callable[[str, Container[int]], Iterator[Found]]) -> _Find:
    """A rule that also asks where the names end that the model has read."""
    return lambda given: find(given.text, given.barriers)


def _in_case_names(given: RuleInput) -> Iterator[Found]:
    return captions.in_case_names(given.text, given.citations, given.barriers)


def candidate(rule: Rule, text: str, found: Found) -> Candidate:
    """What a rule found, with what the rule's row says of it."""
    kind = found.kind or rule.kind or kind_of(found.span.of(text))
    return Candidate(found.span, kind, found.source or rule.source, found.tier or rule.tier, found.role)


def candidates(rule: Rule, given: RuleInput) -> Iterator[Candidate]:
    """Everything that a rule finds."""
    return (candidate(rule, given.text, found) for found in rule.find(given))


COLUMNS = Rule(
    "columns of names", Source.HEADER, None, _SUGGESTED, _in_text(table_columns.in_columns),
    (
        Example("Last Name\tFirst Name\tHired\nTarrow\tOlle\t2001\n", ("Tarrow\tOlle",)),
        Example("Patient\tRoom\nImogen Fairlie\t12\n", ("Imogen Fairlie",)),
        Example("Item\tRoom\nDesk Lamp\t12\n"),
    ),
)  # fmt: skip
"""People of a table; also of tables whose cells are texts of their own."""

RULES: tuple[Rule, ...] = (
    Rule(
        "titles", Source.TITLE, _PERSON, _SUGGESTED, _in_text(titles.titled),
        (
            Example("Mr. Wren met Dr. Imogen A. Fairlie, Jr. there.", ("Wren", "Imogen A. Fairlie, Jr.")),
            Example("Judges Alder, Birch, and Cedarholm agree", ("Alder", "Birch", "Cedarholm")),
            Example("HONORABLE DISCHARGE was denied"),
        ),
    ),
    Rule(
        "title as a part of the name", Source.TITLE, _PERSON, _SUGGESTED, _in_text(titles.by_title_alone),
        (Example("Then Mr. Judge came in.", ("Mr. Judge",)), Example("Mr. Wren came.")),
    ),
    Rule(
        "esquires", Source.TITLE, _PERSON, _SUGGESTED, _in_text(titles.esquires),
        (Example("By: Ezra Parish, Esq.", ("Ezra Parish",)), Example("By: the Parish, and others")),
    ),
    Rule(
        "oaths", Source.SWORN, _PERSON, _SUGGESTED, _in_text(formulas.sworn),
        (
            Example("DEPOSITION OF MARGIT ESTERHAUS\n", ("MARGIT ESTERHAUS",)),
            Example("I, Imogen Fairlie, declare under penalty", ("Imogen Fairlie",)),
            Example("Declaration of Independence"),
        ),
    ),
    Rule(
        "signatures", Source.SIGNATURE, _PERSON, _SUGGESTED, _in_text(formulas.signed),
        (Example("/s/ Imogen Fairlie\n", ("Imogen Fairlie",)), Example("Ravi Menonkar S/O Late Gopal")),
    ),
    Rule(
        "letters and messages", Source.HEADER, _PERSON, _SUGGESTED, _in_text(formulas.addressed),
        (
            Example("To: Piet van der Merwe; Salma Hadid\n", ("Piet van der Merwe", "Salma Hadid")),
            Example("To: All Parties\n"),
        ),
    ),
    Rule(
        "speakers in a chat", Source.HEADER, _PERSON, _SUGGESTED, _in_text(formulas.speakers),
        (Example("[3/4/24, 9:41:02 PM] Kellan: yo\n", ("Kellan",)), Example("09:15 Note: call\n")),
    ),
    Rule(
        "user names", Source.HEADER, _PERSON, _SUGGESTED, _in_text(handles.user_names),
        (Example("Ask @kvale_osk about it.", ("kvale_osk",)), Example("Hello @channel, mail to me@example.com.")),
    ),
    Rule(
        "surname first in brackets", Source.LAST_FIRST, _PERSON, _SUGGESTED, _in_text(formulas.last_first),
        (Example("filed by Acme (Fairlie, Imogen)", ("Fairlie, Imogen",)), Example("(see Appendix, Volume)")),
    ),
    Rule(
        "surname first in a list", Source.LAST_FIRST, _PERSON, _SUGGESTED, _in_text(formulas.turned),
        (Example("FAIRLIE, IMOGEN\nImogen Fairlie left.", ("FAIRLIE, IMOGEN",)), Example("FAIRLIE, IMOGEN\n")),
    ),
    Rule(
        "people in a police report", Source.LAST_FIRST, _PERSON, _SUGGESTED, _in_text(formulas.marked),
        (Example("V1 TARROW, Olle (M/W) fell.", ("TARROW, Olle",)), Example("V1 HOUSE, Olle stood.")),
    ),
    Rule(
        "names stated on the record", Source.SWORN, _PERSON, _SUGGESTED, _in_text(formulas.stated),
        (
            Example("Q. State your name.\nA. Hope Day.", ("Hope Day",)),
            Example("The name of the State is Iowa. A. Tarrow wrote."),
        ),
    ),
    COLUMNS,
    Rule(
        "votes", Source.SWORN, _PERSON, _SUGGESTED, _in_text(formulas.voted),
        (Example("Passed (Durrani opposed).", ("Durrani",)), Example("Motion seconded. Council voted no.")),
    ),
    Rule(
        "movers", Source.SWORN, _PERSON, _SUGGESTED, _in_text(formulas.movers),
        (Example("Motion Durrani, second Post.", ("Durrani", "Post")), Example("Motion to dismiss, Second Motion")),
    ),
    Rule(
        "lists of counsel", Source.SIGNATURE, _PERSON, _SUGGESTED, _in_text(formulas.counsel_lists),
        (
            Example("Counsel for Appellant :- M. Bhushak,Ashok Mehtare\n", ("M. Bhushak", "Ashok Mehtare")),
            Example("Counsel for the appellant rested."),
        ),
    ),
    Rule(
        "initials", Source.INITIALS, _PERSON, _SUGGESTED, _in_text(initials.initialled),
        (Example("T.W., a minor, sued. T.W. was nine.", ("T.W.", "T.W.")), Example("at 9 a.m. in N.Y., a B.A. degree")),
    ),
    Rule(
        "initials with dashes", Source.INITIALS, _PERSON, _SUGGESTED, _in_text(initials.dashed),
        (Example("Matter of E-F-H-L-, Respondent.", ("E-F-H-L-",)), Example("See A-B-C and Form I-9.")),
    ),
    Rule(
        "children with one letter", Source.INITIALS, _PERSON, _SUGGESTED, _in_text(initials.babies),
        (Example("the mother of baby girl K. came", ("baby girl K.",)), Example("baby girl K. Tarrow came")),
    ),
    Rule(
        "kin and parts in a case", Source.CALLED, None, _SUGGESTED, _in_text(cue_phrases.called),
        (
            Example("her husband Torvald and her cousin Hope", ("Torvald", "Hope")),
            Example("her husband May have left"),
        ),
    ),
    Rule(
        "labelled names", Source.HEADER, _PERSON, _SUGGESTED, _in_text(cue_phrases.labelled),
        (Example("LAST TARROW  FIRST OLLE", ("TARROW", "OLLE")), Example("LAST  FIRST  MIDDLE")),
    ),
    Rule(
        "elders", Source.CALLED, _PERSON, _SUGGESTED, _in_text(cue_phrases.elders),
        (Example("Widow Gentry spoke.", ("Gentry",)), Example("Uncle Sam wants it.")),
    ),
    Rule(
        "dedications", Source.HEAD, _ORGANIZATION, _POSSIBLE, _in_text(cue_phrases.dedicated),
        (Example("admitted at Our Lady of the Lakes", ("Our Lady of the Lakes",)), Example("a holy man")),
    ),
    Rule(
        "insurers", Source.HEAD, _ORGANIZATION, _POSSIBLE, _in_text(cue_phrases.insurers),
        (Example("with Foremost, policy 381-44", ("Foremost",)), Example("The policy 381-44")),
    ),
    Rule(
        "aliases", Source.CALLED, _PERSON, _SUGGESTED, _in_text(cue_phrases.aliases),
        (Example("Thimmaiah @ Thimma ran", ("Thimma",)), Example("milk @ House rates")),
    ),
    Rule(
        "writers of messages", Source.HEADER, None, _SUGGESTED, _in_text(cue_phrases.writers),
        (
            Example("Imogen Fairlie <imogen@mills.example> wrote", ("Imogen Fairlie",)),
            Example("Customer Service <help@mills.example>"),
        ),
    ),
    Rule(
        "fields of forms", Source.LAST_FIRST, _PERSON, _SUGGESTED, _in_text(cue_phrases.in_fields),
        (Example("Patient: Fairlie, Imogen A\n", ("Fairlie, Imogen A",)), Example("Place: Fernhollow, Nevada\n")),
    ),
    Rule(
        "Indian firms", Source.TITLE, _ORGANIZATION, _SUGGESTED, _in_text(cue_phrases.firms),
        (Example("sold by M/s. Alder & Birch in May", ("Alder & Birch",)), Example("at 12 m/s in air")),
    ),
    Rule(
        "owners of papers", Source.CALLED, None, _SUGGESTED, _in_text(cue_phrases.owners_of_papers),
        (Example("the Okonjo Declaration says", ("Okonjo",)), Example("the Joint Declaration says")),
    ),
    Rule(
        "ships", Source.SHIP, _ORGANIZATION, _SUGGESTED, _in_text(cue_phrases.ships),
        (Example("aboard the M/V OCEAN PETREL", ("OCEAN PETREL",)), Example("met a vessel IMO 9417728")),
    ),
    Rule(
        "trades", Source.HEAD, _ORGANIZATION, _POSSIBLE, _in_text(cue_phrases.trades),
        (Example("hired Delacroix Moving", ("Delacroix Moving",)), Example("hired Heavy Moving")),
    ),
    Rule(
        "legal forms", Source.LEGAL_FORM, _ORGANIZATION, _SUGGESTED, _up_to_names(legal_forms.with_legal_form),
        (
            Example("Acme Widgets, Inc. sued Beta Mill Corp.", ("Acme Widgets, Inc.", "Beta Mill Corp.")),
            Example("the Company and the Corporation"),
        ),
    ),
    Rule(
        "heads of bodies", Source.HEAD, _ORGANIZATION, _POSSIBLE, _up_to_names(legal_forms.with_head),
        (
            Example("for the Ostrava Sheriffs' \nAssociation", ("Ostrava Sheriffs' \nAssociation",)),
            Example("at 100 Church Street"),
        ),
    ),
    Rule(
        "committees", Source.CAPTION, _ORGANIZATION, _SUGGESTED, _in_text(legal_forms.committees),
        (
            Example("the Official Committee of Unsecured Creditors", ("Official Committee of Unsecured Creditors",)),
            Example("the Committee of the Whole"),
        ),
    ),
    Rule(
        "governments", Source.GOVERNMENT, _GOVERNMENT, _POSSIBLE, _in_text(governments.governments),
        (
            Example("and City of Marlow Falls, among others", ("City of Marlow Falls",)),
            Example("and Marlow Falls County Court too"),
        ),
    ),
    Rule(
        "bodies abroad", Source.FOREIGN, _GOVERNMENT, _POSSIBLE, _in_text(foreign.foreign_bodies),
        (
            Example("heard by the Marlova Administrative Court", ("Marlova Administrative Court",)),
            Example("the High Court held"),
        ),
    ),
    Rule(
        "case names", Source.CAPTION, None, _SUGGESTED, _in_case_names,
        (
            Example("This is Roe v. Acme Widgets, Inc., which is old.", ("Roe", "Acme Widgets, Inc.")),
            Example("unlike Alder v. Birch, 556 U.S. 662 (2009)."),
        ),
    ),
    Rule(
        "parties above their role", Source.CAPTION, None, _SUGGESTED, _up_to_names(captions.before_roles),
        (Example("IMOGEN FAIRLIE,\n   Plaintiff,\n", ("IMOGEN FAIRLIE",)), Example("Attorneys for\nPlaintiff\n")),
    ),
    Rule(
        "parties beside their role", Source.CAPTION, None, _SUGGESTED, _up_to_names(captions.beside_roles),
        (
            Example("Appellant :- Girish Bajpaye\n", ("Girish Bajpaye",)),
            Example("Appellant: Case No. 12\n"),
        ),
    ),
    Rule(
        "parties around a v.", Source.CAPTION, None, _SUGGESTED, _up_to_names(captions.around_versus),
        (
            Example("ANNA BELLWETHER\n\nv.\n\nTOBIAS WREN\n", ("ANNA BELLWETHER", "TOBIAS WREN")),
            Example("vol. v. of the set\n"),
        ),
    ),
    Rule(
        "whom a matter is about", Source.CAPTION, None, _SUGGESTED, _up_to_names(captions.in_re),
        (
            Example("In re Imogen Fairlie\n", ("Imogen Fairlie",)),
            Example("IN RE: Tarrow Filters Products Liability Litigation\n"),
        ),
    ),
    Rule(
        "unknown parties", Source.CAPTION, _PERSON, _SUGGESTED, _in_text(captions.unknown_parties),
        (Example("and DOES 1-10, inclusive, fled", ("DOES 1-10, inclusive",)), Example("He does 1 of 10.")),
    ),
)  # fmt: skip
