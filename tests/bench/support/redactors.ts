import { type AnalyseOptions, createEngine } from '@amparo/text'
import { lists, loadJudge, loadNameTagger } from '@amparo/text/node'
import type { Document } from '../../../scripts/lib/eval/document.ts'
import { identityOf } from '../../../scripts/lib/eval/identity.ts'
import type { Found } from '../../../scripts/lib/eval/measures.ts'
import { loadPeers, type Peer } from './peers.ts'
import { GONE, takenOut } from './taken-out.ts'

export interface Compared {
  readonly name: string
  find(document: Document): Promise<readonly Found[]> | readonly Found[]
}

/** Ours and the others, each with its own defaults: none of the others is told a language or a name. */
export async function redactors(): Promise<Compared[]> {
  const engine = createEngine({ tagger: loadNameTagger(), judge: loadJudge(), lists })
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
      find: document => engine.analyse(document.text, optionsFor(document)),
    },
    { name: 'Amparo, text alone', find: ({ text, lang }) => engine.analyse(text, { lang }) },
    ...(await loadPeers(GONE)).map(peer => ({ name: peer.name, find: ({ text }: Document) => foundBy(peer, text) })),
  ]
}

async function foundBy({ ranges, redact }: Peer, text: string): Promise<Found[]> {
  if (ranges !== undefined) return (await ranges(text)).map(range => ({ ...range, type: 'UNKNOWN' }))
  return redact === undefined ? [] : takenOut(text, redact(text))
}
