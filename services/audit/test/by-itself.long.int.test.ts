import { randomUUID } from 'node:crypto'
import {
  create,
  DepartureKind,
  type DeparturesRequest,
  DeparturesRequestSchema,
  DeparturesResponseSchema,
  DeparturesSchema,
  departures,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, signStatement } from '@amparo/crypto'
import { waitFor } from '@amparo/testing'
import { beforeAll, expect, test } from 'vitest'
import { untilWriting, useAudit } from './support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const accounts = await audit.nats.as('accounts')
const [gone, elsewhere, later] = [randomUUID(), randomUUID(), randomUUID()]
const at = new Date(Date.now() - 3_600_000)
const told: { number: number; userId: string; kind: DepartureKind }[] = [
  { number: 3, userId: gone, kind: DepartureKind.LEFT },
  { number: 4, userId: elsewhere, kind: DepartureKind.MOVED },
]
let service: Awaited<ReturnType<typeof audit.start>>

/** As accounts answers. */
const answered = (request: DeparturesRequest) => {
  const found = told.filter(({ number }) => number > request.after)
  const stated = {
    requestHash: requestHash(toBinary(DeparturesRequestSchema, request)),
    departures: found.map(one => ({ ...one, agencyId: 'xa-police', at: timestampFromDate(at) })),
    expiresAt: timestampFromDate(new Date(Date.now() + 30_000)),
  }
  const signed = signStatement(DeparturesSchema, stated, 'departures.v1', audit.accountsSign)
  return create(DeparturesResponseSchema, { departures: signed })
}
beforeAll(async () => {
  accounts.answer(departures, async request => answered(request))
  service = await audit.start()
  await untilWriting(redaction)
})

interface Line {
  kind: string
  knownAt: string
  openedBy: string
  userId?: string
  agencyId?: string
  steps: { step: string }[]
  clocks: { clock: string; stoppedAt?: string }[]
}
async function lines(register: string): Promise<Line[]> {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const response = await fetch(`${service.url}/registers/${register}?limit=200`, { headers })
  return ((await response.json()) as { lines: Line[] }).lines
}
/** Whoever takes over goes round at once. */
async function another(): Promise<void> {
  await service.stop()
  service = await audit.start()
  await untilWriting(redaction)
}
const until = (register: string, count: number) => waitFor(async () => (await lines(register)).length === count)
const opened = () =>
  audit.sql<{ code: string }>(`select code from audit.projected where action = 'register_opened' order by index`)

test('An account that was closed or moved is in the register of leavers, and in the log, without anybody’s doing', async () => {
  await until('leaver', 2)
  const found = await lines('leaver')
  const of = (userId: string) => found.find(line => line.userId === userId)
  expect(of(gone)).toMatchObject({
    ...{ kind: 'left', knownAt: at.toISOString(), openedBy: 'audit', agencyId: 'xa-police' },
    // Nobody signs in with it any more; what was assigned is still to be handed over.
    steps: [{ step: 'account_ended' }],
    clocks: [{ clock: 'end_account', stoppedAt: at.toISOString() }, { clock: 'hand_over' }],
  })
  expect(of(gone)?.clocks[1]?.stoppedAt).toBeUndefined()
  expect(of(elsewhere)).toMatchObject({ kind: 'moved', steps: [] })
  await fetch(`${service.url}/entries`, {
    headers: { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` },
  })
  expect((await opened()).map(({ code }) => code)).toEqual(['leaver:left', 'leaver:moved'])
})

test('Whoever takes over opens what is new and nothing twice, even if it is told everything again', async () => {
  told.push({ number: 5, userId: later, kind: DepartureKind.LEFT })
  await audit.sql('update audit.departures_heard set number = 0')
  await another()
  await until('leaver', 3)
  expect((await lines('leaver')).map(({ userId }) => userId).toSorted()).toEqual([gone, elsewhere, later].toSorted())
  expect(await audit.sql('select number from audit.departures_heard')).toEqual([{ number: 5 }])
})

test('A clock that runs out is told in the log once, though nobody looks into the register; one with time left is not', async () => {
  const hours = (count: number) => `now() - interval '${count} hours'`
  const breach = (id: string, since: number, dues: object) =>
    audit.sql(
      `insert into audit.register_line (id, register, kind, known_at, opened_at, opened_by, agency_id, entry_ids, dues, policy_hash)
       values ($1, 'breach', 'misuse', ${hours(since)}, ${hours(since)}, 'somebody', 'xa-police', '{}', $2, 'x')`,
      [id, JSON.stringify(dues)],
    )
  const from = (ms: number) => new Date(Date.now() + ms).toISOString()
  const [nearly, fresh] = [randomUUID(), randomUUID()]
  await breach(nearly, 60, { contain: from(-36 * 3_600_000), notify_authority: from(12 * 3_600_000) })
  await audit.sql(
    `insert into audit.register_step (line_id, number, step, at, user_id, ends) values ($1, 1, 'contained', now(), 'somebody', false)`,
    [nearly],
  )
  await breach(fresh, 1, { contain: from(23 * 3_600_000) })
  const due = () =>
    audit.sql<{ code: string }>(
      `select code from audit.projected where action = 'register_due' and code like 'breach:%' order by index`,
    )
  const heard = async () => {
    await lines('breach')
    await fetch(`${service.url}/entries`, {
      headers: { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` },
    })
    return (await due()).map(({ code }) => code)
  }
  await another()
  await expect.poll(heard).toEqual(['breach:notify_authority'])
  await another()
  // Told after its round: so it went round again.
  told.push({ number: 6, userId: randomUUID(), kind: DepartureKind.LEFT })
  await another()
  await until('leaver', 4)
  expect(await heard()).toEqual(['breach:notify_authority'])
})
