"""Given names and what their bearers are called or signed as: Robert, Bob, Robt.; common English ones only."""

from collections import defaultdict

_ROWS = """
abigail abby abbie gail
alexander alex alec sandy xander
alexandra alex alexa sandra sasha
alfred al alf fred
albert al bert
andrew andy drew
anthony tony
antonio tony
barbara barb babs
benjamin ben benny benj
bernard bernie
catherine cathy kate katie kitty cath
katherine kathy kate katie kitty kathryn kath
charles charlie chuck chas chip
christina chris tina christy
christine chris tina chrissy
christopher chris topher kit
cynthia cindy
daniel dan danny
david dave davey
deborah deb debbie debra
donald don donny
dorothy dot dottie dolly
douglas doug
edward ed eddie ted ned edw
edwin ed eddie
eleanor ellie nell nora
elizabeth liz beth betsy betty lizzie eliza libby eliz bess
eugene gene
francis frank fran
frances fran frannie
francisco paco pancho frank
frederick fred freddie fredk
gabriel gabe
gerald gerry jerry
gregory greg
gerard gerry jerry
harold hal harry
henry hank harry
isabella bella izzy
jacob jake jack
james jim jimmy jamie jas
janet jan
jeffrey jeff
jennifer jen jenny jenn
jessica jess jessie
john jack johnny jno
jonathan jon jonny
jose pepe
joseph joe joey jos
joshua josh
judith judy
kenneth ken kenny
kimberly kim
lawrence larry
leonard len lenny leo
lillian lily lil
louis lou
margaret maggie meg peggy marge margie peg rita
martin marty
matthew matt
michael mike mickey mick mich
mitchell mitch
nancy nan
nathaniel nate nat
nathan nate
nicholas nick nicky
pamela pam
patricia pat patty trish tricia
patrick pat paddy
peter pete
philip phil
phillip phil
raymond ray
rebecca becky becca
richard rick rich dick ricky richd
robert bob bobby rob robbie robt bert
ronald ron ronnie
rosemary rose rosie
russell russ
samuel sam sammy saml
samantha sam sammy
sandra sandy
solomon sol
stephanie steph
stephen steve
steven steve
susan sue susie suzie
suzanne sue suzie
theodore ted teddy theo
theresa terry tess
thomas tom tommy thos
timothy tim timmy
valerie val
victoria vicky tori
vincent vince vinny
virginia ginny
walter walt wally
william bill billy will willie wm
zachary zach zack
"""


def _full_names() -> dict[str, frozenset[str]]:
    """Each name → those that it may stand for, itself included where it is a full one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for full, *others in filter(None, map(str.split, _ROWS.splitlines())):
        for name in (full, *others):
            found[name].add(full)
    return {name: frozenset(full) for name, full in found.items()}


_FULL = _full_names()


def is_given(word: str) -> bool:
    """Whether a word is one of these given names, or what their bearers are called."""
    return word.casefold() in _FULL


def same_given(one: str, other: str) -> bool:
    """Whether two given names, folded, may be one person's: Robert and Bob, William and Wm, Bob and Bobby."""
    return one == other or bool(_FULL.get(one, frozenset()) & _FULL.get(other, frozenset()))
