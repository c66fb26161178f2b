/** The redactors there are on npm, each with its own defaults: none of them is told a language or a name. */
import { Redactor } from '@redactpii/node'
import { OpenRedaction } from 'openredaction'
import redactPii from 'redact-pii'

/** `gone` is put in the place of what is taken out by those that answer a text. */
export function peers(gone) {
  const open = new OpenRedaction({})
  const pii = new redactPii.SyncRedactor({ globalReplaceWith: gone })
  const node = new Redactor({ globalReplaceWith: gone })
  return [
    {
      name: 'openredaction 1.1.5',
      ranges: async text => (await open.detect(text)).detections.map(d => ({ start: d.position[0], end: d.position[1] })),
    },
    { name: 'redact-pii 3.4.0', redact: text => pii.redact(text) },
    { name: '@redactpii/node 1.0.17', redact: text => node.redact(text) },
  ]
}
