import { randomUUID } from 'node:crypto'
import {
  CertificateUse,
  create,
  packageReceived,
  referralReceived,
  referralUpdateReceived,
  SignedEdgeMessageSchema,
  timestampFromDate,
  toBinary,
  viewOpened,
} from '@amparo/contracts'
import { signDetached } from '@amparo/crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { aMessage, encoded, useForger } from './fixtures/forger.ts'
import { certified, hubEntry, keysOf } from './fixtures/keys.ts'
import { soon } from './fixtures/soon.ts'
import { type APackage, aPackage, build, SHELTER, useTwoHubs } from './fixtures/two-hubs.ts'

const { xa, xb, xc } = await useTwoHubs()
/** XA's own way to XB is used where XA itself is the one that lies. */
const fromXc = await useForger(xb, 'XC', xc.exchange.privateKey)
const fromXa = await useForger(xb, 'XA', xa.keys.exchange.privateKey)

const arrivals = async (made: APackage) =>
  (await xb.told(packageReceived)).filter(({ packageId }) => packageId === made.packageId)
/** By day there is a row of each: a run may go over midnight. */
const refusals = async (hub = xb) =>
  Object.fromEntries(
    (
      await hub.rows<{ peer: string; code: string; n: number }>(
        'select peer, code, sum(times)::int as n from refused_in group by peer, code',
      )
    ).map(({ peer, code, n }) => [`${peer} ${code}`, n]),
  )
const statements = (hub = xb) =>
  hub.rows<{ n: number }>('select count(*)::int as n from evidence').then(([row]) => row?.n)
const answers = (messageId: string) =>
  xb.rows<{ kind: string; code: string | null }>(
    'select kind, code from evidence where about_message_id = $1 order by at',
    [messageId],
  )

/** Sends, and checks that it was refused with that code, that nothing became known and that nobody was answered. */
async function refused(send: () => Promise<void>, peerAndCode: string, made?: APackage): Promise<void> {
  const before = (await refusals())[peerAndCode] ?? 0
  const stated = await statements()
  await send()
  await soon(async () => (await refusals())[peerAndCode]).toBe(before + 1)
  if (made) expect(await arrivals(made)).toEqual([])
  expect(await statements()).toBe(stated)
}

describe('is not believed, and nobody is told', () => {
  test('what is no message', async () => {
    await refused(() => fromXc.sendBytes(new Uint8Array([255, 255, 255])), 'XC edge_message_unreadable')
    await refused(
      async () => fromXc.sendBytes(await fromXc.signedBytes(new Uint8Array([9, 9, 9]))),
      'XC edge_message_unreadable',
    )
    await refused(
      () => fromXc.send(aMessage('XC', aPackage(), { body: { case: undefined } })),
      'XC edge_message_unreadable',
    )
    await refused(
      () => fromXc.send(aMessage('XC', aPackage(), { messageId: "x'; drop" })),
      'XC edge_message_unreadable',
    )
  })

  test('a message, a step or an update of a time that is none: it is not tried for ever, and what comes behind it is taken', async () => {
    const none: [bigint, number][] = [
      [10n ** 15n, 0],
      [-(10n ** 12n), 0],
      [0n, -1],
    ]
    for (const [seconds, nanos] of none) {
      const at = Object.assign(timestampFromDate(new Date()), { seconds, nanos })
      await refused(() => fromXc.send(aMessage('XC', aPackage(), { sentAt: at })), 'XC edge_message_unreadable')
      await refused(() => fromXc.send(aMessage('XC', aPackage(), { expiresAt: at })), 'XC edge_message_unreadable')
      const step = { number: 1, seen: 0, step: 'submit', at, data: '{}' }
      const by = { hub: 'XC', agencyId: SHELTER }
      const referralUpdate = { referralId: randomUUID(), by, steps: [step], protocolHash: '' }
      const ofRequest = { requestId: randomUUID(), by, to: { hub: 'XB', agencyId: SHELTER }, termsHash: 'a'.repeat(64) }
      const bodies: NonNullable<Parameters<typeof aMessage>[2]>[] = [
        { body: { case: 'referralUpdate', value: referralUpdate } },
        { body: { case: 'evidenceRequest', value: { ...ofRequest, steps: [step] } } },
      ]
      for (const body of bodies)
        await refused(() => fromXc.send(aMessage('XC', aPackage(), body)), 'XC edge_message_unreadable')
    }
    const good = aPackage()
    await fromXc.send(aMessage('XC', good))
    await soon(async () => (await arrivals(good)).length).toBe(1)
  })

  test('a message without a signature, or with one over other bytes', async () => {
    const made = aPackage()
    const message = encoded(aMessage('XC', made))
    const wrap = (signature: string) =>
      toBinary(SignedEdgeMessageSchema, create(SignedEdgeMessageSchema, { message, signature }))
    await refused(() => fromXc.sendBytes(wrap('')), 'XC edge_signature_refused', made)
    const other = await signDetached(encoded(aMessage('XC', aPackage())), xc.exchange.privateKey)
    await refused(() => fromXc.sendBytes(wrap(other)), 'XC edge_signature_refused', made)
  })

  test('a message signed by a clock that is minutes ahead, until its time has come', async () => {
    const made = aPackage()
    const bytes = await fromXc.signedBytes(encoded(aMessage('XC', made)))
    xb.clock.ahead = -5 * 60_000
    await refused(() => fromXc.sendBytes(bytes), 'XC edge_signed_ahead', made)
    xb.clock.ahead = 0
    await fromXc.sendBytes(bytes)
    await soon(async () => (await arrivals(made)).length).toBe(1)
  })

  test('a message signed by another hub, by a key of that hub’s for another use, or by one nobody certified', async () => {
    const made = aPackage()
    const message = aMessage('XC', made)
    await refused(() => fromXc.send(message, xa.keys.exchange.privateKey), 'XC edge_signature_refused', made)
    const consent = await certified('XC', xc.jurisdiction, 'consent-sign')
    await refused(() => fromXc.send(message, consent.privateKey), 'XC edge_signature_refused', made)
    const own = await certified('XC', (await keysOf('XC')).jurisdiction)
    await refused(() => fromXc.send(message, own.privateKey), 'XC edge_signature_refused', made)
  })

  test('a message that says it is from another hub, whoever signed it', async () => {
    const made = aPackage()
    await refused(() => fromXc.send(aMessage('XA', made)), 'XC edge_message_not_for_us', made)
    // XC has got hold of a message of XA's to XB, and sends it by its own way.
    const bytes = await fromXa.signedBytes(encoded(aMessage('XA', made)))
    await refused(() => fromXc.sendBytes(bytes), 'XC edge_signature_refused', made)
  })

  test('a message for another hub', async () => {
    const made = aPackage()
    await refused(() => fromXc.send(aMessage('XC', made, { toHub: 'XA' })), 'XC edge_message_not_for_us', made)
  })

  test('other content under an id that has come before', async () => {
    const made = aPackage()
    const first = aMessage('XC', made)
    await fromXc.send(first)
    await soon(() => arrivals(made)).toHaveLength(1)
    const other = aPackage()
    const altered = aMessage('XC', other, first.messageId === undefined ? {} : { messageId: first.messageId })
    await refused(() => fromXc.send(altered), 'XC edge_message_id_reused', other)
    // The same package under a new message id would be a second one.
    await refused(() => fromXc.send(aMessage('XC', made)), 'XC edge_message_id_reused')
    expect(await arrivals(made)).toHaveLength(1)
  })

  test('a small message that is large, or whose number is none', async () => {
    const step = { number: 2, seen: 0, step: 'cancel', at: timestampFromDate(new Date()), data: '{}' }
    const by = { hub: 'XC', agencyId: 'shelter' }
    const update = (...steps: object[]) => ({ referralId: randomUUID(), by, steps })
    const send = (value: object) => () =>
      fromXc.send(aMessage('XC', aPackage(), { body: { case: 'referralUpdate', value } }))
    await refused(send(update({ ...step, data: 'a'.repeat(300_000) })), 'XC edge_message_unreadable')
    await refused(send(update(...Array(1_001).fill(step))), 'XC edge_message_unreadable')
    await refused(send(update({ ...step, number: 4_000_000_000 })), 'XC edge_message_unreadable')
    await refused(send(update({ ...step, seen: 4_000_000_000 })), 'XC edge_message_unreadable')
    await refused(send(update({ ...step, step: 'María Pérez' })), 'XC edge_message_unreadable')
    for (const agencyId of ['', 'María Pérez', 'a'.repeat(200_000)])
      await refused(send({ ...update(step), by: { ...by, agencyId } }), 'XC edge_message_unreadable')
    await refused(send({ ...update(step), by: { ...by, hub: 'of María Pérez' } }), 'XC edge_message_unreadable')
    const { at, ...timeless } = step
    expect(at).toBeDefined()
    await refused(send(update(timeless)), 'XC edge_message_unreadable')
  })

  test('a hub that the directory does not know', async () => {
    const known = xb.directory.get('XC') ?? hubEntry('XC', xc)
    // Certificates are kept for half a minute.
    xb.clock.ahead += 40_000
    xb.directory.delete('XC')
    await refused(() => fromXc.send(aMessage('XC', aPackage())), 'XC edge_peer_unknown')
    xb.directory.set('XC', known)
  })

  test('and it is counted, however much it is, in as many rows as there are reasons', async () => {
    for (let n = 0; n < 30; n++) await fromXc.sendBytes(new Uint8Array([255, n]))
    await soon(async () => (await refusals())['XC edge_message_unreadable']).toBeGreaterThanOrEqual(36)
    expect(await xb.rows('select 1 as one from refused_in')).toHaveLength(6)
    const alarms = xb.lines.filter(line => line.includes('"edge.refused"') && line.includes('"level":50'))
    expect(alarms.length).toBeGreaterThan(30)
  })
})

describe('is refused and counted, since its sender states that it has expired', () => {
  test('what comes after its deadline', async () => {
    const made = aPackage()
    const message = aMessage('XC', made, { expiresAt: timestampFromDate(new Date(Date.now() - 1_000)) })
    await refused(() => fromXc.send(message), 'XC edge_message_expired')
    expect([await arrivals(made), await answers(message.messageId ?? '')]).toEqual([[], []])
  })
})

describe('is refused with a signed reason', () => {
  test('what was sent longer ago than anybody remembers, or in the future, whatever its deadline', async () => {
    const days = (n: number) => timestampFromDate(new Date(Date.now() + n * 86_400_000))
    for (const sentAt of [days(-40), days(2)]) {
      const message = aMessage('XC', aPackage(), { sentAt, expiresAt: days(400) })
      await fromXc.send(message)
      await soon(() => answers(message.messageId ?? '')).toEqual([{ kind: 'refused', code: 'edge_message_expired' }])
    }
  })

  test('a package whose hash is another’s, or that is too large', async () => {
    const altered = aMessage('XC', { ...aPackage(), sha256: aPackage().sha256 })
    await fromXc.send(altered)
    await soon(() => answers(altered.messageId ?? '')).toEqual([{ kind: 'refused', code: 'package_altered' }])
    const large = aMessage('XC', aPackage(970 * 1024))
    await fromXc.send(large)
    await soon(() => answers(large.messageId ?? '')).toEqual([{ kind: 'refused', code: 'package_too_large' }])
  })
})

describe('a peer', () => {
  test('that claims the referral of another’s package is not told what becomes of that', async () => {
    const made = aPackage()
    const id = await build(xa, made)
    await soon(() => arrivals(made)).toHaveLength(1)
    const claimed = aMessage('XC', { ...aPackage(), referralId: made.referralId })
    await fromXc.send(claimed)
    await soon(() => answers(claimed.messageId ?? '')).toHaveLength(1)
    await xb.publish(referralReceived, { ...made, fromHub: 'XA' })
    await soon(async () => (await answers(id)).map(({ kind }) => kind)).toEqual(['relayed', 'delivered'])
    await xb.publish(viewOpened, { referralId: made.referralId, agencyId: SHELTER })
    await soon(async () => (await answers(id)).map(({ kind }) => kind)).toEqual(['relayed', 'delivered', 'retrieved'])
    expect((await answers(claimed.messageId ?? '')).map(({ kind }) => kind)).toEqual(['relayed'])
  })

  test('puts no text into the update that others hear of', async () => {
    const referralId = randomUUID()
    const at = timestampFromDate(new Date())
    const [step, texts, codes] = ['decline', '{"reason":"María Pérez"}', '{"reason":"at-capacity"}']
    const steps = [texts, codes].map((data, index) => ({ number: index + 1, seen: 1, step, at, data }))
    const value = { referralId, by: { hub: 'XC', agencyId: 'shelter' }, steps }
    await fromXc.send(aMessage('XC', aPackage(), { body: { case: 'referralUpdate', value } }))
    const heard = async () =>
      (await xb.told(referralUpdateReceived)).find(({ update }) => update?.referralId === referralId)
    await soon(heard).toMatchObject({ fromHub: 'XC', update: { steps: [{ data: '' }, { data: codes }] } })
  })

  test('that changes its key is believed with either while both are in the directory, and with the old one no longer after', async () => {
    const next = await certified('XC', xc.jurisdiction)
    const taken = async (key: string) => {
      const made = aPackage()
      await fromXc.send(aMessage('XC', made), key)
      await soon(() => arrivals(made)).toHaveLength(1)
    }
    xb.directory.set('XC', hubEntry('XC', xc, [next.certificate, xc.exchange.certificate]))
    xb.clock.ahead += 40_000
    await taken(next.privateKey)
    await taken(xc.exchange.privateKey)
    xb.directory.set('XC', hubEntry('XC', xc, [next.certificate]))
    xb.clock.ahead += 40_000
    const made = aPackage()
    await refused(() => fromXc.send(aMessage('XC', made)), 'XC edge_signature_refused', made)
    xb.directory.set('XC', hubEntry('XC', xc))
    xb.clock.ahead += 40_000
  })

  test('whose certificates are for other uses only is not believed', async () => {
    const entry = hubEntry('XC', xc)
    const other = entry.certificates.map(certificate => ({ ...certificate, use: CertificateUse.CONSENT_SIGN }))
    xb.directory.set('XC', { ...entry, certificates: other })
    xb.clock.ahead += 40_000
    const made = aPackage()
    await refused(() => fromXc.send(aMessage('XC', made)), 'XC edge_signature_refused', made)
    xb.directory.set('XC', entry)
    xb.clock.ahead += 40_000
  })
})

afterEach(() => {
  expect(xb.lines.filter(line => line.includes('edge.not_taken'))).toEqual([])
})
