import { LANGUAGES } from '../language.ts'
import { bigPlaces, commonWords, familyNames, givenNames, institutions, placeCues, plainWords } from '../lists/index.ts'
import { hashOf } from './hash.ts'

/** What the lists say of a word, one bit each; the four languages of a common word are four bits in a row. */
export const IN = {
  given: 1,
  family: 2,
  common: 4,
  place: 64,
  cue: 128,
  institution: 256,
  title: 512,
  small: 1024,
  called: 2048,
  kin: 4096,
} as const
export const COMMON_ANYWHERE = IN.common * 15

const TITLES =
  'sr sra srta sres señor señora señorita don doña dr dra lic licda licdo licenciado licenciada ing prof profesor profesora maestro maestra sgto cabo comisario comisaria agente oficial suboficial inspector inspectora capitan teniente juez jueza fiscal magistrado magistrada hermana padre pastor delegado delegada dona doutor doutora sargento soldado promotor promotora defensor defensora juiz juiza desembargador desembargadora ministro ministra relator relatora procurador procuradora mm mme mlle monsieur madame mademoiselle maitre me docteur brigadier lieutenant commissaire juge soeur mr mrs ms miss mister sir madam officer sergeant sgt constable cpl corporal inspector insp detective det captain capt judge justice rev reverend sister brother nurse consul abogado abogada advogado advogada avocat avocate counsel attorney'
const CALLED =
  'llamado llamada llaman llamarse llama nombre nombres apellido apellidos alias apodo apodado apodada conocido conocida dicen chamado chamada chama chamam nome sobrenome apelido vulgo conhecido conhecida nomme nommee appele appelee appelle prenom nom surnom surnomme surnommee dit dite called named name names surname nickname known goes aka'
const KIN =
  'madre mama padre papa hermana hermano hermanas hermanos hijo hija hijos hijas esposo esposa marido tia tio prima primo abuela abuelo sobrina sobrino cuñada cuñado suegra suegro nieta nieto amiga amigo vecina vecino novio novia comadre compadre mae pai irma irmao filho filha filhos avo sogra sogro amiga vizinha vizinho namorado namorada companheiro mere pere soeur frere fils fille mari epouse epoux femme tante oncle cousine cousin grand-mere niece neveu amie ami voisine voisin copain conjoint conjointe mother father sister brother son daughter husband wife aunt uncle cousin grandmother grandfather niece nephew friend neighbour neighbor boyfriend girlfriend stepfather stepmother mum mom dad'

const bitsOf = new Map<number, number>()
const put = (words: Iterable<string>, bit: number): void => {
  for (const word of words) {
    const hash = hashOf(word)
    bitsOf.set(hash, (bitsOf.get(hash) ?? 0) | bit)
  }
}

put(givenNames, IN.given)
put(familyNames, IN.family)
for (const [at, language] of LANGUAGES.entries()) {
  put(commonWords[language], IN.common << at)
  put(
    [...plainWords[language]].filter(word => word.length <= 4),
    IN.small,
  )
}
const parts = (phrases: Iterable<string>) =>
  [...phrases].flatMap(phrase => phrase.split(/[^\p{L}]+/u)).filter(w => w.length > 3)
put(parts(bigPlaces), IN.place)
put(parts(institutions), IN.institution)
put(placeCues, IN.cue)
put(TITLES.split(' '), IN.title)
put(CALLED.split(' '), IN.called)
put(KIN.split(' '), IN.kin)

/** Open addressing: in every slot a hash and its bits, side by side, so that a look-up waits for memory once. */
const SIZE = 1 << Math.ceil(Math.log2(bitsOf.size * 1.5))
const slots = new Int32Array(2 * SIZE)
for (const [hash, bits] of bitsOf) {
  let at = slotOf(hash)
  while (slots[at + 1] !== 0) at = next(at)
  slots[at] = hash
  slots[at + 1] = bits
}

function slotOf(hash: number): number {
  return ((hash ^ (hash >>> 16)) & (SIZE - 1)) << 1
}

function next(at: number): number {
  return (at + 2) & (2 * SIZE - 1)
}

/** Listed words met lately, in the same form: few enough to stay near the processor, which the whole table is too large for. */
const LATELY = 1 << 12
const lately = new Int32Array(2 * LATELY)
// No hash of this place: until a word comes here nothing is found.
lately[0] = 1

/** What the lists say of the word with this hash; 0 when it is on none. */
export function bitsOfHash(hash: number): number {
  const recent = ((hash ^ (hash >>> 16)) & (LATELY - 1)) << 1
  if (lately[recent] === hash) return lately[recent + 1] as number
  for (let at = slotOf(hash); slots[at + 1] !== 0; at = next(at))
    if (slots[at] === hash) {
      const bits = slots[at + 1] as number
      lately[recent] = hash
      lately[recent + 1] = bits
      return bits
    }
  return 0
}

/** Keeps of a word's bits those that a word on no list of names or common words may have. */
export const UNLISTED = IN.title | IN.called | IN.kin | IN.cue | IN.institution
