import type { Coded, Protocol, Text } from '@amparo/protocols'
import type { AskedField } from './form.ts'
import type { EvidenceRequest } from './request.ts'
import { type Aside, type Documents, headOf, type Sheet, type SheetRow, specialtyOf, writing } from './sheet-parts.ts'
import type { RequestForm, Treaty } from './terms.ts'

export interface Told {
  readonly request: EvidenceRequest
  readonly treaty: Treaty
  /** Its words are those of the codes of an annex. */
  readonly protocol: Pick<Protocol, 'words'>
  readonly form: RequestForm
  readonly asked: readonly AskedField[]
  /** When the own central authority signed it. Undefined: nobody has. */
  readonly signedAt: Date | undefined
}

/** The request itself, bilingual: the same on both sides, and whenever it is made. */
export function requestSheet(documents: Documents, told: Told): Sheet {
  const { request, treaty, protocol, form, asked, signedAt } = told
  const write = writing(documents, request)
  const { words, side, same, row } = write
  const all = { ...protocol.words, ...form.words, ...treaty.words }
  const say = (answer: Coded): Aside => {
    if (answer === true) return side(words.yes)
    const known = typeof answer === 'string' ? all[answer] : undefined
    return known === undefined ? same(String(answer)) : side(known)
  }
  const answerRow = ({ field, kind, text, sources }: AskedField): SheetRow[] => {
    const answer = request.answers[field]
    if (answer === undefined) return []
    const label = sources.length === 0 ? side(text) : besides(side(text), side(namesOf(sources)))
    if (kind === 'sealed') return [{ label, field, sha256: String(answer) }]
    return [{ label, said: valuesOf(answer).map(parts => joined(parts.map(say))) }]
  }
  return write.sheet(words.request, [
    signedAt ? row(words.signed, same(signedAt.toISOString())) : row(words.draft),
    ...headOf(write, request, treaty),
    row(words.assistance, side(form.types[request.type].text)),
    row(words.priority, side(words[request.priority])),
    ...asked.flatMap(answerRow),
    specialtyOf(write, treaty),
  ])
}

/** Who asks for it: an article bears its treaty's name, a rule is a directive in each language. */
const namesOf = (sources: readonly string[]): Text => {
  const en = sources.join(', ')
  return { en, fr: en, es: en.replaceAll('directive', 'directriz'), pt: en.replaceAll('directive', 'diretriz') }
}
const besides = (label: Aside, sources: Aside): Aside => label.map((one, i) => `${one} (${sources[i]})`)

/** One line each; what was tried instead, and what came of it, on one; of an annex its codes and its hash. */
const valuesOf = (answer: Coded): Coded[][] => {
  const list = isList(answer) ? answer : [answer]
  return list.map(one => {
    if (typeof one !== 'object' || isList(one)) return [one]
    const { source = '', outcome = '', kind, handling = '', information = '', sha256 = '' } = one
    return kind === undefined ? [source, outcome] : [kind, handling, source, information, sha256]
  })
}
const isList = (answer: Coded): answer is readonly Coded[] => Array.isArray(answer)

const joined = (parts: readonly Aside[]): Aside => (parts[0] ?? []).map((_, i) => parts.map(part => part[i]).join(': '))
