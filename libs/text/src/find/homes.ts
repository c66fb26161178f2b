import { isMasked, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { enlist, IS } from '../words/flags.ts'
import { signOf } from '../words/signs.ts'
import { matchesIn } from './matches.ts'
import { tokenAt } from './near.ts'

const LIVES = enlist(
  'cuarteria pieza ranchito barraco kitnet shack vivir morar habiter live sleep sleeping sleeps dormia dormian dormait dormaient dormir duermo estoy estaba fica ficava ficam queda quedaba cocina staying home casa vive viven vivia vivian vivo vivimos reside residen residia residente mora moram morava moro domiciliado domiciliada domiciliados alojado alojada alojadas alojados hospedado hospedada ubicado ubicada situado situada localizado localizada habite habitent habitait loge logee loges logeait heberge hebergee reside residant demeurant demeure domicilie domiciliee lives live lived living stays staying stayed resides resided residing address sleeps housed lodged lodging located dorme duerme dort'.split(
    ' ',
  ),
)
/** Where somebody lives, told by what it lies beside: in small places that is the address. */
const BESIDE =
  /\b(?:detras de|atras d[aeo]|frente al?|enfrente de|en frente de|em frente|al lado de|ao lado d[aeo]|a la vuelta de|junto al?|cerca de la|perto d[aeo]|contiguo a|costado de|diagonal al?|encima de|arriba de|debajo de|bajo el puente|embaixo d[aeo]|em cima d[aeo]|nos fundos d[aeo]|no fundo d[aeo]|derriere|en face d[eu]|a cote d[eu]|au-dessus d[eu]|au dessus d[eu]|au fond d[eu]|pres d[eu]|behind|opposite|across from|next to|beside|above|upstairs|downstairs|below|under|over the|top of|bottom of|end of|corner of|back of|round from|near the|by the)\b/
const BLOCKS =
  /\b(?:a )?(?:\d{1,4}|un[ao]?|dos|tres|cuatro|cinco|media|cien|cincuenta|doscientos|duas|deux|trois|two|three) (?:metros?|mts?|varas?|cuadras?|quadras?|pas|blocks?|houses?|casas?|maisons?|yards?) (?:y media |e meia )?(?:al? |hacia |para |de |del |da |do |d[eu] |abajo|arriba|from|down|up|past|after|apres|avant|antes|depois|despues|before|norte|sur|este|oeste)/
const END =
  /[.;:!?\n()«»"]|[□☺✨]| tel\b| cel\b| \/ |, (?:y|que|donde|con|e|onde|com|et|qui|ou|avec|and|where|who|with|but|pero|mas|mais|she|he|ella|elle|el)\b| (?:desde|since|depuis|because|porque|parce|who|quien|donde|onde|mientras|while|but|pero|when|cuando|quando|quand) |$/u
const LONGEST = 110
/** So far behind the verb the place may be told. */
const FARTHEST = 40
const HOUSE =
  /^ (?:(?:la|el|l'|le|un[ae]?|uma?|the|an?|o|sa|su|her|his|une|un) ?)?(?:casa|casita|case|kaz|maison|house|hut|room|rancho|cuarto|quarto|chambre|pieza|barraca|barraco|shack|galpon|cuarteria|champa)\b/
const STREET_LEAD =
  /^ (?:(?:actualmente|atualmente|por ahora|ahora|hoy|hoje|now|currently|at present|en|na|no|em|a|au|dans|at|in|on) )*/
/** "mora rua do poço", "vive por ahora en la 12 y bolívar": a street right behind the verb. */
const STREET_BEHIND =
  /^ (?:actualmente |atualmente |por ahora |ahora |hoy |hoje |now |currently |at present )?(?:en |na |no |em |a |au |dans |at |in |on )?(?:la |el |l'|the )?(?:(?:rua|calle|av|avenida|travessa|tv|ladeira|beco|rue|ruelle|impasse|chemin|allee|callejon|pasaje|jiron|jr|estrada|vila|lote|solar|manzana)\b\.? [a-z\d]|\d{1,3}(?:ra|da|a|ta)? (?:y|con|entre) (?:la |el )?[a-z\d])/
const PREPOSITION =
  /^ (?:\w+ ){0,2}?(?:en|na|no|em|a|au|aux|dans|chez|at|in|on|by|with|near|frente|detras|atras|derriere|behind|upstairs|downstairs|above|below|under|opposite|next|al|ao|is)\b/
const MARKS_PLACE = IS.streetTail | IS.street | IS.door

/** An address told behind a word of living, without a street's name: "stays at bottom of Gutter Road", "vive detrás de la capilla". */
export function findHomes(scene: Scene): void {
  if ((scene.signs & LIVES) !== 0) for (const t of scene.listed) if ((t.signs & LIVES) !== 0) home(scene, t)
  if (scene.text.includes('/'))
    for (const found of matchesIn(scene.text, UNNUMBERED)) mark(scene, found.index, found.index + 3, 'ADDRESS')
  if ((scene.signs & PACED) === 0) return
  for (const found of matchesIn(scene.text, FROM_SIGNS)) {
    if (scene.masked[found.index] === 1) continue
    mark(scene, found.index, found.index + found[0].trimEnd().length, 'ADDRESS')
  }
}

/** No number: only addresses say so. */
const UNNUMBERED = /\bs\/n\b/g

/** As in Managua or San José: "de la iglesia 200 metros al sur y 50 al este". */
const PACED = signOf(['metros', 'mts', 'm', 'varas', 'cuadra', 'cuadras', 'c'])
const FROM_SIGNS =
  /\b(?:(?:de la|del|de los|de las) [a-z' ]{3,40},? )?\d{1,4} (?:metros|mts|m|varas|cuadras?|c) (?:(?:al|hacia el|a la|hacia la) (?:norte|sur|este|oeste|lago|montana|mar)|arriba|abajo)(?: y [a-z0-9 ]{0,18}?(?:(?:al|hacia el|a la) (?:norte|sur|este|oeste|lago|montana|mar)|arriba|abajo))?/g

function home(scene: Scene, verb: Token): void {
  const { text } = scene
  const right = text.slice(verb.end, verb.end + LONGEST)
  const phrase = right.slice(0, END.exec(right)?.index ?? right.length)
  if (phrase.length >= LONGEST - 1) return
  const beside = BESIDE.exec(phrase)
  const blocks = BLOCKS.exec(phrase)
  const landmark =
    beside !== null || blocks !== null ? Math.min(beside?.index ?? LONGEST, blocks?.index ?? LONGEST) : -1
  const lead = PREPOSITION.exec(right)
  if (landmark < 0 && STREET_BEHIND.test(right)) {
    mark(scene, verb.end + (STREET_LEAD.exec(right)?.[0].length ?? 1), verb.end + phrase.trimEnd().length, 'ADDRESS')
    return
  }
  if (landmark < 0 && lead === null) return
  if (landmark > FARTHEST) return
  // The house before its landmark belongs to it: "dort dans la case derrière la distillerie".
  const from =
    lead !== null && lead[0].length < landmark && HOUSE.test(right.slice(lead[0].length))
      ? lead[0].length + 1
      : landmark
  const first = tokenAt(scene, verb.end + (from >= 0 ? from : (lead?.[0].length ?? 0)))
  const end = verb.end + phrase.trimEnd().length
  if (first === undefined || first.start >= end) return
  if (from < 0 && !tellsDoor(scene, first, end)) return
  mark(scene, from >= 0 ? verb.end + from : first.start, end, 'ADDRESS')
}

/** A number that is no age or amount, or the tail of a street's name, within the phrase. */
function tellsDoor(scene: Scene, first: Token, end: number): boolean {
  let words = 0
  for (let i = first.index; i < scene.tokens.length; i++) {
    const t = scene.tokens[i]
    if (t === undefined || t.start >= end) break
    if (isMasked(scene, t) && t.digits > 0) return false
    if (words > 0 && (t.flags & MARKS_PLACE) !== 0 && t.end - t.start > 3 && (t.flags & IS.function) === 0) {
      if ((t.flags & IS.streetTail) !== 0 && words <= 5) return true
    }
    words++
  }
  return false
}
