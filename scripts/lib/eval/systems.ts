import type { KnownIdentity } from '../../../services/redaction/src/domain/text/known.ts'
import { redactText } from '../../../services/redaction/src/domain/text/redact-text.ts'
import { UsageError } from '../usage-error.ts'
import type { Language } from './document.ts'
import type { Identity } from './identity.ts'
import type { Found } from './measures.ts'

/** Anything that finds what is to be masked. */
export type Analyse = (text: string, context: { lang: Language; identity: Identity | undefined }) => readonly Found[]

const SYSTEMS: Readonly<Record<string, () => Promise<Analyse>>> = {
  engine:
    async () =>
    (text, { lang, identity }) => {
      try {
        return redactText(text, lang, knownOf(identity), { dates: 'month' }).spans
      } catch {
        return [{ start: 0, end: text.length, type: 'WITHHELD' }]
      }
    },
}

export async function systemOf(name: string): Promise<Analyse> {
  const load = SYSTEMS[name]
  if (load === undefined) throw new UsageError(`--system is one of: ${Object.keys(SYSTEMS).join(', ')}.`)
  return load()
}

function knownOf(identity: Identity | undefined): KnownIdentity {
  return {
    names: identity?.names ?? [],
    aliases: identity?.aliases ?? [],
    documents: identity?.documents.map(d => d.number) ?? [],
    phones: identity?.phones ?? [],
    emails: identity?.emails ?? [],
    addresses: identity?.addresses ?? [],
    dateOfBirth: identity?.dateOfBirth ?? null,
    nationalities: [],
  }
}
