"""Names that are ordinary words too; alone and in small letters they are taken for the word."""

_ENGLISH = """
    abbey abel alma amber angel april archer aria ash ashes august aurora autumn baker banks barber
    bay bear bell berry best bill bishop black blue bond book booker brook brooks brown buck bush
    butler cain carol carter case cash cat chance chase christian church clay clark cliff cloud
    colt cook cooper cotton crew cross crystal daisy dale dawn day dean destiny diamond dot drew
    duke earl early east eden elder ember england faith farmer fawn fern field fields finch fisher
    fleet flora ford forest foster fox france frank free freeman frost gene gardner gay genesis
    ginger glen glory gold good grace grant gray green grey grove guy hale hall harmony harper
    hazel heath heather heaven hill holiday holly hope house hunt hunter iris ivory ivy jack jade
    jasmine jay jean jet jewel jo journey joy judge july june justice karma king kit knight lake
    lane lark laurel law legend lily lime little lodge long love low lyric lucky major mark marina
    marsh mason may mercy mercer message mike miles mill miller mills mint misty moon moore nelly
    nick noble north nova ocean olive opal page parish park parks parker pat patience paris peace
    pearl penny pepper piper pond pool poppy porter potter precious price pride prince
    princess promise queen rain rainbow ray red reed reef rich river rivers rob robin rock rocky
    rose rosemary royal ruby rush sage sally sandy scarlet sergeant serenity shade shelly shepherd
    short sierra silver singer sky skye smith snow south spring star steel sterling stone storm
    story street strong sue summer sun sunny swan taylor teal temple timber tiny tony town tree
    trinity turner unity usher valley vein victor victory violet walker wall ward warren waters
    way weaver webb west wheat wheeler white will willow winter wise wood woods wren wright york
    young zion an so my in to see do long ha hong
"""
_SPANISH = """
    abril agua alba alegria alma amada amor angel angeles armada arroyo aurora azucena barrera
    barrios blanca blanco bonilla bravo cabello cabeza cabrera calle camacho camino campo campos
    cano cantor caridad casas castillo castro celeste cielo clara claro concepcion consuelo corona
    cortes cruz cuenca cuevas delgado delgada dolores domingo dulce encarnacion espino esperanza
    estrella fe feliz fidel flor flores fuente fuentes gallo gloria gracia guerra guerrero
    herrera herrero hidalgo hierro iglesias jazmin justa justo leal leon libertad lobo luna
    luz mar marina mariposa mata mayo mendigo mercedes mesa milagros molina molino montes montana
    morena moreno nieves noel oro oliva olivia palma palomo paloma pascual pastor patria paz pena
    perla piedad pilar pinto plaza ponce prado prieto primavera puente pura ramos real reina rey
    reyes rico rio rios rivera roble rojas rojo romero rosa rosario rubio salas salinas salvador
    santa santo santos sierra silva sol soledad soler solis soto tierra toro torre torres trinidad
    valle vega vera verano verde vida vidal virgen victoria zapata
"""
ORDINARY = frozenset(f"{_ENGLISH} {_SPANISH}".split())
"""As they are compared: in small letters, without accents."""

_BETWEEN = """
    al bin da das de del della den der di do dos du e el ibn la las le los ter van von y
"""
PARTICLES = frozenset(_BETWEEN.split())
"""They stand between the parts of a name, and are none by themselves."""
