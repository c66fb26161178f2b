import { randomUUID } from 'node:crypto'
import {
  consentWithdrawn,
  edgeStream,
  evidenceKinds,
  fileCarried,
  fileOpened,
  fileReceived,
  fileRefused,
  fileSettled,
  fileStored,
  takenBack,
} from '@amparo/contracts'
import { connectNats } from '@amparo/messaging'
import { afterEach, describe, expect, test } from 'vitest'
import { each, PART_BYTES, sorted, until, useFilesOfTwoHubs } from './fixtures/files-of-two-hubs.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage, build, SHELTER } from './fixtures/two-hubs.ts'

const { xa, xb, ways, files, given, asked, vault, handOver, numbersOf } = await useFilesOfTwoHubs()

const settled = async ({ deliveryId }: { readonly deliveryId: string }) =>
  (await xa.told(fileSettled))
    .filter(one => one.deliveryId === deliveryId)
    .map(({ kind, code }) => `${evidenceKinds.toCode(kind)} ${code}`.trim())
/** How many messages the stream of XB for XA takes. */
const roomFor = async (messages: number) => {
  const edge = await connectNats({ url: xb.nats.url, seed: xb.nats.edge.seed, user: 'exchange' })
  const ask = async (what: string, body: object) => {
    const answer = await edge.connection.request(`$JS.API.STREAM.${what}.${edgeStream('XA')}`, JSON.stringify(body))
    return answer.json<{ config: object }>()
  }
  const { config } = await ask('INFO', {})
  expect(await ask('UPDATE', { ...config, max_msgs: messages })).toMatchObject({ config: { max_msgs: messages } })
  await edge.close()
}

afterEach(() => {
  vault.slowness = 0
  vault.beyond = 0
  vault.shut = false
})

describe('a file to another hub', () => {
  test('is announced, then asked for, then comes part by part, each as redaction has it and once', async () => {
    const file = await handOver(20)
    await until(() => numbersOf(file).length === 20)
    expect(sorted(numbersOf(file))).toEqual(each(20))
    expect(given.filter(one => one.deliveryId === file.deliveryId).every(({ same }) => same)).toBe(true)
    const [announced] = (await xb.told(fileReceived)).filter(one => one.file?.deliveryId === file.deliveryId)
    expect(announced).toMatchObject({
      fromHub: 'XA',
      file: {
        referralId: file.referralId,
        itemId: file.deliveryId,
        parts: 20,
        size: 2_000_000n,
        to: { hub: 'XB', agencyId: SHELTER },
      },
    })
  })

  test('has one signed receipt for the whole, when redaction there has it, and one that it was opened', async () => {
    const file = await handOver(3)
    await until(() => numbersOf(file).length === 3)
    expect(await settled(file)).toEqual([])
    await xb.publish(fileStored, { deliveryId: file.deliveryId, fromHub: 'XA' })
    await soon(() => settled(file)).toEqual(['delivered'])
    await xb.publish(fileOpened, { deliveryId: file.deliveryId, fromHub: 'XA' })
    await xa.until(
      `select 1 from evidence join outgoing on about_message_id = outgoing.message_id
        where package_id = $1 and evidence.kind = 'retrieved'`,
      [file.deliveryId],
    )
    const stated = await xa.rows<{ kind: string }>(
      `select evidence.kind from evidence join outgoing on about_message_id = outgoing.message_id
        where package_id = $1 and issuer = 'XB' order by at, evidence.kind`,
      [file.deliveryId],
    )
    expect(stated.map(({ kind }) => kind).toSorted()).toEqual(['delivered', 'relayed', 'retrieved'])
  })

  test('that redaction there refuses ends with its code, and no more of it is sent', async () => {
    const file = await handOver(3)
    await until(() => numbersOf(file).length === 3)
    await xb.publish(fileRefused, { deliveryId: file.deliveryId, fromHub: 'XA', code: 'file_altered' })
    await soon(() => settled(file)).toEqual(['refused file_altered'])
  })

  test('that is erased before all of it has gone, or for a hub to which there is no way, ends here', async () => {
    const nowhere = await handOver(2, 'XZ')
    await soon(() => settled(nowhere)).toEqual(['refused peer_unknown'])
    vault.slowness = 300
    const file = await handOver(40)
    await until(() => numbersOf(file).length > 0)
    files.set(file.deliveryId, { ...file, parts: [] })
    await soon(() => settled(file)).toEqual(['refused file_part_missing'])
  })

  test('that rests on what was taken back goes no further, nor does one that was decided before; whoever handed it over hears why', async () => {
    const { promise, resolve: open } = Promise.withResolvers<void>()
    vault.door = promise
    const file = await handOver(90)
    await until(() => numbersOf(file).length > 0)
    await xa.publish(consentWithdrawn, { basisId: randomUUID(), referralIds: [file.referralId] })
    await soon(() => settled(file)).toEqual(['expired consent_withdrawn'])
    open()
    const late = await handOver(3, 'XB', file.referralId)
    await soon(() => settled(late)).toEqual(['expired consent_withdrawn'])
    await new Promise(resolve => setTimeout(resolve, 1_000))
    expect(numbersOf(file).length).toBeLessThan(90)
    expect(numbersOf(late)).toEqual([])
  })

  test('of a referral that its sender takes back goes no further, nor does one that was sealed at that moment', async () => {
    const { promise, resolve: open } = Promise.withResolvers<void>()
    vault.door = promise
    const file = await handOver(90)
    await until(() => numbersOf(file).length > 0)
    await xa.publish(takenBack, { referralId: file.referralId })
    await soon(() => settled(file)).toEqual(['expired referral_over'])
    open()
    const late = await handOver(3, 'XB', file.referralId)
    await soon(() => settled(late)).toEqual(['expired referral_over'])
    await new Promise(resolve => setTimeout(resolve, 1_000))
    expect(numbersOf(file).length).toBeLessThan(90)
    expect(numbersOf(late)).toEqual([])
  })

  test('holds up nothing of its referral', async () => {
    const { promise, resolve: open } = Promise.withResolvers<void>()
    vault.door = promise
    vault.slowness = 20
    const file = await handOver(90)
    await until(() => numbersOf(file).length > 0)
    const made = { ...aPackage(), referralId: file.referralId }
    await build(xa, made)
    await xb.until("select 1 from incoming where package_id = $1 and kind = 'package'", [made.packageId])
    expect(numbersOf(file).length).toBeLessThan(90)
    open()
    await until(() => numbersOf(file).length === 90)
  })

  test('is sent no faster than it is taken: what is under way stays little, and the stream far from full', async () => {
    const { promise, resolve: open } = Promise.withResolvers<void>()
    vault.gate = promise
    const file = await handOver(90)
    const sent = () => asked.filter(({ deliveryId }) => deliveryId === file.deliveryId).length
    await until(() => sent() >= 32)
    await new Promise(resolve => setTimeout(resolve, 500))
    expect([sent(), numbersOf(file).length]).toEqual([32, 0])
    open()
    await until(() => numbersOf(file).length === 90)
    expect(sorted(numbersOf(file))).toEqual(each(90))
  })

  test('tells its sender, while it is carried, how many parts the other vault has said that it has', async () => {
    vault.slowness = 50
    const file = await handOver(50)
    const carried = async () =>
      (await xa.told(fileCarried)).filter(one => one.deliveryId === file.deliveryId).map(({ parts }) => parts)
    await until(() => numbersOf(file).length === 50)
    await soon(async () => (await carried()).at(-1)).toBe(50)
    const told = await carried()
    // A peer that is asked twice before it has taken more says the same twice; it never says less.
    expect(new Set(told).size).toBeGreaterThan(2)
    expect(told).toEqual(sorted(told))
  })

  test('of which the other hub says that it lacks parts that there are not is there by as many as it has', async () => {
    vault.beyond = 40
    const file = await handOver(10)
    // As if they had come another way.
    for (const number of [0, 1, 2]) given.push({ deliveryId: file.deliveryId, number, same: true })
    await soon(async () => (await xa.told(fileCarried)).find(one => one.deliveryId === file.deliveryId)?.parts).toBe(3)
  })

  test('leaves nothing of itself in either exchange', async () => {
    const file = await handOver(2)
    await until(() => numbersOf(file).length === 2)
    for (const hub of [xa, xb])
      for (const table of ['outgoing', 'incoming', 'outbox', 'evidence'])
        for (const part of file.parts)
          expect(
            await hub.rows(`select 1 from ${table} t where position($1 in to_jsonb(t)::text) > 0`, [
              Buffer.from(part.subarray(0, 40)).toString('hex'),
            ]),
          ).toEqual([])
  })
})

describe('a part', () => {
  test('is sent once, though the line is cut in the middle of one', async () => {
    const file = await handOver(1)
    await until(() => numbersOf(file).length === 1)
    xb.line.cutAfter(7 * PART_BYTES + 30_000)
    const cut = await handOver(20)
    await until(() => numbersOf(cut).length > 2)
    xb.line.mend()
    await until(() => numbersOf(cut).length === 20)
    expect(sorted(numbersOf(cut))).toEqual(each(20))
  })

  test('is sent once, though there is no room for it in the stream for a while', async () => {
    vault.slowness = 100
    await roomFor(5)
    const file = await handOver(20)
    await until(() => numbersOf(file).length > 10)
    await roomFor(10_000)
    await until(() => numbersOf(file).length === 20)
    expect(sorted(numbersOf(file))).toEqual(each(20))
    const questions = "select 1 from outgoing where kind = 'file_question' and referral_id = $1"
    // Which are lacking; and whether it is through, after sixteen and after all.
    expect((await xa.rows(questions, [file.deliveryId])).length).toBeLessThanOrEqual(3)
  })

  test('is sent once, though the other vault takes nothing for a while and the sender starts anew meanwhile', async () => {
    vault.shut = true
    vault.turnedAway = 0
    const file = await handOver(20)
    await until(() => vault.turnedAway >= 8)
    // One that is read and not sent yet is rightly read again.
    const allSent = "select 1 from file_out join outgoing using (message_id) where package_id = $1 and missing = '{}'"
    await xa.until(allSent, [file.deliveryId])
    await xa.stop()
    await xa.start(ways.xa)
    // After the start it has asked, behind the parts that wait.
    const questions = "select 1 from incoming where kind = 'file_question' and referral_id = $1 offset 1"
    await xb.until(questions, [file.deliveryId])
    await new Promise(resolve => setTimeout(resolve, 500))
    vault.shut = false
    await until(() => new Set(numbersOf(file)).size === 20)
    const sent = asked.filter(one => one.deliveryId === file.deliveryId).map(({ number }) => number)
    expect(sorted(sent)).toEqual(each(20))
    expect(sorted(numbersOf(file))).toEqual(each(20))
  })
})
