import { setOf } from '../words/set-of.ts'

/** Words by which a feast is told with its name behind: "fête du Têt", "víspera de la Asunción", "bajada del Divino Salvador". Folded. */
export const FEAST_HEADS: ReadonlySet<string> = setOf(
  `dia dias jour jours journee jou noche noite nuit soir eve day night vispera visperas vespera antevispera veille vey lavey laveye grito fiesta fiestas festa festas fete fetes fet lafet feast festival
  festividad festividade solemnidad solemnidade feriado ferie patron patrono patrona padroeiro padroeira patronne bajada subida romeria romaria procesion procissao natividad
  natividade octava oitava octave domingo lunes martes miercoles jueves viernes sabado quinta sexta mardi jeudi vendredi dimanche samedi sunday friday semana madrugada santo
  aniversario`,
)
/** Of these a name may stand right behind: "jou drapo", "fèt Nwèl", "Domingo Ramos". */
export const BARE_HEADS: ReadonlySet<string> = setOf('jou fet lafet vey lavey bajada')
/** What may stand between the head and the name. */
export const HEAD_TURNS: ReadonlySet<string> = setOf(
  'nacional internacional mundial nationale national internationale international patronal santo santa feira',
)

/** What opens the name of a saint. */
export const SAINTS: ReadonlySet<string> = setOf(
  'san santa santo sao saint sainte saints st ste sta sto sen sent virgen virgem virgencita vierge nossa nuestra notre our senor senhor divino divina cristo inmaculado',
)
/** What goes with "nuestra", "our" and the like. */
export const LADIES: ReadonlySet<string> = setOf('senora senhora sra dame lady lord senor senhor')

/** Feasts by their own names, each of which tells a day of the year. */
const NAMES = `
navidad|nochebuena|noche buena|nochevieja|noche vieja|ano nuevo|ano viejo|epifania|candelaria|candelas|semana santa|carnaval(?:es)?|
(?:jueves|viernes|sabado|martes|lunes|miercoles) (?:santo|de gloria|de dolores|de ceniza|de carnaval)|domingo de (?:ramos|resurreccion|pascua)|pascua(?: de resurreccion| florida| de reyes)?|
pentecostes|corpus(?: christi)?|inmaculada(?: concepcion)?|purisima(?: concepcion)?|todos (?:los )?santos|(?:fieles )?difuntos|(?:santos )?inocentes|fiestas? patrias?|inti raymi|
(?:ultimo|primer|primeiro|dernier|premier|last|first) (?:dia|jour|day) (?:de|del|do|of|d)[ '](?:l'|the )?(?:ano|an|annee|year|(?:19|20)\\d\\d)|
pachamama(?: raymi| punchaw)?|wi[nñ]ol tripantu|we tripantu|transfiguracion|anunciacion|sagrado corazon|ano bisiesto|
reveillon|ano[ -]novo|candeias|(?:quarta-feira de )?cinzas|(?:quinta|sexta)-feira (?:santa|da paixao)|sexta da paixao|sabado de aleluia|domingo de pascoa|pascoa|finados|
todos os santos|imaculada(?: conceicao)?|anunciacao|purificacao|trindade|festas juninas|
noel|toussaint|paques|pentecote|assomption|chandeleur|mardi gras|mercredi des cendres|(?:jeudi|vendredi|samedi) saint|rameaux|immaculee(?: conception)?|fete-dieu|annonciation|
jour de l'an|nouvel an|mi-careme|armistice|quatorze juillet|14 juillet|nwel|gede|imakile(?: a)?|
christmas(?: (?:day|eve|night|morning))?|boxing day|new year(?:'?s)?(?: (?:day|eve))?|old year'?s (?:day|night)|easter(?: (?:sunday|monday|day))?|good friday|palm sunday|ash wednesday|maundy thursday|
whit ?(?:sun|sunday|monday)|pentecost|all saints'?(?: day)?|all souls'?(?: day)?|halloween|holy innocents|immaculate conception|annunciation|three kings|candlemas|shrove tuesday|
thanksgiving(?: day)?|leap (?:year )?day|juneteenth|diwali|divali|deepavali|holi|phagwah?|eid(?: (?:ul|al)[ -](?:fitr|adha))?|janmashtami|navratri|dussehra|pohela boishakh|vesak|songkran|
tet|vaisakhi|baisakhi|nouruz|nourouz|(?:lunar|chinese) new year|mid-autumn(?: festival)?|qingming|losar|korite|tabaski|mawlid|nowruz|newroz|hanukkah|passover|timkat|meskel`
/** Those after which places are called, too: behind "in" they are one. */
const PLACES = `
natal|asuncion|concepcion|conceicao|encarnacion|trinidad|ascension|reyes(?: magos)?|(?:santos|los) reyes|reis|natividad|natividade|assuncao|ascensao|resurreccion|independencia|
bom jesus|les rois|trinite|nativite|epiphanie|emancipation|independence|assumption|epiphany|tiradentes`

const pattern = (names: string): RegExp => new RegExp(`(?:${names.replace(/\n/g, '')})(?![\\p{L}\\d])`, 'uy')
export const FEAST_NAME = pattern(NAMES)
/** What needs no name: "fête nationale". */
export const NATIONAL: ReadonlySet<string> = setOf('nacional nationale national')
export const FEAST_NAME_OR_PLACE = pattern(PLACES)
/** The Virgin by what she is called where a day is hers, behind an article. */
export const MARIAN: ReadonlySet<string> = setOf(
  'altagracia guadalupe chiquinquira candelaria merced mercedes caridad coromoto aparecida caacupe copacabana urkupina penha dolores soledad milagrosa purisima milagros',
)
