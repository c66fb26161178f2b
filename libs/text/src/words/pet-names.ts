/**
 * What people are called at home whose given name stands before the colon, in the Americas, folded; "jose+maria" of who bears both. Left out is what
 * an ending alone makes small (Rosita), for that is told by its ending.
 */
const PET_NAMES = `
adriana adriano: adri nana drica
adelaida adelaide: layda lala
agustin agustina augustine augustin: tin tina tino guti gus
alberto albert adalberto: beto berto tito bert albie
alejandra alexandra alessandra: ale sandra alita jandra sandy alex lexi xandra xanda sacha
alejandro alexandre alexander alessandro: ale alex jandro sandro xande alec sandy sacha
alfonso alphonse afonso: poncho foncho fonso fon phonse
alfredo alfred: fredo freddy fredy fello
alicia alice: licha lichi licia ali
amalia amelia: mali lia meli melia millie
ana anna anne ann: anita nita anny annie nan nancy ninon
anabel annabelle: anna
andrea andreia: andre dea
andres andre andrew: andy drew dede
angel angela angelica angelique: angie geli angi yeli lita gela angelo
anselmo: chemo selmo
antonia antoinette: tona toni toinette antonieta tonia nettie
antonieta: toneta nieta tona
antonio anthony antoine: tono tonho toni tony toto tonico tuto tonin
araceli: celi chela ara
armando: mando
arnulfo: nufo fito
arturo arthur artur: tuto turo art artie tutu
asuncion: chon chona asun suncha
aurelio aurelia: lelo yeyo lela
aurora: lola bora
bartolome bartholomew: bartolo bart
beatriz beatrice beatrix: betty bea bety bia beti tiche ticha
benigna benigno: beni nina
benito benita: beni nito
benjamin: benja ben benny benji mincho
bernarda bernardo bernard: nardo bernie berni nando narda
brigida brigitte bridget: briggi gitte biddy
candelaria: cande candela calacha calala
carlos charles carlo: charly charlie chuck charlot kal litos lito cacho
carmen carmela: menchu carmina mela carmencha
carolina caroline: caro carol carrie lina
catalina caterina catherine katherine catarina kathryn katia: cata caty kathy kate katie katy cathy lina kati kat
catalina caterina catherine katherine catarina kathryn katia: cathie kit trina
cayetano caetano: tano cae
cecilia cecile: ceci chila chela sissy cilia
cesar: checha checho
clara claire: lala
claudia claude: clau clo
clemencia clementina clementine: mencha clem tina
concepcion conceicao: concha conchi concho chona cona ceica chita
consuelo: chelo consu
cristian christian christopher cristobal christophe: cris chris tobal kike topher kit tof
cristina christine christina: cris tina cristy kristy chris chrissy kiki titi titine
cruz: crucha
daniel daniela danielle: dani danny dany nela danilo dan
david: davo davy dave deivi
deborah debora: debbie debi deb
delfina delfino: fina delfi
desideria desiderio: desi yeyo
dionisio dionisia denis: nicho nicha dioni nisia
dolores: lola loli lolis dolly lole
domingo domingos dominga: mingo minga chumingo mingos
dominique: domi dom nick
dorotea dorothy dorothee: dora dolly dot dottie tea
edelmira: mira delmi
edgar: edga gari
eduardo edward edouard: lalo edu eddy eddie dudu duda guayo ned ted teddy doudou
elena helena helene ellen: nena lena leni ellie nelly nell lenou
eleuterio: tello luterio
elias elijah: lias eli
elisa eliza: lisa eli licha
elizabeth elisabeth isabel isabelle elisabete: eli ely liz lizzie lizzy beth betsy betty liza eliza lisa libby bess
elizabeth elisabeth isabel isabelle elisabete: bessie isa chabela chavela chabe bebel belle bella babette lisbeth
elizabeth elisabeth isabel isabelle elisabete: lisette lilibeth zabel beti bety izzy
elvira: vira elvi viruca
emilia emilie emily: emi mila millie
emilio: milo emi millo milio
encarnacion: encarna chon chona
enrique henrique henri henry: kike quique rique ike hank harry quico kiko riquet rico
epifania epifanio: pifa fania fanio pifanio
ernestina ernestine: tina neta erni
ernesto ernest: neto tito erni ernie nesto
esperanza: espe lancha pera pancha lanza
esteban stephen stephane estevao steven etienne: teban chepan steve steph esteva tetev tienne fane
estefania stephanie estefany: stefi fani fanny steph stefy tefi tefa fany
ester esther: teche esterina tete essie hetty
eugenia eugenie: geni quena genia kena genie
eugenio eugene: geno gene queno kenio
eulalia: lala lalia lali laya ula
eusebio eusebia: chebo chebio sebio sebia cheba
eva: evita evinha
evangelina evangeline: eva lina vange vangie
ezequiel: cheque quiel eze zeque
fabiola fabian fabiana fabienne: fabi faby biola fab
faustino faustina: tino tina fausto
federico frederic frederico frederick: fede fico lico fredy freddy fred fredo kiko rico
felicia felicidad felicite: feli licha felicha
felipe philippe philip phillip: pipe feli lipe phil felo pip flip filo
felix: feli felo
fermin: mincho mino
fernanda fernande: fer nanda fefa fena ferni
fernando fernand: fer nando nano fercho ferni nan
fidel: fide
filomena philomene: mena filo filu
flor florencia florence: flo flora flory lencha
florentino florentina: tino floro flore lencho
francisca francisque: paca pancha chica paqui fran chicha quica kika francis fanny kena
francisco francois francis: paco pancho chico curro fran quico kiko chicho farruco xico quincas franz kico frank franky
francisco francois francis: frankie fanfan frasco
francoise francoise: fanchon fanchette soizic fanfan
gabriel gabriela gabrielle: gabi gabo gaby gab biel bibi gabe
genoveva genevieve: veva geno ginette gege gene
georgina georgette: gina geor georgie
gerardo gerard gerald gerard: gera lalo jerry gege lalin yayo
geronimo jeronimo jerome: momo chombo jero jerry gero
gertrudis gertrude: tula trudy gertie trudi
gilberto gilbert: beto gil berto gilo
gloria: glori goya gogo yoya
gonzalo: gonza chalo lalo gonzo
graciela grace: chela grachi
gregorio gregory gregoire gregoria: goyo goya gollo greg gori gregg
gricelda griselda: chela gris celda
guadalupe: lupe lupis pita lupilla lupilia lupillo guada lupitina
guilherme guillermo william guillaume: memo guille gui guillo billy bill will willy willie liam billo llermo guigui
guilherme guillermo william guillaume: guillou guilhe
guillermina wilhelmina: mina guille willa
gustavo gustave: gus tavo guga gusti
hector: tito hetor torin
herlinda ermelinda: linda erme
hermelinda: linda mela herme
hernan: nan nancho nano
hilario hilaria: lalo layo hila
hipolito: polo pol lito
horacio: lacho racho
hortensia hortense: tencha horte hortencia tensia
hugo: guito
humberto umberto: beto berto tito humbe
ignacia: nacha
ignacio inacio ignace: nacho nacio igna inaki
ines agnes: nesa nessie ine
inocencia inocencio: chencha chencho ino
irene: nena iren rene
isaac: chaco isa ike
isidro isidora isidoro: chilo chiro chidro dora doro
ismael: maelo isma mael
ivan: vancho
ivonne yvonne: vonni ivi ibon
jacinto jacinta: chinto jacin chinta cinta
jacobo jacob james: jaco jake jim jimmy jamie cobo
jacqueline jaqueline: jacky jackie yaqui jaque jacquie
jaime jayme: jimmy jaimico
janet jeannette jeanette: nettie jane net
javier xavier: javi javo chavi xavi javicho
jeremias jeremy jeremie: jere jerry chemi
jessica: jessi jessy yesi jess yeca jeca
jesus: chuy chucho chus chuchin susi suso
jesusa: chuya chuy chucha susa
joaquin joaquim joachim: quin chimo quincho joaco quino quim joca kin
joaquina: quina
johanna joanna jeanne joan: janie joanie nanette jeanneton
jonathan: jon johnny yoni jona joni nathan
jorge georges george: coque koke jojo yoyo georgie
jose joseph josef: pepe chepe zeca joe joey josi cheo che pepin zezinho jojo jochi zito seph josep
josefa josefina josephine josephina: pepa chepa chepina fina josie zefa fifi phine josi
joshua josue: josh chue josua
juan john joao jean: juancho johnny jack jhonny juanchi joaozinho jeannot yan joanin vancho
juana: juanis jana juanacha
judith: judy yudi judi
julia julie: juli yuli juju july
julian juliana julien julienne: juli liana
julio jules: juli yuyo
justina justino justine: tina tino justi
karina: kari karo
laura lauren: lau lali lauri laurie lala
laureano: lano
lazaro: lacho laza
leandro: lea lean leo
leonardo leonard leonel: leo nardo leon nelo lenny len
leonor eleonora eleanor: nora leo nelly noni ellie nell
leopoldo: polo leo poldo
leticia laetitia: lety leti ticha letty titi
lidia lydia: lidi lili
lilian liliana lillian liliane: lili lily lilia liana lil
lorena: lore lori
lorenza: lencha lenza lencita
lorenzo laurent lawrence lourenco: lencho loren lolo larry lalo lau
lourdes: lulu lurdes luli
lucas luke: luquitas luqui luki
lucia lucie lucy: luci lucha chia luchi lulu
luciano luciana: lucho luchi chano luci chana
lucrecia: lucha quecha creta
luis louis lewis luiz: lucho lou wicho lulu lula guicho luisin lewie louie loulou
luisa louise luiza: lucha lulu lou lula licha isa louisette
magdalena madeleine madalena magdalene: magda lena malena mada maddy madelon male nena leni maggie
manuel emmanuel emanuel: manolo manu mane lolo manny maneco lito nelo meno manuco mano neco manno
manuela emmanuelle: manola manu nela manolina lita
marcela marcella marcelle: chela marce celia
marcelino marcelina: chelino marce lino china chelo
marcelo marcel: chelo marce celo
margarita marguerite margaret margarida: mago marga margo maggie peggy meg maga margot guida daisy madge peg guigui
margarita marguerite margaret margarida: gogo magot marge
maria mary marie: mari maruja marica maricucha mariucha cuca marucha marusia maruca mariazinha mia mimi manon molly
maria mary marie: polly marinette mayo
mariana marianne: nana nany mariani mari
maribel: mari
mario: mayito marito
marisol: mari
marta martha marthe: martuca martucha marty tita matty maruca
martin: tin martincho tincho tito marty
martina martine: tina marti titine
mateo matthew mathieu matheus mateus: mat matt matteo teo matiu teus
matias mathias: mati matu tito
matilde mathilde: mati tilde mattie tilda
mauricio maurice: mau mauri moncho maury momo
maximiliano maximo maxime maxwell: max maxi chimo
mercedes merced: meche mecha merche meches cheches mecky
micaela michaela: mica mika cayita
miguel michel michael miguela: mike migue micky miki lito mickey mick mitch micho guelo
miguelina: guelina mica
milagros: mila milagritos mili milly
minerva: mine nerva
monica monique: moni mona niqui nique
moises moise moses: moy moi moncho
natalia nathalie natalie: nati naty nata talia nat talita natasha
natividad: nati naty nativa
nelida: nely neli
nemesio: meche mecho
nicanor: canor nico
nicolas nicholas: nico nick colas nicky niko colacho cola
nicolasa nicole: nico nicky nicolacha colasa
norberto: beto berto norbe tito norbi
noemi naomi: mimi noe nomy
octavio: tavo tavio octa
octavia: tavia
ofelia ophelie: ofe fela felia
olivia: oli liv livi livia
orlando roland: lando orly rolo
oscar: cacho
pablo paul paulo: pol
paola paula pauline paulina: pao pau pauli polly lina poli
pascual pascal: pasco cualo
pastora: tola
patricia: pati paty patty pat tricia trish tita patri patsy ticha pato
patricio patrick patrice: pato patri pat paddy patrik pati tricio
paz: pacita
pedro peter pierre: perico peyo pete piero pepe pierrot peruco pierrick
petra petrona petronila: petro tona nila peta
pilar: pili pilarica piluca
policarpo: polo carpo
porfirio: pilo firo porfi
primitivo: tivo
prudencio prudencia: pencho prude pencha lencho
rafael raphael: rafa rafi fallo falito fael faelo raph rafico
rafaela raphaelle: rafa fela faela rafi
ramiro: rami miro
ramon raymundo raimundo raymond raimond: moncho mundo mondo
ramona: mona moncha
raquel rachel rachelle: raque kelly quela rach raqui
rebeca rebecca rebekah: beca becky bequi bek
refugio: cuca cuco fugio refu
regina regine: gina reggie regi
reinaldo reynaldo ronald reginald renaud: nando ron ronnie naldo reggie ronny
remedios: reme remeditos
ricardo richard: richi rico ricky rick richie cardo dick riki caito kado rich quico
rigoberto: rigo beto berto
roberto robert: beto berto rober bob bobby rob robby robbie tito robbo bobi betico beti robin
roberta: berta bobbie robbie
rodolfo rudolph rodolphe: fito rodo rudy fofo dolfo rolo fofi
rodrigo: rodri rigo rodro digo guigo
rogelio roger: roge rog gelio yeyo
rolando: rolo lando rolan
roman romain: romi moncho
romualdo: aldo mualdo romu
rosa rose: rosi rosy rosie chocha rosis
rosalia rosalie: lia chalia rosy
rosalinda rosalind: linda roz
rosario: charo chayo chary rosy chari rosi
rosaura: chagua
roxana roxane: roxi roxy rox
ruben reuben: rube benchi rubencho
ruth: ruthie ruti
salvador: chava salva chavo chamba dodo
samuel samuela: sam sammy samu sami muelo
sandra: sandri sandy
santiago tiago iago: chago santi yago chanti santy chagui
santos: santi chanto
sara sarah: sari sally sadie
sebastian sebastien sebastiao: sebas seba tian chano bastian tiao basti seb
segundo: gundo
serafin serafina: fina sera
sergio serge: checo chejo checho
severino severiana: seve rino biro
silverio: sili
silvestre sylvestre: silve sil vestre
silvia sylvia sylvie: silvi chiva sil sivi
silvio: sil
simon simona simone: simo sim mona
sofia sophie sophia: sofi chofi fifi fia chofis sophy
soledad: sole chole chola
susana suzanne susan susanna: susi susy chana suzy susie sue suzette suzana
tadeo: teo tade
teodora theodora: dora teo tea
teodoro theodore: teo doro ted teddy theo lolo
teofilo theophile: filo teo theo
teresa therese theresa tereza: tere techi techa teche tete terry tessa tess teca thete tereca terecha
timoteo timothy timothee: tim timo teo timmy tito
tomas thomas thomaz: tommy tom masi tomi tomy maso
tomasa: tomacha masa
trinidad: trini trina
ulises: uli liche
ursula: ursu urchi
valentin valentina valentine: val tin tina valen valentino
valeria valerie: val leria lela
vanessa: vane nessa vanesita vani
veronica veronique: vero vera nica vicha roni ronny
vicenta: chenta vicen
vicente vincent: chente vicho vicen vince vinny tente vin
victor vitor: vito vic tito vitin toto bito
victoria: vicky vico tori viki toya tolla vic vicki
victoriano: vito
vicenzo: enzo
virgilio: gilo vigi
virginia virginie: vicky gina virgi ginny ginie vivi
viviana vivian viviane: vivi bibi viv
walter: gualo wally walt gualter wal
wilfredo wilfrid: fredo wil willy fredy
wilson: willy wil
ximena jimena: xime jime mena
yolanda yolande: yoli yola landa yoly yoyi
yesenia jessenia: yesi yeni
zacarias: zaca zac zacha caya
zenaida: zena naida
jose+maria: chema josema
jose+luis: joselo pepelu joseluis
jose+manuel: josema
jose+miguel: josemi chemi
jose+antonio: joseto
juan+jose: juanjo
juan+manuel: juanma
juan+carlos: juanca
juan+pablo: juampa juanpa
juan+diego: juandi
juan+francisco: juanfran
juan+ignacio: juani
luis+fernando: luisfer luifer
luis+miguel: luismi
maria+fernanda: mafer mafe marifer
maria+jose: majo mariajo marijo cote
maria+jesus: mariajesu machu chus maricuchi
maria+luisa: malu marilu malulu
maria+elena: malena marilena malen mariel
maria+eugenia: marugenia maruge
maria+isabel: maribel marisa maisa
maria+teresa: maite marite maritere
maria+angeles: mariangel
maria+angelica: mariangel
maria+guadalupe: malupe marilupe lupita
maria+rosario: marichari charo chayo
maria+carmen: maricarmen mamen carmina
maria+pilar: maripili mapi
maria+cristina: maricris macris titi
maria+victoria: marivi mavi
maria+concepcion: mariconchi
maria+alejandra: maleja marialeja
maria+camila: maca
maria+paula: mapau
maria+gracia: magra
maria+del: maridel
ana+maria: anama anamari nanamaria
ana+lucia: analu
ana+luisa: analu
ana+isabel: anabel
ana+carolina: anacaro
rosa+maria: rosama romi
marie+claire: marycler
marie+claude: marieclo
jean+claude: jeanclo
jean+baptiste: titis
jean+pierre: jeanpi
`

/** Before e and i the sounds of c, g and z are written otherwise. */
const SOFT: Readonly<Record<string, string>> = { c: 'qu', g: 'gu', z: 'c' }
const SHORTEST_STEM = 3

/** "Beto", "Betito", "Betinho", "Betão". */
function withSmaller(pet: string): string[] {
  const last = pet.at(-1) ?? ''
  const stem = pet.slice(0, -1)
  if ((last !== 'o' && last !== 'a') || stem.length < SHORTEST_STEM) return [pet]
  const sound = stem.at(-1) ?? ''
  const soft = stem.slice(0, -1) + (SOFT[sound] ?? sound)
  return [pet, `${soft}it${last}`, `${soft}inh${last}`, `${stem}ao`]
}

/** By what somebody is called: each way to be named by which they may be, the words of it. */
const bearers = new Map<string, (readonly string[])[]>()
for (const line of PET_NAMES.trim().split('\n')) {
  const [names = '', pets = ''] = line.split(': ')
  const ways = names.split(' ').map(name => name.split('+'))
  for (const pet of pets.split(' ').flatMap(withSmaller)) bearers.set(pet, [...(bearers.get(pet) ?? []), ...ways])
}

const NOBODY: readonly (readonly string[])[] = []

/** The given names of whoever may be called so at home, a folded word: one word each, or several of one person. */
export const bearersOf = (pet: string): readonly (readonly string[])[] => bearers.get(pet) ?? NOBODY
