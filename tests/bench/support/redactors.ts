import { createEngine } from '@amparo/text'
import { lists, loadNameTagger } from '@amparo/text/node'
import { Redactor } from '@redactpii/node'
import { OpenRedaction } from 'openredaction'
import redactPii from 'redact-pii'
import type { Document } from '../../../scripts/lib/eval/document.ts'
import { identityOf } from '../../../scripts/lib/eval/identity.ts'
import type { Found } from '../../../scripts/lib/eval/measures.ts'
import { GONE, takenOut } from './taken-out.ts'

export interface Compared {
  readonly name: string
  find(document: Document): Promise<readonly Found[]> | readonly Found[]
}

/** Ours and the others, each with its own defaults: none of them is told a language or a name. */
export function redactors(): Compared[] {
  const engine = createEngine({ tagger: loadNameTagger(), lists })
  const open = new OpenRedaction({})
  const pii = new redactPii.SyncRedactor({ globalReplaceWith: GONE })
  const node = new Redactor({ globalReplaceWith: GONE })
  return [
    {
      name: 'Amparo, with the form',
      find: ({ text, lang, identity }) =>
        engine.analyse(text, identity === undefined ? { lang } : { lang, identity: identityOf(identity) }),
    },
    { name: 'Amparo, text alone', find: ({ text, lang }) => engine.analyse(text, { lang }) },
    {
      name: 'openredaction 1.1.5',
      find: async ({ text }) =>
        (await open.detect(text)).detections.map(d => ({ start: d.position[0], end: d.position[1], type: d.type })),
    },
    { name: 'redact-pii 3.4.0', find: ({ text }) => takenOut(text, pii.redact(text)) },
    { name: '@redactpii/node 1.0.17', find: ({ text }) => takenOut(text, node.redact(text)) },
  ]
}
