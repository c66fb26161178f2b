/**
 * Ordinary words that are also given names or surnames in the Americas, folded. With a capital, or in a text whose letter
 * case says nothing, such a word counts as a name.
 */
export const NAMES_THAT_ARE_WORDS = `
luz sol rosa rosas rosario flor flores paz cruz consuelo esperanza caridad fe dolores pilar mercedes remedios milagros soledad
rocio marina aurora alba estrella perla gracia gracias angel angeles angela santos santo santa salvador jesus leon toro guerra
iglesias campos rios castillo torres torre fuentes fuente valle vega prado prados sierra serrano montes rojas rubio moreno morena
delgado bravo cortes cortez franco justo bueno calvo crespo cano pardo prieto nieves reyes rey reina reinas principe marques
conde duque pastor pastora domingo abril agosto augusto victoria gloria concepcion asuncion encarnacion presentacion natividad
trinidad socorro amparo refugio virtudes linda bella violeta jazmin azucena margarita hortensia dalia iris celeste clara claro
serena modesto modesta prudencia prudencio prudente inocencio inocencia inocente clemente clemencia constancia constante fortuna
leal lealtad noble marin marino barba cabello cordero cabrera herrera molina molino rivera ribera laguna lagos costa islas roca
piedra arena parra oliva olivo olivos palma palmas palacio palacios belen norma pura puro primitivo pacifico feliz felicidad
liberto libertad america argentina paloma amada amado amor dulce tomas diana mora alcalde guerrero caballero zapatero pescador
anjo anjos nascimento ramos nobre vital prazeres prazer graca gracas pureza divina divino aparecida aparecido fatima conceicao
santana rocha pedra pinheiro nogueira figueira coelho cordeiro leitao carneiro lobo raposo barata pinto falcao gaviao barros
perpetua piedade saudade milagre bonfim bomfim machado ferreira ferro prata reis rainha lua alva neves chagas leite couto matos
salgado doce querida querido valente fiel candido candida bento bendito benedito domingos ventura vitoria cristo pereira oliveira
silva silvas souza moura moraes morais campo lima limeira cardoso furtado brito bela rosinha ceu estrela serra
pierre marie rose claire clair blanche brun roux petit legrand lebon bon bonheur joie grace espoir esperance fidele fidelite
loyaute loyal loyale constance prudent prudence modeste innocent innocente clement clemence desire desiree aime aimee bienvenu
bienvenue bienaime dieudonne parfait juste prospere fortune victoire gloire noel toussaint pascal paques aurore lumiere soleil
etoile perle anges saint sainte royal royale roy roi reine prince princesse baron comte duc marquis chevalier marine maire lemaire
berger boucher boulanger charpentier meunier moulin fontaine dupont rocher lacroix croix lavigne vigne olive olivier fleur
violette marguerite narcisse jasmin janvier patience tranquille content sage doux douce beau belle gentil gentille joly jolie
chere felicite charite celestin celestine precieux precieuse benit mignon ange angelique colombe flore luc luce honneur merveille
joy faith hope mercy charity constant honor honour verity amity felicity blessing blessings precious gift king queen duke earl
bishop pope dean abbott abbot monk knight page marshall marshal sergeant miles april june august autumn summer winter dawn eve star
stella lily daisy ivy heather hazel holly fern poppy ginger rosemary basil clay cliff dale glen brook brooks rivers lake wells
waters hills wood woods stone stones rock steel iron gold silver diamond pearl ruby amber jade crystal coral bill mark grant frank
rich bob rob pat art chuck jack drew pierce chase hunter fisher baker cook cooke mason carter cooper smith taylor tailor turner
walker porter parker gardener gardner shepherd butler clark clerk miller potter weaver archer bowman skinner tanner barber
carpenter singer rhodes roads bush roses strong swift sharp wise goodman brown gray grey gay bright loveless love sweet darling
christian christ moses angels heaven bell bells drake crane heron finch martin robin jay wren swan hawk wolf fox lamb bull pike
salmon bass hooker justice price powers major victor victory valentine lane church temple castle hall sterling crown lucky
happy will destiny trinity genesis melody harmony serenity unity liberty essence heavenly bliss sunny sandy rusty dusty misty
cash drew junior young uber flood pole quarry black white green noble royal
`
