"""The people and companies in the sample matter. None of them exists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody in the matter.

    Arguments:
        id: stable name in gold.json.
        name: the canonical name.
        kind: "person" or "organization".
        role: client, party, counsel, witness, judge, organization or person.
        forms: further spellings that the files use; the name itself and both in capitals are understood.
        registered: whether the paralegal typed it at intake.
        typed: the aliases typed with it.
    """

    id: str
    name: str
    kind: str
    role: str
    forms: tuple[str, ...] = ()
    registered: bool = True
    typed: tuple[str, ...] = ()


ENTITIES = (
    Entity(
        "alder",
        "Margaret Q. Alder",
        "person",
        "client",
        ("Margaret Alder", "Ms. Alder", "M. Alder", "Maggie Alder", "Alder, Margaret", "Alder", "Margaret", "Maggie"),
        typed=("Maggie",),
    ),
    Entity("sorrel", "Sorrel Bay Provisions, LLC", "organization", "client", ("Sorrel Bay",), typed=("Sorrel Bay",)),
    Entity(
        "granite",
        "Granite Quay Freight Systems, Inc.",
        "organization",
        "party",
        ("Granite Quay Freight Systems", "Granite Quay", "Granite", "GQ Refrigerated"),
        typed=("Granite", "GQ Refrigerated"),
    ),
    Entity(
        "dominic",
        "Dominic R. Thackeray",
        "person",
        "party",
        ("Dominic Thackeray", "Mr. Thackeray", "D. Thackeray", "Dominic"),
    ),
    Entity(
        "northfell", "Northfell Reefer Services, LLC", "organization", "party", ("Northfell",), typed=("Northfell",)
    ),
    Entity("lucille", "Lucille Thackeray", "person", "witness", ("Thackeray, Lucille", "L. Thackeray", "Lucille")),
    Entity(
        "emmett",
        "Emmett J. Lindqvist-Marsh",
        "person",
        "witness",
        (
            "Emmett Lindqvist-Marsh",
            "Mr. Lindqvist-Marsh",
            "E. Lindqvist-Marsh",
            "Lindqvist-Marsh, Emmett J.",
            "Lindqvist-Marsh, Emmett",
            "Lindqvist-Marsh",
            "L-i-n-d-q-v-i-s-t, hyphen, M-a-r-s-h",
            "Emmett",
        ),
    ),
    Entity(
        "crabtree",
        "Wendell J. Crabtree",
        "person",
        "witness",
        ("Wendell Crabtree", "Mr. Crabtree", "W. Crabtree", "Crabtree"),
    ),
    Entity("vorhaus", "Anneliese Vorhaus", "person", "witness", ("Dr. Vorhaus", "Vorhaus"), registered=False),
    Entity(
        "hathersage",
        "Priscilla N. Hathersage",
        "person",
        "counsel",
        ("Priscilla Hathersage", "Ms. Hathersage", "MS. HATHERSAGE", "P. Hathersage", "Hathersage"),
    ),
    Entity("bellamy", "Joaquin Bellamy", "person", "counsel", ("Mr. Bellamy", "MR. BELLAMY", "J. Bellamy", "Joaquin")),
    Entity("firm", "Hathersage & Wicklow LLP", "organization", "counsel", ("Hathersage & Wicklow",)),
    Entity("stannard", "Gregor P. Stannard", "person", "counsel", ("Mr. Stannard", "MR. STANNARD")),
    Entity("dalrymple", "Yasmin Dalrymple", "person", "counsel", ("Ms. Dalrymple", "MS. DALRYMPLE")),
    Entity("pell", "Pell & Umberton, P.C.", "organization", "counsel", registered=False),
    Entity("oakes", "Dalrymple Oakes LLP", "organization", "counsel", registered=False),
    Entity("brannock", "Octavia T. Brannock", "person", "judge"),
    Entity("tidewick", "Tidewick Grocers, Inc.", "organization", "organization", ("Tidewick",), typed=("Tidewick",)),
    Entity(
        "harrowgate",
        "Harrowgate Mutual Indemnity Company",
        "organization",
        "organization",
        ("Harrowgate Mutual", "Harrowgate"),
        registered=False,
    ),
    Entity(
        "quillon",
        "Quillon Food Laboratories, Inc.",
        "organization",
        "organization",
        ("Quillon Food Laboratories", "Quillon"),
        registered=False,
    ),
    Entity("colfax", "Renata Colfax", "person", "person", ("Ms. Colfax", "Renata"), registered=False),
    Entity("halvorsen", "Ingrid S. Halvorsen", "person", "person", registered=False),
)

AMBIGUOUS = {"Thackeray": ("dominic", "lucille")}
"""Spellings that are ambiguous, with the ids of the people they could mean."""

INDIRECT = {"D.T.": "dominic", "W.J.C.": "crabtree"}
"""Initials: they identify nobody by themselves, but a reader of the file knows whom they mean."""

# Words of the names above that say nothing by themselves, so that they may stand in a text of their own.
COMMON_WORDS = frozenset(
    "and bay company food freight grocers inc indemnity laboratories llc llp mutual provisions reefer refrigerated "
    "services systems".split()
)
