import type { SubjectForm } from './subject-form.ts'
import { type KnownIdentity, wordsIn } from './text/known.ts'
import { isOrdinaryAnywhere } from './text/lexicon/index.ts'

/** Everything in a record that no released text may hold. */
export function knownIdentity({ subject, attachments }: SubjectForm): KnownIdentity {
  const { identity, guardian, safeContact, nationalities } = subject
  const contact = safeContact?.value ?? ''
  const reachedBy = (channels: readonly string[]): string[] =>
    safeContact && contact !== '' && channels.includes(safeContact.channel) ? [contact] : []
  return {
    names: [...identity.names, ...(guardian ? [guardian.name] : []), ...attachmentNames(attachments)],
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
    nationalities,
  }
}

const isNumber = (phone: string): boolean => phone.replace(/\D/g, '').length >= 5

/** File names often hold a surname: "DNI_Quispe_frente.jpg". What is no ordinary word there is taken for a name. */
const attachmentNames = (attachments: SubjectForm['attachments']): string[] =>
  attachments
    .flatMap(({ name }) => wordsIn(name.replace(/\.[a-z0-9]{1,5}$/i, '')))
    .filter(word => /^\p{L}{4,}$/u.test(word) && !isOrdinaryAnywhere(word))
