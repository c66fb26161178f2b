import { hash } from 'node:crypto'
import { Action, create, EntrySchema, keysChanged, timestampFromDate } from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import { leafOf } from '../commands/append-entry.ts'
import type { Sequencer } from '../commands/sequencer.ts'

/**
 * Each certificate that the jurisdiction's statement names anew, names no more or revokes, under whoever it is of: an agency reads of its
 * own keys. Once, as every event: the entry's id follows from it.
 */
export const onKeysChanged = (sequencer: Pick<Sequencer, 'append'>) =>
  on(
    keysChanged,
    async ({ changes }, { id, occurredAt }) => {
      for (const { fingerprint, hub, agencyId, use, what } of changes) {
        const code = `${use}.${what}:${fingerprint}`
        const entry = create(EntrySchema, {
          entryId: uuidOf(hash('sha256', [id, hub, agencyId, code].join(' '), 'hex')),
          action: Action.KEY_CHANGED,
          source: 'directory',
          agency: { hub, agencyId },
          code,
          occurredAt: timestampFromDate(occurredAt),
        })
        await sequencer.append(leafOf(entry))
      }
    },
    async () => {},
  )
