"""Family names that many have, in lower case and Latin letters: the heads of the census lists of countries in the news.

General knowledge. With one of them a name tells a person only where something else agrees.
"""

WIDESPREAD = """
abdullah adams agarwal ahmad ahmed aleksandrov aleksandrova alexandrov alexeev ali allen alvarez alves andersen
anderson andersson bailey baker bakker bauer becker bennett berg bergstrom bernard bertrand bhatt bianchi bondarenko
brooks brown campbell carlsen carlsson carter castillo chauhan chavez chopra christensen clark collins colombo conti
cook cooper costa cox cruz das davis desai diaz dubois durand edwards eriksen eriksson esposito evans fedorov
fernandes fernandez ferrari ferreira fischer fisher flores foster fournier fujita gallo garcia ghosh girard gomes
gomez gonzales gonzalez gray greco green gupta gustafsson gutierrez hall hansen hansson harris hasegawa hassan haugen
hayashi hernandez hill hoffmann hofmann horvath howard hughes hussain hussein ibrahim inoue ishikawa ito ivanov
ivanova iyer jackson jain james jansen jenkins jensen jimenez johannessen johansen johansson johnson jones joshi
karlsson kato kelly kennedy khalil khan kimura king klein kobayashi koch kovalenko kowalski krause krishnan kristensen
kruger kumar kuznetsov kuznetsova lambert larsen larsson laurent lebedev lefebvre lehmann leroy lewis lima lindberg
long lopez lund madsen mahmoud malhotra marino marshall martin martinez matsumoto mehta mendoza menon meyer michel
mikhailov miller mishra mitchell mohammed moore morales moreau moreno morgan mori morozov morris mukherjee muller
munoz murphy murray myers nagy nair nakajima nakamura nelson neumann nguyen nielsen nilsen nilsson novak novikov nowak
ogawa oliveira olsen olsson omar ortiz pandey papadopoulos parker patel pavlov pedersen pereira perez perry persson
petersen peterson petit petrov petrova phillips pillai popov popova powell price rahman rajan ramirez ramos rao
rasmussen reddy reed reyes ricci richard richardson richter rivera robert roberts robertson robinson rodrigues
rodriguez rogers romano romanov romero ross rossi roux ruiz russell russo saito saleh sanchez sanders santos sasaki
sato schaefer schmidt schmitt schmitz schneider schroder schulz schulze schwarz scott semenov sergeev shah sharma
shevchenko shimizu silva simmons simon simpson singh smirnov smirnova smith sokolov sorensen souza srinivasan
srivastava stevens stewart stone subramanian sullivan suzuki svensson szabo takahashi tanaka taylor thomas thompson
torres turner vargas varma vasiliev verma vincent visser volkov wagner walker wallace walsh ward watanabe watson weber
werner west white williams wilson wisniewski wolf wood woods wright yadav yamada yamaguchi yamamoto yilmaz yoshida
young zimmermann
"""
# Chinese, Korean and Vietnamese ones, most of which stand first.
EASTERN = """
ahn bae bai bui cai cao chang chen cheng cho choe choi chung cui dai dang deng ding dinh do dong du duan fan fang feng
fu gao gong gu guo han hao he heo hoang hong hou hu huang hwang jang jeon jeong jia jiang jin jo joo jung kang kim ko
kong kwon lai le lee lei li liang liao lim lin liu long lu luo lyu ma mao meng min moon nam ngo nguyen noh oh pan park
peng pham phan qian qin qiu ren ryu seo shao shen shi shin sohn son song su sun tan tang tao tian tran vo vu wan wang
wei wen woo wu xia xiang xiao xie xiong xu xue yan yang yao ye yi yin yoo yoon yu yuan yun zeng zhang zhao zheng zhong
zhou zhu zou
"""
# Letters of a family name from which on it is seldom two persons': Isaacman, not Cox.
LONG = 6
COMMON_FAMILIES = frozenset(WIDESPREAD.split())
EASTERN_FAMILIES = frozenset(EASTERN.split())


def is_uncommon(family: str) -> bool:
    """Whether a family name, in lower case, is long and not among those that many have."""
    return len(family) >= LONG and family not in COMMON_FAMILIES and family not in EASTERN_FAMILIES
