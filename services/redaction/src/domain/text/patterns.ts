import type { Folded } from './fold.ts'
import { NUMBER_WORDS } from './lexicon/dates.ts'
import type { Mark, SpanType } from './marks.ts'

const NUMBER_WORD = `(?:${[...new Set(NUMBER_WORDS.trim().split(/\s+/))].sort((a, b) => b.length - a.length).join('|')})`
const BETWEEN_NUMBERS = '(?:[\\s,.\\-]+(?:(?:y|e|et|and)\\s+)?)'
const STREET =
  '(?:calle|avenida|avda?|av|jiron|jr|pasaje|psje|privada|carrera|cra|callejon|sector|lote|manzana|rua|travessa|ladeira|beco|alameda|rodovia|estrada|rue|avenue|chemin|sentier|quai|impasse|allee|ruelle|boulevard|lotissement|case|apt|ap|depto|int|apto|quadra|qd)'
const STREET_EN =
  '(?:road|rd|street|st|lane|ln|avenue|ave|drive|close|gap|trace|alley|court|crescent|row|terrace|wharf|highway)'
const HOUSE_NO = `(?:(?:numero|number)\\s+${NUMBER_WORD}|(?:n[o°º]?\\.?\\s*)?\\d{1,5}\\b)(?:\\s(?:bis|ter|[a-f])\\b)?`
const CURRENCY =
  '(?:usd|us\\$|eur|xcd|mxn|brl|ars|clp|pen|cop|gtq|hnl|htg|ttd|jmd|gyd|bbd|bzd|bsd|nio|pyg|cad|php|dop|crc|uyu|bob|ves|srd|bs\\.?|r\\$|s/|ec\\$|\\$|€|£|euros?|dolares|dollars?|reais|pesos|soles|bolivares|quetzales|lempiras|colones|gourdes|pounds)'
const AMOUNT = '\\d{1,3}(?:[. ,]\\d{3})+(?:[.,]\\d{2})?|\\d{1,6}(?:[.,]\\d{2})?'
const AT = '\\s{0,3}[[(]?\\s?(?:arroba|arobase|at|chez)\\s?[\\])]?\\s{0,3}'
const DOT = '\\s{0,3}[[(]?\\s?(?:punto|ponto|point|dot|guion|tiret|underscore|traco)\\s?[\\])]?\\s{0,3}'
const APART = '(?:[ .\\-/]{0,2}|\\s?\\n(?!\\d{1,2}[.)]\\s))'

/** Numbers that tell nothing of a person: amounts of money, articles of laws, times of day. */
const HARMLESS: readonly RegExp[] = [
  new RegExp(`${CURRENCY}\\s?(?:${AMOUNT})(?![\\s.-]?\\d)`, 'gu'),
  new RegExp(`(?<![\\d+.-])(?<!\\d )(?:${AMOUNT})\\s?${CURRENCY}(?![\\p{L}\\p{N}])`, 'gu'),
  /\b(?:ley|lei|loi|decreto|portaria|decret|directive|directiva|convention|act|articulos?|artigos?|articles?|art|arts|section|sections|numeral|resolucion|resolution)\.?\s?(?:n[o°º]?\.?\s?)?\d[\d./-]*(?!\s?\d)/gu,
  /\b(?:act|law|convention|code)\b[^.;\n]{0,60}\bno\.?\s?\d{1,4}\b(?![-/\d])/gu,
  /\bss?\.\s?\d{1,3}[a-z]?\b(?![-/\d])/gu,
  /(?<![\d/.-])\d{1,2}\s?(?::|h)\s?\d{2}(?:\s?(?:h|hrs?|hs|am|pm)\b)?(?![\d/.-])/gu,
  /\b\d{4}\s?(?:hrs?|hs|hours)\b/gu,
  /\b(?:linea|disque|ligne|helpline|hotline)\s\d{3,4}\b/gu,
]

const PATTERNS: readonly (readonly [SpanType, RegExp])[] = [
  ['URL', /\b(?:https?:\/\/|www\.)\S+|\b[\w-]{1,60}\.(?:me|com|net|org|br|mx|pe|fr|co|example|link|ly)\/\S+/gu],
  ['EMAIL', /[^\s<>()[\],;:"@]{1,80}\s?(?:@|\(at\)|\[at\]|\(arroba\))\s?[^\s<>()[\],;:"@]{1,80}\.[\p{L}]{2,20}/gu],
  [
    'EMAIL',
    new RegExp(
      `(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}._-]{1,60}(?:${DOT}[\\p{L}\\p{N}._-]{1,60}){0,4}${AT}[\\p{L}\\p{N}._-]{1,60}(?:${DOT}[\\p{L}\\p{N}]{1,60}){1,3}`,
      'gu',
    ),
  ],
  ['HANDLE', /(?<![\p{L}\p{N}.])@[\p{L}\p{N}_.]{2,}/gu],
  [
    'HANDLE',
    /\b(?:insta(?:gram)?|ig|facebook|fb|snap(?:chat)?|tik\s?tok|telegram|twitter|discord)\b[\s:=@]+(?:de\s+|is\s+|e\s+)?[\p{L}\p{N}_.]{3,}/gu,
  ],
  ['GEO', /-?\d{1,3}[.,]\d{3,}\s*°?\s*[nsewo]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}\s*°?\s*[nsewo]?\b/gu],
  ['GEO', /\d{1,3}\s*°\s*(?:\d{1,2}(?:[.,]\d+)?\s*['′]?\s*)?(?:\d{1,2}(?:[.,]\d+)?\s*["″]?\s*)?[nsewo]?\b/gu],
  ['NUMBER', /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/gu],
  ['NUMBER', /(?<![\p{L}\d:])[\da-f]{1,4}(?::[\da-f]{0,4}){3,}/gu],
  ['NUMBER', new RegExp(`\\b${NUMBER_WORD}(?:${BETWEEN_NUMBERS}${NUMBER_WORD}\\b){3,}`, 'gu')],
  ['ID', /(?<![\p{L}\d<])[\p{L}\d<]{6,90}<[\p{L}\d<\s]{0,120}[\p{L}\d<]/gu],
  ['ID', /[\p{L}\d]<[\p{L}\d<]{6,}(?:\s?\n[\p{L}\d<]{12,})?/gu],
  ['ID', /\b(?:ag|c\/c|cta|cuenta|conta|compte|account|acct|iban|cbu|clabe)\b\.?[\s:no°º.]{0,4}\d[\d-]*(?:-\w)?/gu],
  ['ID', /(?<![\d/])(?:\p{L}{2,6}\/){0,3}\d{1,6}(?:\/\d{1,6}){2,}(?![\d/])/gu],
  ['ID', /(?<![\p{L}\d/])(?:\p{L}{2,6}\/){1,3}\d{1,4}\/\d{2,6}(?![\d/])/gu],
  ['ID', /\(?\b(?:cle|clave|digito|dv)\s\d{1,2}\b/gu],
  ['PHONE', /(?:\+\s?\d|\(\s?\d)[\d ().\-/]{5,}\d/gu],
  [
    'PHONE',
    /(?:\btel[a-z]*|\bfono|\bphone|\bcell?|\bcelular|\bmovil|\bportable|\bwhatsapp|\bzap|\bcall)\.?[\s:n°º.]{0,4}\d[\d ().\-/]{4,}\d/gu,
  ],
  ['NUMBER', new RegExp(`(?<![\\p{L}\\d])\\d(?:${APART}\\d){6,}(?!\\d)`, 'gu')],
  ['NUMBER', /(?<![\p{L}\d])[oilsq]?\d[\doilsq]*(?: ?[ .-] ?(?:[oilsq]?\d[\doilsq]*|o{2,})){2,}(?![\p{L}\d])/gu],
  ['NUMBER', /(?<![\p{L}\d])o{1,2}\d{2,}(?![\p{L}\d])/gu],
  ['PERSON', /(?<![\p{L}\p{N}])\p{L}(?:\s?[-]\s?\p{L}){2,}(?![\p{L}\p{N}])/gu],
  ['ADDRESS', new RegExp(`\\b${STREET}\\b\\.?\\s+(?:[\\p{L}'.-]+\\s*,?\\s*){0,6}?${HOUSE_NO}`, 'gu')],
  [
    'ADDRESS',
    new RegExp(
      `\\b\\d{1,5}(?:[a-f]|\\s(?:bis|ter))?,?\\s+(?:${STREET}\\b\\.?\\s+(?:[\\p{L}'.-]+\\s*){1,5}|(?:[\\p{L}'.-]+\\s+){1,3}${STREET_EN}\\b)`,
      'gu',
    ),
  ],
  [
    'ADDRESS',
    /\b(?:block|room|trailer|lot|apt|apartment|unit|cuarto|casa|barraca|bloco|bloc|chambre|kilometre|km|mile|torre|int|piso)\.?\s+(?:[l\d]\d{0,3}[.º°o]*|[a-f])\b(?:\s[a-d]\b)?/gu,
  ],
  // What there is only one of names whoever it is said of.
  ['DETAIL', /(?:\bunic[oa]|\b(?:the|her|his)\s+only|'s\s+only|\b(?:le|la)\s+seule?)\s[^.,;:()\n]{3,90}/gu],
  ['DETAIL', /\bultim[oa]\s(?:falante|hablante)[^.,;:()\n]{0,90}/gu],
  [
    'DATE',
    /\b(?:dia da mentira|april fools'?(?: day)?|christmas(?: eve| day)?|nochebuena|navidad|reveillon|new year'?s (?:eve|day)|valentine'?s day|jour des rois|dia de reyes|dia de (?:san|santa|sao|santo)(?: \p{L}+){1,2}|jour de l'an)\b/gu,
  ],
]

/** Institutions and capitals whose words, one by one, could be names. What the record knows is masked here too. */
const PHRASES =
  /\b(?:cruz (?:roja|vermelha)|red cross|croix[- ]rouge|(?:estados|naciones|nacoes) unid[ao]s|etats[- ]unis|united (?:states|nations)|puerto alba|port halden|vila nova do rio|medicos sin fronteras|medecins sans frontieres)\b/gu

/** Everything in the text that looks like data of a person, whoever it is. */
export function markPatterns({ text }: Folded): Mark[] {
  return PATTERNS.flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map(match => trimmed(text, match.index, match.index + match[0].length, type)),
  )
}

/** Where words and numbers may stay that would otherwise be taken for a name or an id. */
export const harmlessIn = ({ text }: Folded): { start: number; end: number }[] =>
  [...HARMLESS, PHRASES].flatMap(pattern =>
    [...text.matchAll(pattern)].map(m => ({ start: m.index, end: m.index + m[0].length })),
  )

function trimmed(text: string, from: number, to: number, type: SpanType): Mark {
  let start = from
  let end = to
  while (end > start + 1 && /[\s.,;:)\]]/.test(text[end - 1] ?? '')) end--
  while (start < end - 1 && /[\s.]/.test(text[start] ?? '')) start++
  return { start, end, type }
}

/** Two or more number words right behind a name: the number of a house told in words. */
export const numberWordRun = new RegExp(`^[\\s,]{1,2}${NUMBER_WORD}\\b(?:${BETWEEN_NUMBERS}${NUMBER_WORD}\\b)+`, 'u')
export { BETWEEN_NUMBERS, NUMBER_WORD }
