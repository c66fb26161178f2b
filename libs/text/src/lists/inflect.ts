import type { Language } from '../language.ts'

/** The regular forms of a verb's infinitive, all folded; irregular ones are listed as they are. Some forms exist in no grammar, which does no harm. */
export function formsOfVerb(verb: string, language: Language): string[] {
  if (language === 'en') return englishVerb(verb)
  if (language === 'fr') return frenchVerb(verb)
  const iberian = IBERIAN[language]
  const vowel = verb.at(-2) ?? ''
  const endings = iberian[vowel]
  if (!verb.endsWith('r') || endings === undefined) return [verb]
  const stem = verb.slice(0, -2)
  const forms = endings.flatMap(ending => [stem + ending, soften(stem, ending) + ending])
  const clitics = iberian['clitics'] ?? []
  const gerund =
    stem +
    (vowel === 'a'
      ? 'ando'
      : vowel === 'e' && language === 'pt'
        ? 'endo'
        : vowel === 'i' && language === 'pt'
          ? 'indo'
          : 'iendo')
  return [verb, gerund, ...forms, ...clitics.flatMap(c => [verb + c, gerund + c])]
}

/** A noun or adjective with its plural and other gender. */
export function formsOfWord(word: string, language: Language): string[] {
  if (language === 'en') return englishWord(word)
  if (language === 'fr') return frenchWord(word)
  const feminine = /o$/.test(word) ? [word.replace(/o$/, 'a')] : /(or|es|ol)$/.test(word) ? [`${word}a`] : []
  return [word, ...feminine].flatMap(form => [form, ...pluralOf(form, language), ...adverbOf(form)])
}

const adverbOf = (form: string): string[] => (/[ael]$/.test(form) ? [`${form}mente`] : [])

function pluralOf(form: string, language: Language): string[] {
  if (/[aeou]$/.test(form)) {
    return language === 'pt' && form.endsWith('ao')
      ? [`${form}s`, form.replace(/ao$/, 'oes'), form.replace(/ao$/, 'aes')]
      : [`${form}s`]
  }
  if (form.endsWith('z')) return [language === 'es' ? form.replace(/z$/, 'ces') : `${form}es`]
  if (language === 'pt' && form.endsWith('l'))
    return [form.replace(/l$/, 'is'), form.replace(/il$/, 'eis'), form.replace(/il$/, 'is')]
  if (language === 'pt' && form.endsWith('m')) return [form.replace(/m$/, 'ns')]
  return [`${form}es`, `${form}s`]
}

const ES_COMMON = ['lo', 'la', 'se', 'le', 'me', 'los', 'las', 'les', 'nos', 'te']
const PT_COMMON = ['-se', '-lhe', '-me']
const split = (list: string): string[] => list.split(' ')

const IBERIAN: Readonly<Record<'es' | 'pt', Readonly<Record<string, readonly string[]>>>> = {
  es: {
    clitics: ES_COMMON,
    a: split(
      'o as a amos an aba abas abamos aban e aste o asteis aron are ara aras aran aremos aria arias ariamos arian es emos en ara aran aramos ase asen ado ada ados adas ante antes acion aciones ador adora adores adoras ad',
    ),
    e: split(
      'o es e emos en ia ias iamos ian i iste io ieron ere era eras eran eremos eria erian as amos a an iera ieran iese iesen ido ida idos idas edor edora iente ed',
    ),
    i: split(
      'o es e imos en ia ias iamos ian i iste io ieron ire ira iras iran iremos iria irian as amos a an iera ieran iese iesen ido ida idos idas idor idora icion iciones id',
    ),
  },
  pt: {
    clitics: PT_COMMON,
    a: split(
      'o as a amos am ava avas avamos avam ei aste ou aram arei ara arao aremos aria ariam e es emos em asse assem assemos ar ares armos arem ado ada ados adas ante antes acao acoes ador adora adores adoras',
    ),
    e: split(
      'o es e emos em ia ias iamos iam i este eu eram erei era erao eremos eria eriam a as amos am esse essem er erem ermos ido ida idos idas edor edora',
    ),
    i: split(
      'o es e imos em ia ias iamos iam i iste iu iram irei ira irao iremos iria iriam a as amos am isse issem ir irem irmos ido ida idos idas idor idora icao icoes',
    ),
  },
}

/** buscar → busqu-e, llegar → llegu-e, rezar → rec-e, recoger → recoj-o, conocer → conozc-o. */
function soften(stem: string, ending: string): string {
  const front = /^[ei]/.test(ending)
  if (front && stem.endsWith('c')) return `${stem.slice(0, -1)}qu`
  if (front && stem.endsWith('g')) return `${stem}u`
  if (front && stem.endsWith('z')) return `${stem.slice(0, -1)}c`
  if (!front && stem.endsWith('g')) return `${stem.slice(0, -1)}j`
  if (!front && stem.endsWith('gu')) return stem.slice(0, -1)
  if (!front && /[aeiou]c$/.test(stem)) return `${stem.slice(0, -1)}zc`
  return stem
}

const FRENCH_ER = split(
  'e es ons ez ent ais ait ions iez aient ai a ames erent era erai eront erons erait eraient ant ante ants antes ee ees er ement ements ation ations ateur ateurs eur eurs euse euses',
)
const FRENCH_IR = split(
  'is it issons issez issent issait issaient irent ira irai iront irait iraient issant i ie ies issement',
)
const FRENCH_RE = split('s ons ez ent ait aient it irent ra rai ront rait raient ant u ue us ues')

function frenchVerb(verb: string): string[] {
  const stem = verb.slice(0, -2)
  if (verb.endsWith('er'))
    return [verb, ...FRENCH_ER.flatMap(e => (stem.endsWith('g') ? [stem + e, `${stem}e${e}`] : [stem + e]))]
  if (verb.endsWith('ir')) return [verb, ...FRENCH_IR.map(e => stem + e), ...FRENCH_RE.map(e => stem + e)]
  if (verb.endsWith('re')) return [verb, ...FRENCH_RE.map(e => stem + e)]
  return [verb]
}

function frenchWord(word: string): string[] {
  const forms = [word, `${word}s`]
  if (!word.endsWith('e')) forms.push(`${word}e`, `${word}es`)
  if (word.endsWith('eux'))
    forms.push(word.replace(/x$/, 'se'), word.replace(/x$/, 'ses'), word.replace(/x$/, 'sement'))
  if (word.endsWith('if')) forms.push(word.replace(/f$/, 've'), word.replace(/f$/, 'ves'))
  if (word.endsWith('al')) forms.push(word.replace(/l$/, 'ux'), word.replace(/l$/, 'lement'))
  if (word.endsWith('eau') || word.endsWith('eu')) forms.push(`${word}x`)
  if (word.endsWith('teur')) forms.push(word.replace(/eur$/, 'rice'), word.replace(/eur$/, 'rices'))
  if (/(el|on|en|et|as)$/.test(word)) forms.push(`${word}${word.at(-1)}e`, `${word}${word.at(-1)}es`)
  if (word.endsWith('er')) forms.push(word.replace(/er$/, 'ere'), word.replace(/er$/, 'eres'))
  if (/[el]$/.test(word)) forms.push(`${word}ment`)
  return forms
}

function englishVerb(verb: string): string[] {
  const dropped = verb.replace(/e$/, '')
  const y = /[^aeiou]y$/.test(verb) ? verb.slice(0, -1) : undefined
  const doubled = /[^aeiou][aeiou][bdgklmnprt]$/.test(verb) ? verb + (verb.at(-1) ?? '') : undefined
  return [
    verb,
    y === undefined ? (/(s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`) : `${y}ies`,
    y === undefined ? `${dropped}ed` : `${y}ied`,
    `${dropped}ing`,
    `${dropped}er`,
    `${dropped}ers`,
    ...(doubled === undefined ? [] : [`${doubled}ed`, `${doubled}ing`]),
  ]
}

function englishWord(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [word, `${word.slice(0, -1)}ies`, `${word.slice(0, -1)}ily`]
  const adverb = /le$/.test(word) ? word.replace(/e$/, 'y') : word.endsWith('ic') ? `${word}ally` : `${word}ly`
  return [word, /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`, adverb]
}
