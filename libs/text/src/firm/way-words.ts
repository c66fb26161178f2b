import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { numberOf } from '../words/number-words.ts'
import { setOf } from '../words/set-of.ts'
import { isOfWay, isTopic, topicOf } from '../words/topics.ts'
import { isLandmark } from './landmarks.ts'

/** What may part two words of a piece, and two pieces. */
export const WITHIN = /^(?: |-|'|’|"| ?\/ ?| {2})$/
export const COMMA = /^ ?, {0,2}$/

/** What lies between a house and its landmark, one word of each relation. */
const RELATIONS = setOf(`
detras atras enfrente frente lado par vuelta costado cerca cerquita encima arriba debajo abajo diagonal contiguo junto pegado pegadito fondo final orilla orillas
salida entrada espaldas mano esquina pasando pasado subiendo bajando entrando saliendo cruzando doblando bajo bajada subida altos bajos izquierda derecha margen
tras perto pertinho cima embaixo debaixo beira beirando fundos curva depois descendo subindo virando rotunda sob acima abaixo saida esquerda direita
derriere devant face cote pres dessus sous fond bout coin apres passe passant bas haut entree sortie virage droite gauche montant montee descendant deye bo anfas akote anba anwo
behind opposite across next beside above over upstairs downstairs under below past beyond top bottom back corner near round between facing off
antes despues avant after before up down end north south east west norte sur este oeste`)
/** Of those, the ones that seldom tell anything but a place. */
const PLAIN = setOf(`
detras atras enfrente frente costado encima debajo contiguo junto pegado pegadito bajada perto pertinho embaixo debaixo beirando abaixo
derriere devant dessus deye anfas akote behind opposite beside upstairs downstairs facing cerquita diagonal`)
/** Measures of a way: "dos cuadras", "three doors". */
const MEASURES = setOf(`
cuadra cuadras quadra casas puertas metros mts varas minutos pasos calles kilometros km ruas portas quadras minutes minutos portes maisons rues metres pas
doors houses blocks streets gates yards miles`)
/** Words that tell where somebody is, beside those of living. */
const WHERE = setOf(`
esta estan estaba ubicado ubicada ubicados ubic sita sito situado situada localizada localizado tienen tenia tiene encerrada encerrado domicilio direccion dir endereco adresse address
fica ficam ficava encontra encuentra trouve situe situee sise hebergee located found kept held hiding seen vista visto vue vu living staying sleeping acosta quedo
recogio recogieron cito citaron vio vieron espera esperaba picked met meet dropped waits rend rendue referencia ref landmark lives live house casa maison kay pernocta pernoita arriba
ubican ubica ubico ubicaron queda quedan encuentra encuentran trouvent trouvait deh sta tao staying lodging quarters hideout escondida escondido escondite chez donde onde where ou moved rooming deslocou rendre resting presente went goes vivienda moradia`)
const COUNTED = setOf('numero number numeracao no nro num')
const PRONOUNS = setOf(
  'ella ellos ellas ele ela eles elas il elle ils elles he she they him them i yo eu je me te se nous nos we usted voce vous you que q qui who which that it there quien quem lo',
)
const CLAUSE = setOf(
  'cuando porque quando quand when while mientras desde since depuis because parce pero mas mais but si if aunque embora pues pois car so then luego entonces entao alors until hasta',
)
const AND: ReadonlySet<string> = setOf('y e et and o ou or ni ak')
const OF = setOf(
  'de del da do dos das d du des of with con com avec sin sem sans without para por en em in na no nas nos on au aux a al ao the la el los las le les l un una uma une an o os as at su sa by from num numa nuns into',
)
const WHERE_CLAUSE = setOf('donde onde ou where kote')
const ORDINALS = setOf(`
primer primera primero segundo segunda tercer tercera tercero cuarta ultimo ultima primeiro primeira terceiro terceira premier premiere deuxieme troisieme quatrieme dernier derniere
first second third fourth fifth last`)
const BEFORE_NOUN = setOf(
  `${'antigua antiguo vieja viejo gran grande antiga antigo velha velho ancien ancienne vieille vieux petite petit old big white green blue pink red yellow wooden little rented long end end new nueva'}`,
)

export const isRelation = (t: Token): boolean => RELATIONS.has(t.text)
export const isPlainRelation = (t: Token): boolean => PLAIN.has(t.text)
/** "perto de": also told of towns. */
export const isVague = (t: Token): boolean => VAGUE.has(t.text)
const VAGUE = setOf('perto cerca pres near pertinho cerquita')
export const isMeasure = (t: Token): boolean => MEASURES.has(t.text)
export const isNumber = (t: Token): boolean =>
  t.digits > 0 || numberOf(t.text) !== undefined || (t.flags & IS.number) !== 0
export const isOrdinal = (t: Token): boolean => ORDINALS.has(t.text) || t.text.endsWith('ieme')
export const isBeforeNoun = (t: Token): boolean => BEFORE_NOUN.has(t.text) || ORDINALS.has(t.text)
export const isPronoun = (t: Token): boolean => PRONOUNS.has(t.text)
export const opensClause = (t: Token): boolean => CLAUSE.has(t.text)
export const isAnd = (t: Token): boolean => AND.has(t.text)
export const isOf = (t: Token): boolean => OF.has(t.text)
export const tellsWhere = (t: Token): boolean => isTopic(t.topic, 'dwell') || WHERE.has(t.text)
/** "con dos leones", "sin número": what a house has. */
export const tellsHaving = (t: Token): boolean => HAVING.has(t.text)
const HAVING = setOf('con com avec with sin sem sans no without')
export const isToward = (t: Token): boolean => TOWARD.has(t.text)
const TOWARD = setOf('por para pour by from on into for')
export const opensWhere = (t: Token): boolean => WHERE_CLAUSE.has(t.text)

const isPlaceTopic = (topic: number): boolean =>
  isTopic(topic, 'home', 'door', 'landmark', 'road', 'nature', 'settlement')
/** "sobradinho", "placita", "pisos". */
const isSmallPlace = (word: string): boolean => {
  const small = /^(\p{L}{3,})(?:z?inh|it)([oa])s?$/u.exec(word)
  if (small !== null) return isLandmark(`${small[1]}${small[2]}`) || isPlaceTopic(topicOf(`${small[1]}${small[2]}`))
  return word.endsWith('s') && isPlaceTopic(topicOf(word.slice(0, -1)))
}

/** Words by which a form asks where somebody lives. */
const ASKS = setOf(`
domicilio direccion dir endereco adresse address residencia residence alojamiento alojamento logement landmark vivienda moradia dorme dort duerme sleeps reside habita lives ubicacion ubic addr
lodging accommodation hebergement demeure paradero dormia pernocta`)
export const askingWords: Iterable<string> = ASKS
/** Words by which somebody is asked where they are. */
const QUESTIONS = setOf(
  'donde onde where vive mora vives moras habitez dormez logez duermes duerme direccion endereco adresse address',
)
export const questionWords: Iterable<string> = QUESTIONS
/** What a way is found by. */
export const wayWords = (): Iterable<string> => [...RELATIONS, ...MEASURES]

/** What stands on the way to a door, or is one: a house, a landmark, a road, what lies in nature. */
export const isPlaceNoun = (t: Token): boolean =>
  isLandmark(t.text) || isPlaceTopic(t.topic) || (t.flags & (IS.street | IS.placeHead)) !== 0 || isSmallPlace(t.text)
/** Beside those, sides and turns. */
export const isWayWord = (t: Token): boolean => isPlaceNoun(t) || isOfWay(t.topic) || RELATIONS.has(t.text)

/** A word that tells something else than a way. */
export const endsWay = (t: Token): boolean =>
  (t.flags & IS.called) !== 0 ||
  (isTopic(t.topic, 'reach') && t.text !== 'at') ||
  isTopic(t.topic, 'dwell', 'work', 'say', 'is', 'travel', 'money', 'age', 'born', 'month', 'weekday', 'call') ||
  (isTopic(t.topic, 'document') && !COUNTED.has(t.text))
