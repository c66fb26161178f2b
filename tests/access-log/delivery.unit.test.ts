import { randomUUID } from 'node:crypto'
import {
  Action,
  Basis,
  create,
  type Entry,
  EntrySchema,
  type MessageInitShape,
  Purpose,
  toBinary,
} from '@amparo/contracts'
import { formatProof, parseProof } from '@amparo/crypto/tlog'
import { beforeAll, describe, expect, test } from 'vitest'
import { joinDelivery } from '../../scripts/lib/audit/join-delivery.ts'
import { tellProof } from '../../scripts/lib/audit/tell-proof.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyDelivery } from '../../scripts/lib/audit/verify-delivery.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { proofOf } from './support/one-entry.ts'
import { keys, leaves, written } from './support/small-log.ts'
import { type Item, statingHub } from './support/stating-hub.ts'
import { readKeys, recheck } from './support/verifiers.ts'

const trusted = readTrusted(keys)

type Changes = Exclude<MessageInitShape<typeof EntrySchema>, Entry>
const entryOf = (action: Action, changes: Changes = {}): Entry =>
  create(EntrySchema, {
    ...{ entryId: randomUUID(), action, source: 'redaction', referralId: randomUUID() },
    agency: { hub: 'XA', agencyId: 'xa-police' },
    recipient: { hub: 'XB', agencyId: 'xb-shelter' },
    ...{ purpose: Purpose.SHELTER, basis: Basis.CONSENT, basisId: randomUUID(), basisVersion: 2 },
    ...{ basisHash: '1f'.repeat(32), policyHash: '1a'.repeat(32), decisionHash: '1c'.repeat(32) },
    ...{ packageId: randomUUID(), packageHash: '1d'.repeat(32) },
    ...changes,
  })
const released = entryOf(Action.PACKAGE_RELEASED, { viewPolicyHash: '1b'.repeat(32), grantHash: '1e'.repeat(32) })
/** A report is a package by its action, and has no grant. */
const LEAVING: readonly (readonly [string, Entry])[] = [
  ['a package', released],
  ['a report', entryOf(Action.PACKAGE_RELEASED)],
  ['a message', entryOf(Action.MESSAGE_WRITTEN)],
  [
    'a text or letter of a request',
    entryOf(Action.REQUEST_TEXT_RELEASED, { basis: Basis.LEGAL_OBLIGATION, basisHash: '' }),
  ],
  ['a file', entryOf(Action.FILE_RELEASED)],
]

let xb: Awaited<ReturnType<typeof statingHub>>
let xc: typeof xb
let xa: typeof xb
beforeAll(async () => {
  ;[xa, xb, xc] = await Promise.all([statingHub('XA'), statingHub('XB'), statingHub('XC')])
})

const join = (entry: Entry, ...items: Item[]) =>
  joinDelivery({ proof: proofOf(entry), evidence: { items }, hubs: [xa, xb, xc].map(({ listed }) => listed) })
/** As the other hub states it of what left by that entry. */
const stated = ({ packageId: id, packageHash: hash }: Entry, kind = 'delivered', changes: object = {}) =>
  xb.state({ kind, id, hash, ...changes })
const verify = async (file: string | Buffer, jurisdictions = [xa, xb, xc].map(({ jurisdiction }) => jurisdiction)) => {
  const proven = verifyProof(Buffer.from(file), trusted)
  return tellProof(proven, await verifyDelivery(proven, { jurisdictions, now: new Date() }))
}
/** With another `extra`, as whoever has the file could write it. */
const forged = (file: string, change: (shown: Shown) => Shown) => {
  const { extra, ...rest } = parseProof(file)
  const shown = JSON.parse(Buffer.from(extra ?? []).toString()) as Shown
  return formatProof({ ...rest, extra: Buffer.from(JSON.stringify(change(shown))) })
}
const withStated = (change: object) => (shown: Shown) => ({
  ...shown,
  delivery: (shown.delivery ?? []).map(one => ({ ...one, ...change })),
})
interface Shown {
  actor: { bytes: string; salt: string }
  delivery?: Record<string, unknown>[]
}

describe.each(LEAVING)('one file of %s that left', (_, entry) => {
  test('tells basis, decision, policy, what left, and what the other hub signed for it', async () => {
    const { file, count } = await join(entry, await stated(entry, 'relayed', { hash: '' }), await stated(entry))
    const told = await verify(file)
    for (const what of [
      `policy of the decision: ${entry.policyHash}`,
      `decision (hash of the signed permit): ${entry.decisionHash}`,
      `what was given out: ${entry.packageId}`,
      `hash of it: ${entry.packageHash}`,
      'XB has stated: relayed',
      'XB has stated: delivered',
      'delivery: XB has signed that it received exactly what left',
      'The proof holds.',
    ])
      expect(told).toContain(what)
    expect(count).toBe(2)
  })

  test('does not hold where the other hub received other bytes, or another delivery, or another hub says so', async () => {
    const { packageId: id, packageHash: hash } = entry
    await expect(
      verify((await join(entry, await stated(entry, 'delivered', { hash: '2d'.repeat(32) }))).file),
    ).rejects.toThrow('what XB received is not what left')
    const { file } = await join(entry, await stated(entry))
    const other = await stated(entry, 'delivered', { id: randomUUID() })
    const withOther = forged(file, withStated(other))
    await expect(verify(withOther)).rejects.toThrow('XB states is about something else')
    for (const hub of [xa, xc]) {
      const { file: theirs } = await join(entry, await hub.state({ kind: 'delivered', id, hash }))
      await expect(verify(theirs)).rejects.toThrow("'s to state")
    }
    await expect(verify((await join(entry, await stated(entry, 'expired'))).file)).rejects.toThrow("'s to state")
  })

  test('does not hold with another decision, another package or another basis than the log has', async () => {
    const { file } = await join(entry, await stated(entry))
    for (const change of [
      { decisionHash: '3c'.repeat(32) },
      { packageHash: '3d'.repeat(32) },
      { packageId: randomUUID() },
      { policyHash: '3a'.repeat(32) },
      { basisVersion: 3 },
      entryOf(entry.action, { recipient: { hub: 'XC', agencyId: 'xc-shelter' } }),
    ]) {
      const bytes = Buffer.from(toBinary(EntrySchema, { ...entry, ...change })).toString('base64')
      const other = forged(file, shown => ({ ...shown, actor: { ...shown.actor, bytes } }))
      expect(() => verifyProof(Buffer.from(other), trusted)).toThrow('the leaf is of another entry')
    }
  })

  test('says what it is where nobody has stated anything, or a hub of an older version, or that it was refused', async () => {
    const { packageId: id, packageHash: hash } = entry
    expect(await verify(proofOf(entry))).toContain('shows no statement of XB that it received it')
    const submitted = await xa.state({ kind: 'submitted', id, hash: '' })
    expect(await verify((await join(entry, submitted)).file)).toContain('shows no statement of XB')
    const old = await verify((await join(entry, await stated(entry, 'delivered', { hash: '' }))).file)
    expect(old).toContain('of that id, without a hash')
    expect(old).toContain('received what has that id, and not with which bytes')
    const refused = await verify(
      (await join(entry, await stated(entry, 'refused', { code: 'package_expired', hash }))).file,
    )
    expect(refused).toContain('XB has stated: refused (package_expired)')
    expect(refused).toContain('delivery: XB has signed that it refused it')
  })
})

describe('one file of a disclosure', () => {
  test('tells which version of which consent it rests on, and what of it goes with a package', async () => {
    const told = await verify(proofOf(released))
    for (const what of [
      'version of the basis: 2',
      `basis (hash of that version): ${released.basisHash}`,
      `policy of what was shown: ${released.viewPolicyHash}`,
      `goes with it (hash of the signed grant): ${released.grantHash}`,
    ])
      expect(told).toContain(what)
  })

  test('takes nothing that was stated about something else', async () => {
    const { file, count } = await join(
      released,
      await stated(released, 'delivered', { id: randomUUID() }),
      await stated(released),
    )
    expect(count).toBe(1)
    expect(await verify(file)).toContain('delivered')
  })

  test('does not hold where the jurisdiction is not believed, or what is shown is not to the letter what was signed', async () => {
    const item = await stated(released)
    const { file } = await join(released, item)
    for (const believed of [[], [xc.jurisdiction]])
      await expect(verify(file, believed)).rejects.toThrow('nobody believed')
    for (const change of [{ kind: 'retrieved' }, { code: 'package_expired' }, { code: '' }, { issuer: 'XC' }]) {
      const other = forged(file, withStated(change))
      await expect(verify(other)).rejects.toThrow('nobody believed')
    }
  })

  test('is written in one way: in no other order, with nothing in between or beside', async () => {
    const { file } = await join(released, await stated(released))
    const { extra, ...rest } = parseProof(file)
    const text = Buffer.from(extra ?? []).toString()
    const shown = JSON.parse(text)
    const others = [
      ...[`${text} `, JSON.stringify(shown, null, 1), text.replace('{"record"', '{"more":1,"record"')],
      ...[JSON.stringify({ delivery: shown.delivery, ...shown }), text.replace('"record"', '"\\u0072ecord"')],
      JSON.stringify({ record: shown.record, actor: shown.actor, delivery: [] }),
    ]
    for (const other of others)
      await expect(verify(formatProof({ ...rest, extra: Buffer.from(other) }))).rejects.toThrow(
        'does not show its entry',
      )
  })

  test('without evidence is what it was', async () => {
    const proof = proofOf(released)
    expect((await joinDelivery({ proof, evidence: { items: [] }, hubs: [] })).file).toBe(proof)
    expect(await verify(proof, [])).toContain('The proof holds.')
  })
})

describe('where nothing left the hub the file says so, and takes no delivery', () => {
  const inside = { recipient: { hub: 'XA', agencyId: 'xa-shelter' } }
  test.each([
    ['a view', entryOf(Action.VIEW_OPENED, { packageId: '', packageHash: '' }), 'none, since nothing left the hub'],
    ['what is given out', entryOf(Action.CONTENTS_GIVEN_OUT, inside), 'none, since nothing left the hub'],
    ['a message within the hub', entryOf(Action.MESSAGE_WRITTEN, inside), 'none, since nothing left the hub'],
    [
      'a file handed over',
      entryOf(Action.FILE_HANDED_OVER),
      'it was decided, and what left by that has an entry of its own',
    ],
    ['a denial', entryOf(Action.DISCLOSURE_DENIED), 'none, since nothing left the hub'],
    ['an older entry', entryOf(Action.MESSAGE_WRITTEN, { packageId: '', packageHash: '' }), 'did not name what left'],
  ])('%s', async (_, entry, said) => {
    const told = await verify(proofOf(entry))
    expect(told).toContain(said)
    expect(told).toContain('The proof holds.')
    const item = await stated(entry)
    await expect(join(entry, item)).rejects.toThrow(TypeError)
    const joined = (await join(released, await stated(released))).file
    const { delivery } = JSON.parse(Buffer.from(parseProof(joined).extra ?? []).toString())
    await expect(verify(forged(proofOf(entry), shown => ({ ...shown, delivery })))).rejects.toThrow(TypeError)
  })
})

/** Beside a log of the one entry; it does not look at OpenPGP. */
function recheckOf(file: string): readonly string[] {
  const record: string = JSON.parse(Buffer.from(parseProof(file).extra ?? []).toString()).record
  const files = written({ records: leaves(1), version: 2, leaf: () => Buffer.from(record, 'base64') })
  const proofs = [{ where: 'entry', bytes: Buffer.from(file) }]
  return recheck({ read: path => files.get(path), keys: readKeys(keys.replace(/^witness .*\n/m, '')), proofs })
}

describe('the second verifier, beside a log', () => {
  test.each(LEAVING)('believes what was stated of %s, and of nothing else', async (_, entry) => {
    const { file } = await join(entry, await stated(entry, 'relayed', { hash: '' }), await stated(entry))
    expect(recheckOf(file)).toEqual([])
    const { packageId: id, packageHash: hash } = entry
    const other = await stated(entry, 'delivered', { id: randomUUID() })
    const wrong = [
      (await join(entry, await stated(entry, 'delivered', { hash: '2d'.repeat(32) }))).file,
      (await join(entry, await stated(entry, 'expired'))).file,
      (await join(entry, await xa.state({ kind: 'delivered', id, hash }))).file,
      forged(file, withStated(other)),
      ...[{ kind: 'retrieved' }, { code: 'package_expired' }, { code: '' }, { issuer: 'XC' }].map(change =>
        forged(file, withStated(change)),
      ),
      forged(file, shown => ({ ...shown, delivery: [] })),
      forged(file, shown => ({ ...shown, more: 1 })),
    ]
    for (const one of wrong) expect(recheckOf(one)).toHaveLength(1)
  })

  test('believes no statement beside an entry by which nothing left', async () => {
    const { delivery } = JSON.parse(
      Buffer.from(parseProof((await join(released, await stated(released))).file).extra ?? []).toString(),
    )
    const view = proofOf(entryOf(Action.VIEW_OPENED))
    expect(recheckOf(view)).toEqual([])
    expect(recheckOf(forged(view, shown => ({ ...shown, delivery })))).toHaveLength(1)
  })
})
