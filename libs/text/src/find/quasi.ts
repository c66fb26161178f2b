import { hashOf } from '../model/hash.ts'
import { before, gapAfter, isMasked, isSpared, mark, type Scene, spare } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { PEOPLES } from '../words/demonyms.ts'
import { enlist, IS } from '../words/flags.ts'

/** They are words, languages or places as often as peoples. */
const DOUBTFUL = new Set(
  'rom rama nasa seri mayo sumo pech china cree mam maya chin indian boni rama yine uru indien france hui rai naga sara luba edo bini beti lari papel fang gio vai moro yao tiv nica tico tica india indio guanaco mongo'.split(
    ' ',
  ),
)
const LANGUAGE_BEFORE =
  /(?:\b(?:habla|hablante|idioma|lengua|lingua|fala|falante|langue|parle|speaks?|language|languages|idiomas|linguas|langues|en|em|in|de|interprete de|interprete em|interpreter|intérprete|and|y|et|e|traduccion|some|poco|un peu de)\b[ :]{1,3}|, ?)$/
const LANGUAGES = new Set(
  'english spanish french portuguese espanol ingles frances portugues francais anglais espagnol portugais creole kreyol nahuatl quechua aymara guarani mapudungun kichwa garifuna eqchi aimara lingala swahili nheengatu castellano qeqchi wayuunaiki quichua'.split(
    ' ',
  ),
)
const SPEAKS =
  /\b(?:habla|hablan|hablaba|idioma|lengua|lingua|fala|falam|falava|falante|langue|parle|parlent|speaks?|spoke|language|languages|idiomas|linguas|langues|interprete|interpreter|traductor|dice|disse|dit|says|said|materna|english|espanol|portugues|francais|frances|castellano)\b/
const FROM =
  /\b(?:from|natural de|oriund[oa] d[eoa]|originaire d[eu']?|soy de|sou d[aoe]|viens d[eu']?|ciudadan[oa] de|citizen of|national of) (?:la |el |the |l')?$/

/** What says where a person comes from, and what there is only one of. */
export function findQuasi(scene: Scene): void {
  for (const t of scene.tokens) {
    if (isMasked(scene, t)) continue
    if ((t.signs & PEOPLE) !== 0) people(scene, t)
    else if (t.flags & IS.country && !isSpared(scene, t) && FROM.test(before(scene, t.start, 24)))
      mark(scene, t.start, t.end, 'NATIONALITY')
    else if (t.end - t.start >= 4 && !t.common) cutPeople(scene, t)
    if ((t.signs & TELLING) === 0) continue
    if (/^luci(?:ans?|ens?|ennes?)$/.test(t.text)) lucian(scene, t)
    if (RARE.has(t.text)) rare(scene, t)
    else if (KIN_RARE.has(t.text)) kin(scene, t)
  }
}

function people(scene: Scene, t: Token): void {
  const tongue = (word: string | undefined): boolean => word !== undefined && (LANGUAGES.has(word) || PEOPLES.has(word))
  if (
    LANGUAGES.has(t.text) &&
    /^(?:e|y|and|et)$/.test(scene.tokens[t.index + 1]?.text ?? '') &&
    tongue(scene.tokens[t.index + 2]?.text)
  ) {
    spare(scene, t.start, t.end)
    return
  }
  const left = before(scene, t.start, 44)
  if (LANGUAGES.has(t.text) && (SPEAKS.test(left) || (LANGUAGE_BEFORE.test(left) && !/, ?$/.test(left)))) {
    spare(scene, t.start, t.end)
    return
  }
  if (
    LANGUAGES.has(t.text) &&
    /^(?:english|spanish|french|portuguese|espanol|ingles|frances|portugues|francais|anglais|espagnol|portugais|castellano|creole|kreyol)$/.test(
      t.text,
    ) &&
    t.letterCase === 'lower' &&
    scene.language !== 'en' &&
    !/[,(] ?$/.test(left)
  )
    return
  if (DOUBTFUL.has(t.text) && !/[,:(] ?$|\b(?:pueblo|etnia|povo|people|peuple|indigena|es|is|est|e) $/.test(left))
    return
  // "República Dominicana", "the Haitian Embassy".
  if (
    isSpared(scene, t) ||
    /(?:republica|consulado|embajada|embaixada|consulat|ambassade|republic) (?:de |da |d')?(?:la |l')?$/.test(left)
  )
    return
  const next = scene.tokens[t.index + 1]
  if (
    next !== undefined &&
    t.letterCase !== 'lower' &&
    (next.flags & IS.capital) !== 0 &&
    next.letterCase === 'capital' &&
    gapAfter(scene, t.index) === ' '
  )
    return
  const tail = /^ \((?:rdc|rd congo|brazzaville)\)/.exec(scene.text.slice(t.end, t.end + 16))?.[0].length ?? 0
  mark(scene, t.start, t.end + tail, 'NATIONALITY')
}

/** "saint-lucien", "St. Lucian": the second half is a given name, too. */
function lucian(scene: Scene, t: Token): void {
  const prior = scene.tokens[t.index - 1]
  if (
    prior !== undefined &&
    /^(?:saint|sainte|st|santa)$/.test(prior.text) &&
    /^(?:-|\.? )$/.test(gapAfter(scene, prior.index))
  )
    mark(scene, prior.start, t.end, 'NATIONALITY')
}

/** Lengths of the peoples that begin with two letters, a bit each: spares nearly all words the look-up. */
const PEOPLE_SIZES = new Uint32Array(1 << 10)
const sizeSlot = (word: string): number => ((word.charCodeAt(0) << 5) ^ word.charCodeAt(1)) & (PEOPLE_SIZES.length - 1)
for (const people of PEOPLES) {
  const slot = sizeSlot(people)
  PEOPLE_SIZES[slot] = (PEOPLE_SIZES[slot] as number) | (1 << (people.length & 31))
}
const mayBeginPeople = (word: string, more: number): boolean =>
  ((PEOPLE_SIZES[sizeSlot(word)] as number) & (1 << ((word.length + more) & 31))) !== 0

/** A people cut by a line break or a blank: "Surina-\nmien", "boliv iana". */
function cutPeople(scene: Scene, t: Token): void {
  const next = scene.tokens[t.index + 1]
  if (next === undefined || next.letterCase !== 'lower' || !mayBeginPeople(t.text, next.end - next.start)) return
  if (!scene.mayHold(hashOf(next.text, hashOf(t.text)))) return
  if (/^(?: |- ?\n)$/.test(gapAfter(scene, t.index)) && PEOPLES.has(t.text + next.text))
    mark(scene, t.start, next.end, 'NATIONALITY')
}

const RARE = new Set(
  'unica unico only seule seul ultima ultimo last lead ancienne ancien ex former primera primeira premiere first campeona campeao campea champion championne derniere antigua antiga exreina reina'.split(
    ' ',
  ),
)
const CRAFT =
  /\b(?:tejedor\w*|interprete|falante|hablante|locut\w+|partera|parteira|sage-femme|midwife|drummer|arbitre|arbitr[oa]|referee|player|jugador\w*|jogador\w*|campe\w+|champion\w*|maestr[oa]|professor\w*|teacher|profesora?|medic[oa]|doctor\w*|nurse|enfermer[oa]|infirmiere|music\w*|sing\w+|cantant\w*|cantor\w*|chanteu\w+|danc\w+|bailarin\w*|danseu\w+|piloto|pilot|captain|capitan\w*|artesan\w*|artisan\w*|ceramist\w*|alfarer[oa]|weaver|potter|healer|curander[oa]|benzedeira|rezandeira|rezador\w*|guerisseu\w+|chef|chief|cacica|cacique|pastora?|sacristan\w*|bombera?|firefighter|policewoman|goalkeeper|gardienne de but|conteuse|conductora|locutora|radialista|reporter|journalist\w*|periodista|luthier|diver|buzo|apicultor\w*|beekeeper|apicultrice|queen|reina|rainha|reine|miss|athlete|atleta|nadador\w*|swimmer|nageuse|boxe\w+|translator|traductor\w*|bibliotecari[oa]|librarian|organist\w*|drum\w*|violin\w*|marimb\w*|steelpan\w*|basket\w*|futbol\w*|football\w*|cricketer|sprinter|first woman|primera mujer|primeira mulher|premiere femme)\b/

/** The only one of her kind in her village, whatever the craft is called. */
const SOLE =
  /^(?:only|unic[oa]|seule?) .{4,60} (?:in|of|de|da|do|del|en|du|em|na|no|dans)(?: [a-z]+){0,2} (?:district|village|provincia|province|comunidad|community|aldea|region|regiao|island|isla|pueblo|barrio|zona|valle|valley|town|parish|parroquia|municipio|vila|aldeia|estado|commune|bourg|ile|quartier|canton|departamento|departement|cidade|ciudad|city|county|paroisse|comarca|comunidade|agencia)\b/

/** "the only Mapudungun interpreter of the province", "ancienne arbitre de basket de première division": up to the end of the phrase. */
function rare(scene: Scene, t: Token): void {
  const { text } = scene
  const phrase =
    /^[^.,;:()\n«»"]{3,100}/
      .exec(text.slice(t.start, t.start + 110))?.[0]
      .replace(/ (?:y|and|e|et|who|que|qui|quien|quem|when|cuando|quando|pero|mas|but|mais) .*$/, '') ?? ''
  const sole =
    SOLE.test(phrase) &&
    !/^(?:only|unic[oa]|seule?) (?:cosa|vez|thing|one|way|time|reason|chose|fois|coisa|forma|manera|opcion|documento|salida|pessoa|persona|person|personne|problem|problema|dia|day|phone|telefono)\b/.test(
      phrase,
    )
  if (!(CRAFT.test(phrase.slice(0, 60)) || sole) || phrase.split(' ').length < 3) return
  const article = /\b(?:la|el|a|o|le|the|una|uma|une|un|um|an?) $/.exec(before(scene, t.start, 5))?.[0].length ?? 0
  mark(scene, t.start - article, t.start + phrase.trimEnd().length, 'OCCUPATION_RARE')
}

const KIN_RARE = new Set(
  'gemelo gemela gemelos gemelas gemeo gemea gemeos gemeas jumeau jumelle jumeaux jumelles twin twins trillizo trillizas triplets alcalde alcaldesa prefeito prefeita maire mayor cacique cura parroco vereador senador senator deputado diputado depute minister ministro gobernador chief ahijada ahijado afilhada filleule filleul godchild goddaughter godson huerfana parteira partera matrone'.split(
    ' ',
  ),
)
const TIE =
  /\b(?:hij[oa]s?|hermanas?|hermanos?|sobrin[oa]s?|prim[oa]s?|niet[oa]s?|ti[oa]|viuda|viudo|ahijad[oa]|filh[oa]s?|irmas?|irmaos?|net[oa]s?|viuva|fille|fils|soeurs?|freres?|niece|neveu|petite-fille|petit-fils|veuve|filleule?|daughters?|sons?|sisters?|brothers?|nephew|niece|cousins?|cousines?|grand(?:son|daughter)|widow|twins?|gemel[oa]s?|gemeos?|gemeas?|jumeaux|jumelles?|jumelle|jumeau|oncle|uncle|aunt|tante|entead[oa]|hijastr[oa])\b/

/** "twin sister of the mayor", "gêmeos idênticos, filhos da parteira da vila": a tie that only one person has. */
function kin(scene: Scene, t: Token): void {
  const { text } = scene
  const left = /[^.;:()\n«»"]{0,60}$/.exec(before(scene, t.start, 60))?.[0] ?? ''
  const right = /^[^.;:()\n«»"]{0,70}/.exec(text.slice(t.end, t.end + 70))?.[0] ?? ''
  if (!TIE.test(left) && !/^(?:gem|jum|twin|tril|trip)/.test(t.text)) return
  let from = t.start
  const near = left.slice(-44)
  const close = TIE.exec(near)
  if (close !== null) {
    const clause = near.slice(close.index)
    // The craft told before the tie belongs to it: "buzo y tío abuelo del alcalde".
    const craft =
      /(?:^|, )((?:[a-z]+ )?[a-z]+ (?:y|e|et|and) )$/.exec(left.slice(0, left.length - clause.length))?.[1] ?? ''
    from = t.start - clause.length - craft.length
  }
  let end = t.end
  const more =
    /^(?:(?:,? (?:identic\w*|identiques?|de la|del|de|da|do|du|des|of|of the|son|filhos?|filhas?|hij[oa]s?|fils|filles?|sister|brother|soeur|frere|hermana?o?|irma|irmao)\b)(?: (?:de|da|do|del|la|el|du|des|of|the|le))*(?: [a-z]+)?)+/.exec(
      right,
    )?.[0]
  if (more !== undefined) end += more.length
  if (from < t.start || end > t.end) mark(scene, from, end, 'KINSHIP_RARE')
}

const PEOPLE = enlist(PEOPLES)
const TELLING = enlist([...['lucian', 'lucians', 'lucien', 'luciens', 'lucienne', 'luciennes'], ...RARE, ...KIN_RARE])
