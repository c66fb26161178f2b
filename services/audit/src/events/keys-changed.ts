import { hash } from 'node:crypto'
import {
  Action,
  accountsKeysChanged,
  consentKeysChanged,
  create,
  EntrySchema,
  exchangeKeysChanged,
  keysChanged,
  redactionKeysChanged,
  timestampFromDate,
} from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { TakeNumbered } from '../commands/take-numbered.ts'

/**
 * Each certificate that the jurisdiction's statement names anew, names no more or revokes, under whoever it is of: an agency reads of its
 * own keys; and each key with which a service signs from then on. Once, as every event: the entry's id follows from it.
 */
export const onKeysChanged = (take: TakeNumbered) =>
  [keysChanged, accountsKeysChanged, consentKeysChanged, exchangeKeysChanged, redactionKeysChanged].map(contract =>
    onChange(contract, take),
  )

const onChange = (contract: typeof keysChanged, take: TakeNumbered) =>
  on(
    contract,
    async ({ changes }, { id, occurredAt, ...told }) => {
      const entries = changes.map(({ fingerprint, hub, agencyId, use, what }) => {
        const code = `${use}.${what}:${fingerprint}`
        return create(EntrySchema, {
          entryId: uuidOf(hash('sha256', [id, hub, agencyId, code].join(' '), 'hex')),
          action: Action.KEY_CHANGED,
          source: contract.source,
          agency: { hub, agencyId },
          code,
          correlationId: told.correlationId,
          occurredAt: timestampFromDate(occurredAt),
        })
      })
      await take(entries, told)
    },
    async () => {},
  )
