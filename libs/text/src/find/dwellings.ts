import { before, isMasked, mark, matchAt, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { enlist, IS } from '../words/flags.ts'
import { tokenAt } from './near.ts'

const DOOR =
  '(?:torre|bloco|bloque|block|bloc|blk|bat|batiment|piso|andar|etage|floor|nivel|apto|apt|ap|appt|appartement|apartamento|apartment|depto|dpto|departamento|casa|case|house|lote|lot|lt|quadra|qd|manzana|mz|mza|villa|solar|parcela|parcelle|plot|parcel|unit|room|cuarto|quarto|chambre|pieza|barraca|carbet|roulotte|trailer|interior|int|local|suite|almacen|galpon|bodega|hangar|warehouse|nave|stand|puesto|box|porte|puerta|porta|edificio|edif|km|gate|shed|cabin|cabana|habitacion)'
const NUMBER =
  '(?:n[.°º]? ?|no\\.? ?|numero |# ?)?(?:\\d{1,4}(?:[ -]?[a-z])?|[a-z]\\d{0,3}(?:-\\d{1,3})?)(?![\\p{L}\\p{N}])'
/** What is told of a door without a number. */
const UNNUMBERED =
  '(?:sobreloja|fundos|nos fundos|altos|bajos|terreo|porao|sotano|upstairs|downstairs|(?:the )?basement|ground floor|top floor|back room|back house|rear|(?:au |a l.)?(?:rez-de-chaussee|sous-sol|etage|fond de cour)|fond de cour|achterhuis|bovenhuis|beneden|(?:en )?el fondo|al fondo|frente|contrafrente|planta (?:alta|baja)|primer piso|segundo piso|tercer piso|(?:premier|deuxieme|1er|2e|3e) etage|(?:first|second|third|1st|2nd|3rd) floor)(?![\\p{L}\\p{N}])'
/** "casa do muro de pedra", "the house with the blue gate". */
const DESCRIBED =
  "(?:la |el |a |o |the |une? )?(?:casa|case|maison|house|portao|porton|puerta|portail|door|gate|muro|kaz|shack)(?: [a-z]+){0,2} (?:d[aeo]s?|del|with|com|con|a|au|aux|en|de la|de l')[ ']?[a-z]+(?:(?: de| da| do| of| en)? [a-z]+)?"
const TAIL = new RegExp(`, ${DESCRIBED}(?=[.,;\\n)]| *$)|(?: ?, ?| / | )(?:${DOOR}\\.? ?${NUMBER}|${UNNUMBERED})`, 'uy')
const CHAIN = new RegExp(`${DOOR}\\.? ${NUMBER}, ?(?:${DOOR}\\.? ?${NUMBER}|${UNNUMBERED})`, 'uy')
const BUILDING =
  /(?:p\.? ?h\.?|ph|edif?\.|edificio|edifice|conjunto|cond\.|condominio|condominium|residencial|urb\.|urbanizacion|residence|residences|immeuble|lotissement|lot\.|torres?|resid\.|cite|quinta|villa|pensao|pension|vecindad|cuarteria|loteamento|conj\.|barrio|bairro|colonia|col\.|quartier|cortico|scheme) (?:[a-z'’-]+ ?){1,4}/uy
const DUTCH =
  /[a-z]{3,}(?:straat|weg|laan|plein|kade|dreef|steeg|gracht|strasse) (?:no\.? ?)?\d{1,4}(?: ?- ?(?:\d{1,3}|[a-z]{1,3}))?[a-z]?(?![\p{L}\p{N}])/uy
const ORDINAL =
  /(?:\d{1,3}(?:st|nd|rd|th) (?:street|st|avenue|ave|gap|lane|trace|road|cross street|cross|drive|alley|close|row)|\d{1,2}(?:a|ra|da|ta|va|na|era|e|eme|ª)\.? (?:calle|avenida|av|cuadra|travessa|rua|privada|transversal|rue|ruelle|avenue|impasse|etapa))(?![\p{L}\p{N}])/uy
const LANDMARK =
  /(?<![\p{L}\p{N}])(?:gasolinera|panaderia|pulperia|tienda|iglesia|escuela|capilla|mercado|terminal|bodega|farmacia|posto|padaria|igreja|bomba|station|boulangerie|eglise|ecole|shop|church|school|standpipe)(?: [a-z']+){0,4}, $/u
const RURAL =
  /(?:rang|morne|habitation|fond|ravine|piste|section communale|chemin|sentier|trace|rancho|fundo|predio|potrero|hacienda|finca|sitio|chacara)(?: [a-z'’-]+){1,4}, (?=\p{L})/uy

const HEAD = enlist(
  'p ph edif edf edificio edifice conjunto cond condominio condominium residencial urb urbanizacion residence residences immeuble lotissement lot torre torres resid cite quinta villa pensao pension vecindad cuarteria loteamento conj barrio bairro colonia col quartier cortico scheme rang morne habitation fond ravine piste section chemin sentier trace rancho fundo predio potrero hacienda finca sitio chacara'.split(
    ' ',
  ),
)

/** Houses that no street's name opens: buildings and their doors, numbered streets, Dutch ones, doors in a row; and what is told of a house behind its number. */
export function findDwellings(scene: Scene): void {
  const { text, tokens } = scene
  for (const t of tokens) {
    if (t.digits > 0) {
      if (t.digits < t.end - t.start) ordinal(scene, t)
      const prior = tokens[t.index - 1]
      if (prior !== undefined && prior.end - prior.start >= 6 && t.start - prior.end <= 5)
        takeAt(scene, DUTCH, prior.start)
      continue
    }
    if ((t.flags & IS.door) !== 0) takeAt(scene, CHAIN, t.start)
    if ((t.signs & HEAD) === 0) continue
    for (const pattern of [BUILDING, RURAL]) {
      const found = matchAt(pattern, scene, t.start)?.[0]
      if (found === undefined) continue
      const named = t.start + found.replace(/[ ,]+$/, '').length
      const end = tailOf(scene, named)
      if (end > named && /\d/.test(text.slice(named, end))) take(scene, t.start, end)
    }
  }
  for (const found of scene.marks.filter(m => m.type === 'ADDRESS')) {
    // A door's word without its number was taken with the street; what it opens is told behind.
    const door = /, (?:casa|case|maison|house|portao|porton|puerta|gate)$/.exec(text.slice(found.start, found.end))
    const end = tailOf(scene, found.end - (door?.[0].length ?? 0))
    if (end > found.end) take(scene, found.start, end)
  }
}

function ordinal(scene: Scene, t: Token): void {
  const found = matchAt(ORDINAL, scene, t.start)?.[0]
  if (found === undefined) return
  const lead = LANDMARK.exec(before(scene, t.start, 60))?.[0].length ?? 0
  take(scene, t.start - lead, t.start + found.length)
}

function takeAt(scene: Scene, pattern: RegExp, start: number): void {
  const found = matchAt(pattern, scene, start)?.[0]
  if (found !== undefined) take(scene, start, start + found.length)
}

const MOST_TAILS = 5

/** Where the doors told behind an offset end; the offset itself where there are none. */
export function tailOf(scene: Scene, from: number): number {
  let at = from
  for (let i = 0; i < MOST_TAILS; i++) {
    const found = matchAt(TAIL, scene, at)
    if (found === null) break
    at += found[0].length
  }
  return at
}

function take(scene: Scene, start: number, end: number): void {
  const first = tokenAt(scene, start)
  if (first === undefined || scene.harmless[first.start] === 1) return
  if (isMasked(scene, first) && scene.housed[first.start] === 0) return
  mark(scene, start, end, 'ADDRESS')
}
