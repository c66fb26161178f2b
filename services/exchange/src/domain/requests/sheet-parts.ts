import type { Language, Text } from '@amparo/protocols'
import type { EvidenceRequest } from './request.ts'
import type { Treaty } from './terms.ts'

/** Words of printed documents that are neither the form's nor a treaty's nor the protocol's. */
export const SHEET_WORDS = [
  ...(['request', 'draft', 'number', 'asking-state', 'asked-state', 'central-authority', 'on-behalf-of'] as const),
  ...(['treaty', 'assistance', 'priority', 'normal', 'urgent', 'emergency', 'signed', 'specialty', 'article'] as const),
  ...(['yes', 'text-language', 'translation', 'no-translation', 'files', 'elsewhere'] as const),
  ...(['schedule', 'schedule-about', 'handed-over', 'clears', 'announced', 'permitted', 'not-permitted'] as const),
  ...(['without-identity-of-victims', 'once-only', 'until'] as const),
  ...(['returned', 'destroyed', 'came-back', 'not-confirmed'] as const),
  ...(['ask-first', 'tell-first', 'judge', 'certificate', 'certified', 'signature', 'place-and-date'] as const),
] as const
type SheetWord = (typeof SHEET_WORDS)[number]

/** What documents of requests are written by. */
export interface Documents {
  /** Of a state's authorities, by hub. */
  readonly languages: Readonly<Record<string, Language>>
  readonly otherwise: Language
  readonly words: Readonly<Record<SheetWord, Text>>
}

/** The same in each language of the sheet, in their order. */
export type Aside = readonly string[]

/** A line of a document: what is said in codes, or a text that redaction holds. */
export type SheetRow = { readonly label: Aside } & (
  | { readonly said: readonly Aside[] }
  | { readonly field: string; readonly sha256: string }
)

/** A document of a request, as far as it is made of codes: redaction sets in what people wrote, and prints it. */
export interface Sheet {
  readonly v: 1
  /** One, where both states work in the same. */
  readonly languages: readonly Language[]
  readonly title: Aside
  readonly rows: readonly SheetRow[]
  /** What redaction names itself. */
  readonly words: Readonly<Record<'textLanguage' | 'translation' | 'noTranslation' | 'files' | 'elsewhere', Aside>>
}

/** Of the state that asks first, then of the one that is asked. */
export function writing({ languages, otherwise, words }: Documents, { fromHub, toHub }: EvidenceRequest) {
  const of = (hub: string) => languages[hub] ?? otherwise
  const both = [...new Set([of(fromHub), of(toHub)])]
  const side = (text: Text): Aside => both.map(language => text[language])
  const same = (text: string): Aside => both.map(() => text)
  return {
    ...{ words, side, same },
    row: (label: Text, ...said: Aside[]): SheetRow => ({ label: side(label), said }),
    sheet: (title: Text, rows: readonly SheetRow[]): Sheet => ({
      ...{ v: 1, languages: both, title: side(title), rows },
      words: {
        ...{ textLanguage: side(words['text-language']), translation: side(words.translation) },
        ...{ noTranslation: side(words['no-translation']), files: side(words.files), elsewhere: side(words.elsewhere) },
      },
    }),
  }
}
export type Writing = ReturnType<typeof writing>

/** Which request, between whom, under what. */
export function headOf({ words, side, same, row }: Writing, request: EvidenceRequest, treaty: Treaty): SheetRow[] {
  const { id, fromHub, toHub, parties, draftedBy } = request
  const party = (hub: string, agencyId: string | undefined): Aside =>
    agencyId === undefined ? same(hub) : side(words['central-authority']).map(one => `${hub}, ${one} ${agencyId}`)
  return [
    row(words.number, same(id)),
    row(words['asking-state'], party(fromHub, parties?.sender.agencyId)),
    row(words['asked-state'], party(toHub, parties?.recipient.agencyId)),
    row(words['on-behalf-of'], same(draftedBy)),
    row(words.treaty, side(treaty.name)),
  ]
}

/** What it may be used for, by its article. */
export const specialtyOf = ({ words, side, row }: Writing, { short, specialty }: Treaty): SheetRow =>
  row(
    words.specialty,
    side(words.article).map(one => `${short}, ${one} ${specialty.article}`),
  )
