import { randomUUID } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { beforeAll, describe, expect, test } from 'vitest'
import { anEntry, appended, untilWriting, useAudit } from './support.ts'

// The rules as they are shipped: what is new settles for five minutes before others judge it.
const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
let url: string
beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
})

const AGENCY = 'xa-shelter'
const supervisor = (changes: Partial<Who> = {}): Who => ({
  scope: 'audit:answer',
  sub: randomUUID(),
  agency: AGENCY,
  ...changes,
})
const auditor = { scope: 'audit:read audit:review', sub: randomUUID(), agency: 'xa-ombudsman' }

interface Alert {
  readonly id: string
  readonly rule: string
  readonly state: string
  readonly userId: string
  readonly raisedAt: string
  readonly dueAt: string
}

type Who = { readonly scope: string; readonly sub: string; readonly agency: string }

async function call<T>(who: Who, method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await audit.issuer.token(who)}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}

const broken = async () => {
  const entry = anEntry({ userId: randomUUID(), action: Action.GLASS_BROKEN, code: 'danger_to_life' })
  await appended(redaction, entry)
  return String(entry.userId)
}
const waiting = async (who: Who, userId: string) =>
  (await call<{ questions: Alert[] }>(who, 'GET', '/alert-questions')).body.questions.find(one => one.userId === userId)
const answer = (who: Who, id: string, code = 'danger_confirmed') =>
  call<Alert>(who, 'POST', `/alert-questions/${id}/answer`, { code })

describe('an identity that was opened in an emergency', () => {
  test('waits at once for a supervisor of that agency, within a day, and no auditor has to ask', async () => {
    const userId = await broken()
    const found = await waiting(supervisor(), userId)
    expect(found).toMatchObject({ rule: 'glass_unreviewed', state: 'open' })
    expect(Date.parse(found?.dueAt ?? '') - Date.parse(found?.raisedAt ?? '')).toBe(24 * 3_600_000)
  })

  test('waits no more once one of them has answered, and the auditor reads the answer', async () => {
    const [userId, one] = [await broken(), supervisor()]
    const { id = '' } = (await waiting(one, userId)) ?? {}
    expect(await answer(one, id, 'danger_not_confirmed')).toMatchObject({ status: 200, body: { state: 'answered' } })
    expect(await waiting(supervisor(), userId)).toBeUndefined()
    const { body } = await call<Alert & { history: object[] }>(auditor, 'GET', `/alerts/${id}`)
    expect(body).toMatchObject({
      ...{ state: 'answered', history: [{ step: 'answered', code: 'danger_not_confirmed', userId: one.sub }] },
    })
    expect((await answer(supervisor(), id)).status).toBe(409)
  })

  test('waits for nobody of another agency, nor for whoever opened it', async () => {
    const userId = await broken()
    const { id = '' } = (await waiting(supervisor(), userId)) ?? {}
    for (const who of [supervisor({ agency: 'xa-police' }), supervisor({ sub: userId })]) {
      expect(await waiting(who, userId)).toBeUndefined()
      expect((await answer(who, id)).status).toBe(404)
    }
  })

  test('nothing else waits before an auditor asks', async () => {
    const entry = anEntry({ userId: randomUUID(), action: Action.VIEW_OPENED })
    await appended(redaction, entry)
    expect(await waiting(supervisor(), String(entry.userId))).toBeUndefined()
  })
})
