import { textOf } from '../fold.ts'

const SHORTEST = 4

/** How es, pt, fr and en speakers write one sound: Quispe and Quizpe, Yakera and Iakera, Aníbal and Anival. Folded words. */
export function sound(word: string): string {
  let out = ''
  let last = ''
  for (let i = 0; i < word.length; i++) {
    const unit = word[i] ?? ''
    const next = word[i + 1] ?? ''
    let heard = ALIKE[unit.charCodeAt(0)] ?? unit
    if (next === 'h' && (unit === 'p' || unit === 't' || unit === 's' || unit === 'c')) {
      heard = unit === 'p' ? 'f' : unit === 't' ? 't' : 's'
      i++
    } else if (unit === 'h') continue
    else if (unit === 'q' && next === 'u' && isFront(word[i + 2])) i++
    else if (unit === 'c') {
      heard = isFront(next) ? 's' : 'k'
      if (next === 'k') i++
    } else if (unit === 'o' && next === 'u') {
      heard = 'u'
      i++
    } else if (unit === 'n' && (next === 'p' || next === 'b')) heard = 'm'
    if (heard !== last) out += heard
    last = heard
  }
  return out
}

/**
 * The same, as who writes down a strange name hears it: ñ as ni, ny, nh or gn, hu, gu and w before a vowel, ll and y, French ends that are mute, and French
 * names as Haitian Creole writes them: Janbatis, Franswa, Flerimon, Bobren.
 * Vowels are kept: without them too many words are alike. Folded words.
 */
export const ear = (word: string): string => {
  let heard = word
  for (const [written, as] of EAR) heard = heard.replace(written, as)
  return sound(heard)
}
const EAR: readonly (readonly [RegExp, string])[] = [
  [/gn|n[hiy](?=[aeou])/g, 'n'],
  [/[gh]u(?=[aeio])/g, 'w'],
  [/ll|lh/g, 'y'],
  [/p(?=t)/g, ''],
  [/(?<=j)e(?=a)/g, ''],
  [/e?au/g, 'o'],
  [/oi(?:[sxt]$)?/g, 'wa'],
  [/oe?u(?=[aeiy])/g, 'w'],
  [/eu/g, 'e'],
  [/(?<=.{4})e$/, ''],
  [/(?<=.{3}[aeiounrs])[tdxzp]$/, ''],
  [/(?:ai|ei|i|u)n$/, 'en'],
]
const SHORTEST_HEARD = 5
const LONG_HEARD = 7

/** Whether two words are one name by ear; long ones with a letter off. */
export const isHeardAlike = (ear: string, other: string): boolean =>
  ear.length >= SHORTEST_HEARD &&
  (ear === other || (ear.length >= LONG_HEARD && other.length >= LONG_HEARD && distanceWithin(ear, other, 1)))

/** Which consonants a word holds, a bit for all that may be heard alike: words of one sound have the same. To sound a word is dear. */
export function bonesOf(word: string): number {
  let bones = 0
  for (let i = 0; i < word.length; i++) bones |= BONES[word.charCodeAt(i) & 127] as number
  return bones
}

const BONES = new Int32Array(128)
for (const [bit, letters] of ['bv', 'cksqxz', 'fp', 'mn', 'd', 'g', 'l', 'r', 't'].entries())
  for (const letter of letters) BONES[letter.charCodeAt(0)] = 1 << bit

const ALIKE: (string | undefined)[] = []
for (const [unit, heard] of Object.entries({ q: 'k', x: 's', z: 's', v: 'b', w: 'u', y: 'i', j: 'i' }))
  ALIKE[unit.charCodeAt(0)] = heard
const isFront = (unit: string | undefined): boolean => unit === 'e' || unit === 'i' || unit === 'y'

/** The same name misspelt: one letter wrong, missing, added or swapped, or written as it sounds. Folded words. */
export function nearly(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 3) return false
  if (word.length >= SHORTEST && name.length >= SHORTEST && sound(word) === sound(name)) return true
  return isMisspelt(word, name)
}

/** One letter off in five, two in nine; a shorter word has too many ordinary neighbours. */
export function isMisspelt(word: string, name: string): boolean {
  if (name.length < 5 || word.length < 4) return false
  return distanceWithin(word, name, name.length >= 9 && word.length >= 8 ? 2 : 1)
}

/** Which letters a word holds, a bit each; some letters share theirs. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31)
  return letters
}

/** Whether the Damerau-Levenshtein distance is at most `most` (1 or 2). */
function distanceWithin(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  let start = 0
  let endA = a.length
  let endB = b.length
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  const lengthA = endA - start
  const lengthB = endB - start
  if (lengthA === 0 || lengthB === 0) return Math.max(lengthA, lengthB) <= most
  if (lengthA === 1 && lengthB === 1) return true
  if (lengthA === 2 && lengthB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]) return true
  if (most === 1) return false
  const x = a.slice(start, endA)
  const y = b.slice(start, endB)
  return (
    distanceWithin(x.slice(1), y.slice(1), 1) || distanceWithin(x.slice(1), y, 1) || distanceWithin(x, y.slice(1), 1)
  )
}

const DIMINUTIVE = /(?:c?it[oa]s?|z?inh[oa]s?|ill[oa]|uch[oa]|ic[oa]|et(?:te|e)?|ou|ie|y|nha|nho|ao|ona)$/

/** What is left of a word without an ending that makes names small; undefined when it has none. */
export function stemOf(word: string): string | undefined {
  const ending = word.length < 5 ? null : DIMINUTIVE.exec(word)
  return ending === null || ending.index < 3 ? undefined : word.slice(0, ending.index)
}

/** "Rosita", "Rosinha" of Rosa; "Hopie" of Hope; "Kauãzinho" of Kauã; "Blanquita" of Blanca, "Dieguito" of Diego. */
export function isDiminutive(word: string, stem: string, name: string): boolean {
  if (name.length < 4 || word.length > name.length + 5) return false
  const isOf = (begins: string): boolean =>
    begins === name || begins === name.slice(0, -1) || (begins.length >= 4 && name.startsWith(begins))
  return isOf(stem) || (HARD.test(stem) && isOf(stem.slice(0, -2) + (stem.at(-2) === 'q' ? 'c' : 'g')))
}
/** Before e and i the sounds of c and g in "ca" and "ga" are written otherwise. */
const HARD = /[qg]u$/

/** One form for signs that stand for each other in codes, leet and machine-read text: 0 and o, 1, i and l, 5 and s. */
export function skeleton(text: string): string {
  const units = new Uint16Array(text.length)
  let all = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    units[i] = skeletonOf(unit)
    all |= unit
  }
  return textOf(units, text.length, all)
}

export const skeletonOf = (unit: number): number => (unit < SKELETON.length ? (SKELETON[unit] as number) : unit)

const SKELETON = Uint8Array.from({ length: 128 }, (_, unit) => unit)
for (const [sign, letter] of Object.entries({
  '0': 'o',
  '1': 'i',
  l: 'i',
  '|': 'i',
  '!': 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '2': 'z',
  '6': 'g',
}))
  SKELETON[sign.charCodeAt(0)] = letter.charCodeAt(0)
