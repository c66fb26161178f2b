import { randomUUID } from 'node:crypto'
import { createClient, createKeyPair, type Fetch } from '@amparo/client'
import { Action, create, type Entry, EntrySchema } from '@amparo/contracts'
import { noteKeyText } from '@amparo/crypto/tlog'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tellProof } from '../../scripts/lib/audit/tell-proof.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyDelivery } from '../../scripts/lib/audit/verify-delivery.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { proofOf } from './support/one-entry.ts'
import { keys, log } from './support/small-log.ts'
import { statingHub } from './support/stating-hub.ts'

const trusted = readTrusted(keys)
const released = create(EntrySchema, {
  ...{ entryId: randomUUID(), action: Action.PACKAGE_RELEASED, source: 'redaction', referralId: randomUUID() },
  ...{ agency: { hub: 'XA', agencyId: 'xa-police' }, recipient: { hub: 'XB', agencyId: 'xb-shelter' } },
  ...{ packageId: randomUUID(), packageHash: '1d'.repeat(32), decisionHash: '1c'.repeat(32) },
})
const looked = create(EntrySchema, { entryId: randomUUID(), action: Action.VIEW_OPENED, source: 'redaction' })

let xb: Awaited<ReturnType<typeof statingHub>>
let xc: typeof xb
let session: Parameters<typeof createClient>[0]['session']
beforeAll(async () => {
  ;[xb, xc] = await Promise.all([statingHub('XB'), statingHub('XC')])
  const authorize = async () => ({ authorization: 'nobody' })
  session = { hub: 'XA', agency: randomUUID(), user: randomUUID(), keys: await createKeyPair(), authorize }
})

/** What the hub answers, by path. */
let answers: Record<string, unknown>
beforeEach(() => {
  answers = {}
})
const hub: Fetch = async url => {
  const answer = answers[new URL(url).pathname]
  if (answer === undefined) return Response.json({ code: 'not_found', title: 'No' }, { status: 404 })
  return typeof answer === 'string' ? new Response(answer) : Response.json(answer)
}
const at = (service: string) => `https://hub.example/${service}`
const urls = {
  ...{ directory: at('directory'), redaction: at('redaction'), consent: at('consent') },
  ...{ referral: at('referral'), exchange: at('exchange'), audit: at('audit') },
}
const client = (auditKey = noteKeyText(log.key)) =>
  createClient({ urls, hub: 'XA', jurisdictionCert: '', session, auditKey, fetch: hub })
/** The hub gives `proof` out for `entry`, and has these statements. */
function known(entry: Entry, proof = proofOf(entry), items?: readonly object[]): void {
  answers[`/audit/entries/${entry.entryId}/tlog-proof`] = proof
  if (items) answers[`/exchange/deliveries/${entry.packageId}/evidence`] = { items }
  for (const { listed } of [xb, xc]) answers[`/directory/hubs/${listed.hub}`] = listed
}
const told = async (file: string) => {
  const proven = verifyProof(Buffer.from(file), trusted)
  return tellProof(proven, await verifyDelivery(proven, { jurisdictions: [xb.jurisdiction], now: new Date() }))
}

describe('the proof that an auditor takes to a court', () => {
  it('is one file with what the other hub has signed of what left, and holds', async () => {
    const { packageId: id, packageHash: hash } = released
    const other = await xb.state({ kind: 'delivered', id: randomUUID(), hash })
    known(released, undefined, [await xb.state({ kind: 'delivered', id, hash }), other])
    const { file, statements, witnesses } = await client().courtProof(released.entryId)
    expect({ statements, witnesses }).toEqual({ statements: 1, witnesses: ['witness.example/w'] })
    expect(await told(file)).toContain('delivery: XB has signed that it received exactly what left')
  })

  it('is the proof alone, as it came, while nobody has stated anything', async () => {
    const proof = proofOf(released)
    known(released, proof)
    expect(await client().courtProof(released.entryId)).toMatchObject({ file: proof, statements: 0 })
    known(released, proof, [])
    expect(await client().courtProof(released.entryId)).toMatchObject({ file: proof, statements: 0 })
  })

  it('of a look inside the hub asks nobody for statements', async () => {
    known(looked)
    const { file, statements } = await client().courtProof(looked.entryId)
    expect(statements).toBeUndefined()
    expect(await told(file)).toContain('delivery: none, since nothing left the hub by this entry')
  })

  it('is not saved where it is of another entry, of another log, changed, or none', async () => {
    const refused = { code: 'audit_proof_invalid' }
    const proof = proofOf(looked)
    known(released, proof)
    await expect(client().courtProof(released.entryId)).rejects.toMatchObject(refused)
    known(looked, proof)
    const stranger = noteKeyText({ ...log.key, name: 'another.example' })
    await expect(client(stranger).courtProof(looked.entryId)).rejects.toMatchObject(refused)
    for (const changed of [proof.replace('index 0', 'index 1'), proof.replace('\nextra ', '\nextra A'), '', '{}']) {
      known(looked, changed)
      await expect(client().courtProof(looked.entryId)).rejects.toMatchObject(refused)
    }
  })

  it('says who outside has signed, and that nobody has', async () => {
    const proof = proofOf(looked)
    const unseen = proof.replace(/^\u2014 witness\.example\/w .*\n/m, '')
    expect(unseen).not.toBe(proof)
    known(looked, unseen)
    expect((await client().courtProof(looked.entryId)).witnesses).toEqual([])
  })
})
