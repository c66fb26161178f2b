import type { Language } from '../language.ts'
import { hashOf } from '../model/hash.ts'
import type { Scene } from '../scene.ts'

const ENDINGS: Readonly<Record<Language, readonly string[]>> = {
  es: 'amos emos imos aron ieron aban ian ando iendo mente les lo la le los las se me nos ado ada ados adas ido ida es s o a e i an en io'.split(
    ' ',
  ),
  pt: 'amos emos imos aram eram iram avam iam ando endo indo mente lhe se me lo la ado ada ados adas ido ida es s ou eu iu o a e am em ei i'.split(
    ' ',
  ),
  fr: 'aient ait ais ons ez ent ement ment ant ees ee es e s x a ai ions iez rait ra ront rez'.split(' '),
  en: 'ings ing edly ed ers er es s ly ies ied d mates men ness'.split(' '),
}
/** What a form may go back to, beside the bare stem. */
const BASES: Readonly<Record<Language, readonly string[]>> = {
  es: ['', ...'ar er ir o a e ando iendo aba ado io n'.split(' ')],
  pt: ['', ...'ar er ir o a e ando endo ava ado ou m'.split(' ')],
  fr: ['', ...'er ir re e ant ait s'.split(' ')],
  en: ['', ...'e y s ed ing'.split(' ')],
}

const NOUN =
  /(?:cion|ciones|sion|coes|cao|mento|miento|tion|tions|ment|ments|dad|dade|ite|ites|ity|ness|gia|gie|ncia|ncias|nce|aje|agem|age|orio|oire|ivo|iva|ando|iendo|ario|aria|logue|tura|ture|mente)$/

/** Whether a word no list holds looks like another form of one that a list holds. */
export function isPlausible(word: string, { lists, language, mayHold }: Scene): boolean {
  if (word.length >= 7 && NOUN.test(word)) return true
  for (const ending of ENDINGS[language]) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue
    const base = word.slice(0, -ending.length)
    const hash = hashOf(base)
    for (const end of BASES[language])
      if (mayHold(hashOf(end, hash)) && lists.isCommonWord(base + end, language)) return true
  }
  return false
}
