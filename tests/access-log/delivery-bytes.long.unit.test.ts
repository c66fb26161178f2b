import { randomUUID } from 'node:crypto'
import { Action, create, EntrySchema } from '@amparo/contracts'
import { formatProof, parseProof } from '@amparo/crypto/tlog'
import { expect, test } from 'vitest'
import { joinDelivery } from '../../scripts/lib/audit/join-delivery.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyDelivery } from '../../scripts/lib/audit/verify-delivery.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { proofOf } from './support/one-entry.ts'
import { keys } from './support/small-log.ts'
import { statingHub } from './support/stating-hub.ts'

const entry = create(EntrySchema, {
  ...{ entryId: randomUUID(), action: Action.MESSAGE_WRITTEN, source: 'redaction' },
  ...{ agency: { hub: 'XA', agencyId: 'xa-police' }, recipient: { hub: 'XB', agencyId: 'xb-shelter' } },
  ...{ packageId: randomUUID(), packageHash: '1d'.repeat(32) },
})

/** Of the rest of the file, proof.int.test.ts. */
test('A proof holds with no byte of what hubs have stated changed', async () => {
  const xb = await statingHub('XB')
  const { packageId: id, packageHash: sha256 } = entry
  const items = [await xb.state({ kind: 'refused', id, hash: sha256, code: 'message_expired' })]
  const { file } = await joinDelivery({ proof: proofOf(entry), evidence: { items }, hubs: [xb.listed] })
  const believing = { jurisdictions: [xb.jurisdiction], now: new Date() }
  const { extra, ...rest } = parseProof(file)
  const verify = async (shown: Uint8Array) => {
    const proven = verifyProof(Buffer.from(formatProof({ ...rest, extra: shown })), readTrusted(keys))
    return verifyDelivery(proven, believing)
  }
  const bytes = Buffer.from(extra ?? [])
  expect(await verify(bytes)).toMatchObject([{ kind: 'refused', code: 'message_expired' }])
  const unnoticed: string[] = []
  for (let at = bytes.indexOf('"delivery"'); at < bytes.length; at++)
    for (const bit of [0x01, 0x20]) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ bit
      const is = await verify(changed).catch((error: unknown) => error)
      if (!(is instanceof TypeError)) unnoticed.push(`${at} ${bit}: ${String(is)}`)
    }
  expect(unnoticed).toEqual([])
})
