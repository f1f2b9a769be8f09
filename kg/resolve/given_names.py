"""Given names in English news and their short forms: `Jim` may be a James. General knowledge, one full name a line."""

from functools import cache

SHORT_FORMS = """
abigail abby
alexander alex sandy sasha
alexandra alex sandra sasha
andrew andy drew
anthony tony
barbara barb
benjamin ben
bradley brad
caroline carrie
catherine cathy kate katie
charles charlie chuck
christina chris tina christy
christine chris chrissy
christopher chris kit
daniel dan danny
david dave
deborah deb debbie
donald don
dorothy dot
douglas doug
edward ed eddie ned ted
eleanor ellie nell
elizabeth liz beth betty eliza
eugene gene
francis frank
franklin frank
frederick fred
gabriel gabe
geoffrey geoff jeff
gerald gerry jerry
gregory greg
henry harry hank
jacob jake
james jim jimmy jamie
janet jan
jeffrey jeff
jennifer jen jenny
jessica jess
john jack johnny
jonathan jon
joseph joe
joshua josh
judith judy
katherine kate kathy kay
kathleen kathy
kathryn kate kathy
kenneth ken
lawrence larry
leonard len leo
margaret maggie meg peggy
matthew matt
megan meg
michael mike mick misha
mikhail misha
nathaniel nate
nicholas nick
nicole nikki
pamela pam
patricia pat patty trish
patrick pat
peter pete
philip phil
raymond ray
rebecca becky
richard rick dick rich
robert bob rob bobby bert
ronald ron
rosemary rose
russell russ
samantha sam
samuel sam
sergei serge
stephanie steph
stephen steve
steven steve
susan sue
terrence terry
theodore ted theo
thomas tom tommy
timothy tim
valerie val
victor vic
victoria vicky
vincent vince
virginia ginny
walter walt wally
william bill will billy
zachary zach
"""
# Further given names in common use, without short forms of their own.
OTHERS = (
    "adam alan albert alice amanda amy angela anna anne anil bernard boris brian bruce carl carol claudia "
    "cynthia dean denis dennis diana dmitry elena emily emma eric erik ernest eva frances georg george gwynne "
    "hans heather heidi helen hugo ian igor ingrid ivan jan jane jason jean jeremy jill joan johan josef juan "
    "jorge julia julie karen karl keith kevin laura leonid linda lisa louis lucas luca marc marco marcus maria "
    "marie mario mark martha martin mary maxim melissa monica nancy natalia neil nina oleg olga oscar otto "
    "pablo paul paula pavel peter philippe pierre rachel ralph roger roland roy ruth ryan sarah scott sean "
    "sergey sharon sofia sophie stanley stefan sunita sylvia teresa tracy vladimir wolfgang yuri"
)


@cache
def full_names() -> dict[str, frozenset[str]]:
    """Short form -> the names that it may be short for."""
    found: dict[str, set[str]] = {}
    for line in SHORT_FORMS.split("\n"):
        full, *short = line.split() or [""]
        for name in short:
            found.setdefault(name, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


def may_be_one(one: str, other: str) -> bool:
    """Whether two given names, in lower case, may be forms of one name: Jim and James, Kate and Kathy."""
    meant = [full_names().get(name, frozenset()) | {name} for name in (one, other)]
    return bool(meant[0] & meant[1])


@cache
def given_names() -> frozenset[str]:
    return frozenset((*SHORT_FORMS.split(), *OTHERS.split()))


def is_given(name: str) -> bool:
    """Whether a name, in lower case, is a given one in common use."""
    return name in given_names()
