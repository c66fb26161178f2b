import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Action } from '@amparo/contracts'
import { removeTempDir, tempDir, waitFor } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyLog } from '../../scripts/lib/audit/verify-log.ts'
import { answerHeld, backdate, retentionIn } from '../../services/audit/test/aged.ts'
import { anEntry, appended, untilWriting, useAudit } from '../../services/audit/test/support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
answerHeld(redaction, audit, new Set())
const dir = tempDir('prune')
afterAll(() => removeTempDir(dir))

const OLD = 300
const person = randomUUID()
const old = Array.from({ length: OLD }, () => anEntry({ subjectRef: person }))
const young = anEntry({ subjectRef: person })
let service: Awaited<ReturnType<typeof audit.start>>

const retention = (name: string, months: number, holds: object[] = []) => retentionIn(dir, name, months, holds)
const restarted = async (file: string) => {
  await service.stop()
  service = await audit.start({ AMPARO_LOG_RETENTION_FILE: file })
  await untilWriting(redaction)
}
const minimum = async () =>
  Number((await audit.sql<{ index: string }>('select max(index) as index from audit.log_minimum'))[0]?.index ?? 0)
const get = async (path: string) => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  return fetch(`${service.url}${path}`, { headers })
}
const verdict = async (change: (keys: string) => string = keys => keys) => {
  const source = {
    read: async (path: string) => {
      const response = await fetch(`${service.url}/${path}`)
      return response.ok ? response.bytes() : undefined
    },
  }
  const keys = change(await (await fetch(`${service.url}/keys`)).text())
  return verifyLog({ source, trusted: readTrusted(keys) })
}

beforeAll(async () => {
  service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retention('long', 120) })
  await untilWriting(redaction)
  for (let n = 0; n < OLD; n += 50) await Promise.all(old.slice(n, n + 50).map(entry => appended(redaction, entry)))
  await service.stop()
  await backdate(audit, 30)
  service = await audit.start({ AMPARO_LOG_RETENTION_FILE: retention('long', 120) })
  await untilWriting(redaction)
  await appended(redaction, young)
})

describe('what is past its time', () => {
  test('stays while a hold is on its month, and while the period is longer', async () => {
    await restarted(retention('held', 24, [{ since: '2020-01', code: 'court_order' }]))
    await appended(redaction, anEntry())
    expect(await minimum()).toBe(0)
    expect((await audit.entries()).filter(({ subjectRef }) => subjectRef === person)).toHaveLength(OLD + 1)
    expect((await verdict()).faults).toEqual([])
  })

  test('cannot be read any more once the period is over, by nobody and by no name; what is younger can', async () => {
    await restarted(retention('short', 24))
    await waitFor(async () => (await minimum()) > 0)
    expect(await minimum()).toBeGreaterThanOrEqual(OLD)
    const readable = await audit.entries()
    expect(readable.filter(({ entryId }) => old.some(entry => entry.entryId === entryId))).toEqual([])
    expect(readable.filter(({ subjectRef }) => subjectRef === person)).toHaveLength(1)
    for (const { entryId } of old.slice(0, 3)) expect((await get(`/entries/${entryId}/proof`)).status).toBe(404)
    expect((await get(`/entries/${young.entryId}/proof`)).status).toBe(200)
    const { entries } = (await (await get('/entries?limit=200')).json()) as {
      entries: { index: number; action: string; subjectRef?: string }[]
    }
    expect(Math.min(...entries.map(({ index }) => index))).toBeGreaterThanOrEqual(await minimum())
    // Beside the proof that an auditor was shown.
    const ofPerson = entries.filter(({ subjectRef }) => subjectRef === person)
    expect(ofPerson.map(({ action }) => action)).toEqual(['log_read', 'view_opened'])
  })

  test('is said to be gone by an entry of the log, from which leaf on', async () => {
    const pruned = (await audit.entries()).filter(({ action }) => action === Action.LOG_PRUNED)
    expect(pruned.map(({ code }) => code.split(':')[0])).toEqual([String(await minimum())])
  })

  test('is not served, and the log that is left verifies; not so for whoever was told that all is kept', async () => {
    expect((await fetch(`${service.url}/tile/entries/000`)).status).toBe(404)
    expect((await fetch(`${service.url}/tile/0/000`)).status).toBe(404)
    const { faults, head } = await verdict()
    expect(faults).toEqual([])
    expect(head?.size).toBeGreaterThan(OLD)
    const whole = await verdict(keys => keys.replace(/^minimum .*\n/m, ''))
    expect(whole.faults.map(({ where }) => where)).toContain('tile/entries/000')
  })

  test('is pruned once', async () => {
    await restarted(join(dir, 'short'))
    await appended(redaction, anEntry())
    expect((await audit.entries()).filter(({ action }) => action === Action.LOG_PRUNED)).toHaveLength(1)
  })
})
