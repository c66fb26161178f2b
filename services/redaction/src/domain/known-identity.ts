import { type Engine, type Identity, isSmallWord, wordsIn } from '@amparo/text'
import { stemOf } from './file-names.ts'
import type { OneRecord } from './held.ts'
import type { SubjectForm } from './subject-form.ts'

/** Which words are ordinary, in any of the four languages. */
type Words = Pick<Engine, 'isOrdinary'>

/** Everything in a form that no released text may hold. */
export function knownIdentity({ subject, attachments }: SubjectForm, words: Words): Identity {
  const { identity, guardian, safeContact } = subject
  const contact = safeContact?.value ?? ''
  const reachedBy = (channels: readonly string[]): string[] =>
    safeContact && contact !== '' && channels.includes(safeContact.channel) ? [contact] : []
  return {
    names: identity.names,
    relatives: [...(guardian ? [guardian.name] : []), ...fileNameWords(attachments, words)],
    aliases: [...identity.aliases, ...(safeContact?.codeWord ? [safeContact.codeWord] : [])],
    documents: identity.documents.map(({ number }) => number),
    phones: [
      ...identity.phones,
      ...(guardian?.phone ? [guardian.phone] : []),
      ...reachedBy(['phone', 'sms', 'whatsapp', 'via_third']),
    ].filter(isNumber),
    emails: [...identity.emails, ...reachedBy(['email'])],
    addresses: [...identity.addresses, ...reachedBy(['in_person'])],
    dateOfBirth: identity.dateOfBirth ?? null,
  }
}

export const knownOfRecord = (record: OneRecord, words: Words): Identity =>
  record.kind === 'form' ? knownIdentity(record.form, words) : knownOfPackage(record)

/** All of them, each once. */
export function unitedOf(known: readonly Identity[]): Identity {
  const all = (list: (one: Identity) => readonly string[] | undefined) => [
    ...new Set(known.flatMap(one => list(one) ?? [])),
  ]
  return {
    names: all(({ names }) => names),
    relatives: all(({ relatives }) => relatives),
    aliases: all(({ aliases }) => aliases),
    documents: all(({ documents }) => documents),
    phones: all(({ phones }) => phones),
    emails: all(({ emails }) => emails),
    addresses: all(({ addresses }) => addresses),
    datesOfBirth: all(({ dateOfBirth, datesOfBirth = [] }) => [...(dateOfBirth ? [dateOfBirth] : []), ...datesOfBirth]),
  }
}

/** The same of what another hub released: as far as it was released, for more is not known here. */
export function knownOfPackage({ view }: Extract<OneRecord, { kind: 'package' }>): Identity {
  const { identity, contact, documents, location, family } = view.categories
  const safe = recordIn(contact, 'safeContact')
  const guardian = recordIn(family, 'guardian')
  const value = textsIn(safe, 'value')
  return {
    names: textsIn(identity, 'names'),
    relatives: textsIn(guardian, 'name'),
    aliases: [...textsIn(identity, 'aliases'), ...textsIn(safe, 'codeWord')],
    documents: listIn(documents, 'documents').flatMap(document => textsIn(document, 'number')),
    phones: [...textsIn(contact, 'phones'), ...textsIn(guardian, 'phone'), ...value].filter(isNumber),
    emails: [...textsIn(contact, 'emails'), ...value.filter(text => text.includes('@'))],
    addresses: [...textsIn(location, 'addresses'), ...value.filter(text => !text.includes('@') && !isNumber(text))],
    dateOfBirth: textsIn(identity, 'dateOfBirth')[0] ?? null,
  }
}

type Fields = Readonly<Record<string, unknown>>
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const listIn = (fields: Fields | undefined, name: string): Fields[] => {
  const value = fields?.[name]
  return Array.isArray(value) ? value.filter(isFields) : []
}
export const recordIn = (fields: Fields | undefined, name: string): Fields | undefined => {
  const value = fields?.[name]
  return isFields(value) ? value : undefined
}
/** What stands there as text, be it one or a list: the fields are another hub's. */
export const textsIn = (fields: Fields | undefined, name: string): string[] => {
  const value = fields?.[name]
  return (Array.isArray(value) ? value : [value]).filter(text => typeof text === 'string')
}

const isNumber = (phone: string): boolean => phone.replace(/\D/g, '').length >= 5

/** What a name is known by: all its words but short and small ones, folded. */
export const tellingWords = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap(name => wordsIn(name)).filter(word => word.length > 2 && !isSmallWord(word)))

/** File names often hold a surname: "DNI_Quispe_frente.jpg". What is no ordinary word there is taken for a name. */
export const fileNameWords = (attachments: readonly { readonly name: string }[], words: Words): string[] =>
  attachments
    .flatMap(({ name }) => wordsIn(stemOf(name)))
    .filter(word => /^\p{L}{4,}$/u.test(word) && !words.isOrdinary(word))
