import { randomUUID } from 'node:crypto'
import { reinstated, takenBack } from '@amparo/contracts'
import { SUBMIT } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { importReferral } from '../src/commands/import-referral.ts'
import { type RecordEvidence, recordEvidence } from '../src/commands/record-evidence.ts'
import { recordStep } from '../src/commands/record-steps.ts'
import { withdraw } from '../src/commands/withdraw.ts'
import { deadlinesOf } from '../src/domain/deadlines.ts'
import { opening } from '../src/domain/open.ts'
import { addReferral } from '../src/store/referrals.ts'
import { book } from './fixtures/book.ts'
import { exampleOf } from './fixtures/example.ts'
import { useHubOfTwo } from './fixtures/hub-of-two.ts'

const FROM = { hub: 'XA', agencyId: randomUUID() }
const TO = { hub: 'XB', agencyId: randomUUID() }
const xa = await useHubOfTwo('XA', FROM.agencyId)
const xb = await useHubOfTwo('XB', TO.agencyId)

const common = {
  minor: false,
  priority: 'urgent',
  from: FROM,
  to: TO,
  purpose: 'shelter',
  services: ['housing'],
  quick: false,
}

/** Sent in one hub and taken in by the other, as after the package and its grant. */
async function sent(id: string, protocolId: string): Promise<void> {
  const protocol = book.latest(protocolId)
  if (protocol === undefined) throw new Error('no such protocol')
  const at = new Date()
  const referral = opening(book, protocol, { id, ...common, subjectRef: 'a', submittedAt: at })
  const submit = { step: SUBMIT, side: 'sender', data: { version: protocol.version } } as const
  await xa.store.run(async tx => {
    await addReferral(tx, referral)
    const quiet = { at, correlationId: id, quiet: true }
    await recordStep(tx, xa.hearing, { referral, steps: [], run: undefined }, submit, quiet)
  })
}
const arrived = (id: string, protocolId: string) => {
  const { family = '', version = 0 } = book.latest(protocolId) ?? {}
  const imported = { referralId: id, packageId: 'p', ...common, subjectRef: 'b', protocol: protocolId }
  const command = { ...imported, protocolVersion: version, family }
  return xb.store.run(tx => importReferral(xb.hearing)(tx, command, { at: new Date(), correlationId: id }))
}

const withdrawn = (id: string) =>
  xa.store.run(tx =>
    withdraw(xa.hearing)(tx, { referralIds: [id], voidPermits: [] }, { at: new Date(), correlationId: id }),
  )

/** The log as both are to agree on it: without what stays inside one of them, and without the moment of arrival. */
const agreed = async (hub: typeof xa, id: string) => {
  const { run, referral } = await hub.copy(id)
  const log = run.entries
    .filter(({ taken }) => taken.told)
    .map(({ taken, effective, state }) => `${taken.side} ${taken.number} ${taken.step} ${effective} ${state}`)
  // What is stored for lists is what the log says.
  const due = await hub.admin.query('select deadline, due_at from due where referral_id = $1 order by deadline', [id])
  const dues = deadlinesOf(book, { referral, run }).map(({ deadline, due }) => [deadline, due.getTime()])
  expect(due.rows.map(row => [row.deadline, row.due_at.getTime()])).toEqual(dues.sort())
  return { log, state: run.state, row: referral.state, status: referral.status, turn: referral.turn }
}

let steps = 0
let crossed = 0
const isEnd = (protocol: string, state: string | undefined) =>
  state !== undefined && book.latest(protocol)?.states[state]?.final === true

/** A small generator of our own (mulberry32), so that a walk can be walked again. */
function walk(seed: number): (below: number) => number {
  let a = seed
  return below => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

test.each(Array.from({ length: 16 }, (_, seed) => ({ seed, protocol: seed % 2 ? 'oas-64-standard' : 'drill' })))(
  'whatever both do, and whatever is lost, doubled or overtaken on the way, they agree in the end ($protocol, $seed)',
  async ({ seed, protocol }) => {
    const random = walk(seed + 1)
    const id = randomUUID()
    await sent(id, protocol)
    const late = random(3)
    for (let turn = 0; turn < 24; turn++) {
      if (turn === late) await arrived(id, protocol)
      const [hub, other, side] = random(2) === 0 ? ([xa, xb, 'sender'] as const) : ([xb, xa, 'recipient'] as const)
      if (hub === xb && turn <= late) continue
      if (random(20) === 0 && hub === xa) await withdrawn(id)
      // Mostly on, so that there is something to cross.
      const ends = random(8) === 0
      const open = (await hub.open(id, side)).filter(({ def }) => ends || !isEnd(protocol, def.to))
      const action = open[random(open.length)]
      if (action !== undefined) await hub.take(id, action.step, Object(exampleOf(action.def.data)))
      const told = await hub.told(id)
      // Any of what was ever sent, again or for the first time; or nothing.
      const message = told[random(told.length + 2)]
      if (message !== undefined) await other.hear(message)
    }
    for (const [from, to] of [
      [xa, xb],
      [xb, xa],
    ] as const) {
      const last = (await from.told(id)).at(-1)
      if (last !== undefined) await to.hear(last)
    }
    const [one, two] = [await agreed(xa, id), await agreed(xb, id)]
    expect(one).toEqual(two)
    expect(one.row).toBe(one.state)
    steps += one.log.length
    crossed += one.log.filter(line => line.includes(' false ')).length
  },
)

test('in these walks much was done, and steps crossed on the way', () => {
  expect(steps).toBeGreaterThan(100)
  expect(crossed).toBeGreaterThan(0)
})

test('no step of an honest hub was doubted', () => {
  expect([...xa.lines, ...xb.lines].filter(line => line.includes('ignored') && line.includes('doubt'))).toEqual([])
})

const heard = async (from: typeof xa, to: typeof xa, id: string) => {
  const last = (await from.told(id)).at(-1)
  if (last === undefined) throw new Error('nothing was told')
  await to.hear(last)
}

test.each([
  [
    'before the package',
    [withdrawn, (id: string) => heard(xa, xb, id), (id: string) => arrived(id, 'oas-64-standard')],
  ],
  ['after it', [(id: string) => arrived(id, 'oas-64-standard'), withdrawn, (id: string) => heard(xa, xb, id)]],
])('a withdrawal that arrives %s: it halts in both hubs', async (_, happens) => {
  const id = randomUUID()
  await sent(id, 'oas-64-standard')
  for (const happening of happens) await happening(id)
  expect((await xa.copy(id)).run.state).toBe('halted')
  expect((await xb.copy(id)).run.state).toBe('halted')
})

test('a withdrawal and the package at the same time, again and again: it halts in both hubs', async () => {
  for (let round = 0; round < 20; round++) {
    const id = randomUUID()
    await sent(id, 'oas-64-standard')
    await withdrawn(id)
    await Promise.all([arrived(id, 'oas-64-standard'), heard(xa, xb, id)])
    expect([round, (await xb.copy(id)).run.state]).toEqual([round, 'halted'])
  }
})

test('what had come, though its sender heard of it too late, is sent again: it waits in both hubs, and is accepted', async () => {
  const id = randomUUID()
  const stated = (kind: RecordEvidence['kind']) =>
    xa.store.run(tx =>
      recordEvidence(xa.hearing)(
        tx,
        { referralId: id, kind, code: '', madeAt: undefined },
        { at: new Date(), correlationId: id },
      ),
    )
  const states = async () => [(await xa.copy(id)).run.state, (await xb.copy(id)).run.state]
  await sent(id, 'oas-64-standard')
  await arrived(id, 'oas-64-standard')
  await stated('expired')
  await heard(xa, xb, id)
  expect(await states()).toEqual(['failed', 'failed'])
  await stated('delivered')
  const reopened = async () => {
    await xa.take(id, 'reopen', { reason: 'sent-again' })
    await heard(xa, xb, id)
    expect(await states()).toEqual(['requested', 'requested'])
  }
  await reopened()
  await stated('refused')
  await heard(xa, xb, id)
  expect(await states()).toEqual(['failed', 'failed'])
  await reopened()
  await arrived(id, 'oas-64-standard')
  await stated('delivered')
  expect(await states()).toEqual(['requested', 'requested'])
  await xb.take(id, 'accept', {})
  await heard(xb, xa, id)
  expect(await states()).toEqual(['accepted', 'accepted'])
})

describe('what has ended in both hubs', () => {
  const ended = async () => {
    const id = randomUUID()
    await sent(id, 'oas-64-standard')
    await arrived(id, 'oas-64-standard')
    for (const [step, data] of [
      ['accept', {}],
      ['start', {}],
      ['complete', { outcome: 'services-provided' }],
    ] as const)
      await xb.take(id, step, data)
    await heard(xb, xa, id)
    return id
  }
  const REOPEN = { reason: 'needs-again' }

  test('is opened in both again', async () => {
    const id = await ended()
    await xa.take(id, 'reopen', REOPEN)
    await heard(xa, xb, id)
    expect([(await xa.copy(id)).run.state, (await xb.copy(id)).run.state]).toEqual(['requested', 'requested'])
  })

  test('is told of the withdrawal, and opened in neither any more', async () => {
    const id = await ended()
    await withdrawn(id)
    await heard(xa, xb, id)
    for (const hub of [xa, xb]) {
      const { run } = await hub.copy(id)
      expect([run.state, run.entries.at(-1)]).toMatchObject([
        'completed',
        { taken: { step: 'withdraw' }, effective: false },
      ])
    }
    await expect(xa.take(id, 'reopen', REOPEN)).rejects.toMatchObject({ code: 'grant_withdrawn' })
  })

  test('is not opened by a hub that says it all the same', async () => {
    const id = await ended()
    await withdrawn(id)
    const last = (await xa.told(id)).at(-1)
    if (last === undefined) throw new Error('nothing was told')
    const [withdrawal] = last.steps
    if (withdrawal === undefined) throw new Error('no withdrawal was told')
    const reopen = { ...withdrawal, number: withdrawal.number + 1, step: 'reopen', data: JSON.stringify(REOPEN) }
    await xb.hear({ ...last, steps: [withdrawal, reopen] })
    const { run } = await xb.copy(id)
    expect([run.state, run.entries.at(-1)]).toMatchObject([
      'completed',
      { taken: { step: 'reopen' }, effective: false },
    ])
  })
})

describe('what its sender takes back while its recipient goes on', () => {
  const toldBack = async (id: string) => {
    const types = [takenBack.type, reinstated.type]
    const { rows } = await xa.admin.query(
      'select type from outbox where aggregate_id = $1 and type = any ($2) order by position',
      [id, types],
    )
    return rows.map(({ type }) => type)
  }
  const inProgress = async (): Promise<string> => {
    const id = randomUUID()
    await sent(id, 'oas-64-standard')
    await arrived(id, 'oas-64-standard')
    await xb.take(id, 'accept', {})
    await heard(xb, xa, id)
    await xa.take(id, 'cancel', { reason: 'served-elsewhere' })
    expect([(await xa.copy(id)).run.state, await toldBack(id)]).toEqual(['cancelled', [takenBack.type]])
    return id
  }

  test('goes on where the person is in danger again, and whoever carries it hears so; once they are safe it is taken back after all', async () => {
    const id = await inProgress()
    await xb.take(
      id,
      'trafficked-again',
      Object(exampleOf(book.latest('oas-64-standard')?.steps['trafficked-again']?.data)),
    )
    await heard(xb, xa, id)
    expect((await xa.copy(id)).run.state).toBe('trafficked-again')
    expect(await toldBack(id)).toEqual([takenBack.type, reinstated.type])
    await xb.take(id, 'protect', { measures: ['moved-to-safe-place'] })
    await heard(xb, xa, id)
    expect((await xa.copy(id)).run.state).toBe('cancelled')
    expect(await toldBack(id)).toEqual([takenBack.type, reinstated.type, takenBack.type])
  })

  test('is completed where they had completed it, and can be opened again', async () => {
    const id = await inProgress()
    const services = [{ service: 'housing', state: 'provided' }]
    await xb.take(id, 'complete', { outcome: 'services-provided', services })
    await heard(xb, xa, id)
    expect((await xa.copy(id)).run.state).toBe('completed')
    expect(await toldBack(id)).toEqual([takenBack.type, reinstated.type])
    await xa.take(id, 'reopen', { reason: 'needs-again' })
    expect((await xa.copy(id)).run.state).toBe('requested')
    await xa.take(id, 'cancel', { reason: 'served-elsewhere' })
    expect(await toldBack(id)).toEqual([takenBack.type, reinstated.type, takenBack.type])
  })

  test('is told of by its own hub alone', async () => {
    const id = await inProgress()
    await heard(xa, xb, id)
    const { rows } = await xb.admin.query('select 1 from outbox where aggregate_id = $1 and type = $2', [
      id,
      takenBack.type,
    ])
    expect(rows).toEqual([])
  })
})
