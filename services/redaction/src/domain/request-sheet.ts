import type { Translation } from './request-text.ts'

/** The request itself, the list of what was received for the defence, and the certificate of whoever handed it over. */
export const DOCUMENTS = ['request', 'schedule', 'certificate'] as const
export type DocumentKind = (typeof DOCUMENTS)[number]

/** The same in each language of a document, in their order. */
type Side = readonly string[]

/** A document of a request, as exchange says it in codes and their words. */
export interface RequestSheet {
  /** One or two, ISO 639. */
  readonly languages: Side
  readonly title: Side
  readonly rows: readonly (
    | { readonly label: Side; readonly said: readonly Side[] }
    | { readonly label: Side; readonly field: string; readonly sha256: string }
  )[]
  readonly words: Readonly<Record<'textLanguage' | 'translation' | 'noTranslation' | 'files' | 'elsewhere', Side>>
}

const SIZES = { title: 14, label: 8, said: 10 } as const

/** A text that is set into it. */
export interface PrintedText {
  readonly lang: string
  readonly text: string
  readonly translation?: Translation | undefined
  /** Attached; with the hash of those that were made anew. */
  readonly files: readonly { readonly name: string; readonly sha256: string | undefined }[]
}

/** One text over the width of the page, or two side by side. */
export interface Block {
  readonly columns: readonly [string] | readonly [string, string]
  /** Points. */
  readonly size: number
  readonly above: number
  /** It does not stand last on a page. */
  readonly heads: boolean
}

/**
 * What is printed: labels and coded answers in both languages side by side; what somebody wrote once, as it was written, with its language
 * named and a person's translation, or room for one, below it.
 */
export function blocksOf(sheet: RequestSheet, texts: ReadonlyMap<string, PrintedText>): Block[] {
  const { title, rows, words } = sheet
  const rowBlocks = rows.flatMap((row): Block[] => {
    const label = block(row.label, 'label', { above: 8, heads: true })
    if ('said' in row) return [label, ...row.said.map(said => block(said, 'said'))]
    const text = texts.get(row.field)
    if (text === undefined) return [label, block(words.elsewhere, 'said'), whole(`SHA-256 ${row.sha256}`, 'label')]
    return [label, ...textBlocks(sheet, text)]
  })
  return [block(title, 'title', { heads: true }), ...rowBlocks]
}

function textBlocks({ languages, words }: RequestSheet, { lang, text, translation, files }: PrintedText) {
  const named = (label: Side, language: string) =>
    block(
      label.map((one, i) => `${one}: ${languageIn(languages[i] ?? 'en', language)}`),
      'label',
    )
  const names = files.map(({ name, sha256 }) =>
    whole(sha256 === undefined ? name : `${name}  SHA-256 ${sha256}`, 'label'),
  )
  return [
    named(words.textLanguage, lang),
    whole(text, 'said'),
    ...(names.length > 0 ? [block(words.files, 'label', { above: 4 }), ...names] : []),
    ...(translation === undefined
      ? [block(words.noTranslation, 'label', { above: 6 }), ...room(text)]
      : [named(words.translation, translation.lang), whole(translation.text, 'said')]),
  ]
}

const RULE = '_'.repeat(72)
const CHARACTERS_A_RULE = 90
const MOST_RULES = 30
/** As many ruled lines as the text itself takes. */
const room = (text: string): Block[] =>
  Array.from({ length: Math.min(MOST_RULES, Math.ceil(text.length / CHARACTERS_A_RULE) + 1) }, () =>
    whole(RULE, 'said'),
  )

const languageIn = (of: string, code: string): string =>
  new Intl.DisplayNames([of], { type: 'language', fallback: 'code' }).of(code) ?? code

const block = (side: Side, as: keyof typeof SIZES, { above = 0, heads = false } = {}): Block => {
  const [left = '', right] = side
  return { columns: right === undefined ? [left] : [left, right], size: SIZES[as], above, heads }
}
const whole = (text: string, as: keyof typeof SIZES): Block => block([text], as)
