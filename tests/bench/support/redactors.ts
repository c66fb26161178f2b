import type { AnalyseOptions } from '@amparo/text'
import { loadNameTagger } from '@amparo/text/node'
import type { Document } from '../../../scripts/lib/eval/document.ts'
import { identityOf } from '../../../scripts/lib/eval/identity.ts'
import type { Found } from '../../../scripts/lib/eval/measures.ts'
import { type Outcome, wholeEngine } from '../../../scripts/lib/eval/whole.ts'
import { loadPeers, type Peer } from './peers.ts'
import { GONE, takenOut } from './taken-out.ts'

export interface Compared {
  readonly name: string
  find(document: Document): Promise<Outcome> | Outcome
}

/** Ours and the others, each with its own defaults: none of the others is told a language or a name. */
export async function redactors(): Promise<Compared[]> {
  const redact = wholeEngine(loadNameTagger())
  const forms = new WeakMap<Document, AnalyseOptions>()
  /** A form is read once for all texts of its case, so here once for all times that its text is read. */
  const optionsFor = (document: Document): AnalyseOptions => {
    const { lang, identity } = document
    const known = forms.get(document) ?? (identity === undefined ? { lang } : { lang, identity: identityOf(identity) })
    forms.set(document, known)
    return known
  }
  return [
    {
      name: 'Amparo, with the form',
      find: document => redact(document.text, optionsFor(document)),
    },
    { name: 'Amparo, text alone', find: ({ text, lang }) => redact(text, { lang }) },
    ...(await loadPeers(GONE)).map(peer => ({
      name: peer.name,
      find: async ({ text }: Document) => ({ spans: await foundBy(peer, text), withheld: false }),
    })),
  ]
}

async function foundBy({ ranges, redact }: Peer, text: string): Promise<Found[]> {
  if (ranges !== undefined) return (await ranges(text)).map(range => ({ ...range, type: 'UNKNOWN' }))
  return redact === undefined ? [] : takenOut(text, redact(text))
}
