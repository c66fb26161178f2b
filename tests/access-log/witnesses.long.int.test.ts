import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Action, Basis } from '@amparo/contracts'
import { generateSigningKey } from '@amparo/crypto'
import { noteKeyText, parseNote, signedBy } from '@amparo/crypto/tlog'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { originOf } from '../../services/audit/src/domain/checkpoint.ts'
import { logKeyOf, witnessKeyOf } from '../../services/audit/src/queries/checkpoint.ts'
import { anEntry, appended, untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { rewritten } from './support/rewritten.ts'
import { runScript } from './support/run.ts'

const dir = tempDir('witnesses')
afterAll(() => removeTempDir(dir))
const file = (name: string, ...lines: string[]) => {
  const path = join(dir, name)
  writeFileSync(path, lines.map(line => `${line}\n`).join(''))
  return path
}

/** A quarter of a minute. */
const LIMIT_HOURS = String(15 / 3_600)

// Nobody waits five minutes in a test for what belongs to an entry.
const alertsFile = file(
  'alerts',
  JSON.stringify({
    ...JSON.parse(readFileSync(join(import.meta.dirname, '../../services/audit/policy/alerts.v1.json'), 'utf8')),
    settleMinutes: 0,
  }),
)

const xa = await useAudit({
  env: {
    ...{ AMPARO_WITNESS_EVERY_SECONDS: '0.2', AMPARO_WITNESS_LIMIT_HOURS: LIMIT_HOURS },
    AMPARO_ALERTS_FILE: alertsFile,
  },
})
const logKey = logKeyOf(originOf('XA'), xa.sign)
const xb = await useAudit({
  hub: 'XB',
  keys: generateSigningKey(),
  env: { AMPARO_WITNESSES_FILE: file('of-xb', `log ${noteKeyText(logKey)}`), AMPARO_ALERTS_FILE: alertsFile },
})
const peerKey = witnessKeyOf('XB', xb.sign)
const redaction = await xa.nats.as('redaction')

let [url, peer] = ['', '']
let service: Awaited<ReturnType<typeof xa.start>>
const startXa = async () => {
  service = await xa.start({
    AMPARO_WITNESSES_FILE: file('of-xa', `witness ${noteKeyText(peerKey)} ${peer}`),
    AMPARO_WITNESS_EMERGENCIES: '3',
  })
  url = service.url
  await untilWriting(redaction)
}
beforeAll(async () => {
  peer = (await xb.start()).url
  await startXa()
})

const head = async () => parseNote(await (await fetch(`${url}/checkpoint`)).text())
const sizeOf = ({ text }: { text: string }) => Number(text.split('\n')[1])
/** Of what is written down with or without a witness; no more at a time than the service has under way. */
async function append(count: number): Promise<void> {
  const one = () => appended(redaction, anEntry({ action: Action.DISCLOSURE_DENIED }))
  for (let left = count; left > 0; left -= 100) await Promise.all(Array.from({ length: Math.min(left, 100) }, one))
}
/** Whose signatures, of those who sign this log, stand under its head, once that is so large. */
async function signers(size: number): Promise<string[]> {
  const note = await head()
  if (sizeOf(note) < size) return []
  return [logKey, peerKey].filter(key => signedBy(note, key) !== undefined).map(({ name }) => name)
}
const ALL = [logKey, peerKey].map(({ name }) => name)
const trusted = file('trusted', `log ${noteKeyText(logKey)}`, `witness ${noteKeyText(peerKey)}`)

describe('A log that another hub is shown', () => {
  test('carries its signature under the head as it grows, and is believed with it', async () => {
    for (const size of [1, 60, 300]) {
      await append(size)
      const { index } = await appended(redaction, anEntry({ action: Action.DISCLOSURE_DENIED }))
      const last = Number(index) + 1
      await expect.poll(() => signers(last)).toEqual(ALL)
    }
    const { code, out } = await runScript('audit-verify.ts', '--log', url, '--keys', trusted)
    expect(out).toMatch(/seen by amparo\.example\/xb\/witness at /)
    expect(code).toBe(0)
  })

  test('tells whom to believe, so that whoever verifies it can compare', async () => {
    const keys = await (await fetch(`${url}/keys`)).text()
    expect(keys).toContain(`log ${noteKeyText(logKey)}\nwitness ${noteKeyText(peerKey)}\n`)
  })
})

describe('When the operator of a hub rewrites its log in the database, past all rights,', () => {
  const kept = join(dir, 'kept')
  let before = 0

  test('the other hub has a head that proves it', async () => {
    before = sizeOf(await head())
    await service.stop()
    await rewritten(xa)
    await startXa()
    await append(before + 20)
    const headers = { authorization: `Bearer ${await xb.issuer.token({ scope: 'audit:read' })}` }
    const list = async () => (await (await fetch(`${peer}/witnessed`, { headers })).json()) as Heads
    await expect.poll(async () => (await list()).refused.length).toBeGreaterThan(0)
    const { witnessed, refused } = await list()
    const [[witnessedHead], [refusedHead]] = [witnessed, refused]
    for (const { note } of [witnessedHead, refusedHead].map(one => one ?? { note: '' }))
      expect(signedBy(parseNote(note), logKey)).toBeDefined()
    expect(witnessedHead?.size).toBe(before)
    writeFileSync(kept, witnessedHead?.note ?? '')
    const keys = file('log-only', `log ${noteKeyText(logKey)}`)
    expect(await runScript('audit-verify.ts', '--log', url, '--keys', keys)).toMatchObject({ code: 0 })
    const { code, out } = await runScript('audit-verify.ts', '--log', url, '--keys', keys, '--since', kept)
    expect(out).toContain(`--since: the first ${before} entries are not those of then`)
    expect(code).toBe(1)
  })

  test('and auditors of both hubs have an alert of the greatest weight, once; at the other hub it leads to that proof', async () => {
    interface Alert {
      readonly rule: string
      readonly weight: number
      readonly proof?: string
      readonly says: { readonly en: string }
    }
    const alertsOf = async (hub: typeof xa, at: string) => {
      const headers = { authorization: `Bearer ${await hub.issuer.token({ scope: 'audit:read' })}` }
      const { alerts } = (await (await fetch(`${at}/alerts?limit=200`, { headers })).json()) as { alerts: Alert[] }
      return alerts.filter(({ rule }) => rule.endsWith('_rewritten'))
    }
    await expect.poll(async () => (await alertsOf(xb, peer)).length).toBe(1)
    const origin = originOf('XA').replaceAll('/', ':')
    expect(await alertsOf(xb, peer)).toMatchObject([
      {
        rule: 'witnessed_rewritten',
        weight: 99,
        proof: 'witnessed',
        says: { en: expect.stringMatching(`${origin}, .* ${before} entries`) },
      },
    ])
    const witness = peerKey.name.replaceAll('/', ':')
    await expect.poll(async () => (await alertsOf(xa, url)).length).toBe(1)
    expect(await alertsOf(xa, url)).toMatchObject([
      { rule: 'log_rewritten', weight: 99, says: { en: expect.stringMatching(`${witness}, .* ${before} entries`) } },
    ])
  })

  test('no witness signs it any more, and nothing ordinary goes out; what saves a life does', async () => {
    expect(sizeOf(await head())).toBeGreaterThan(before)
    expect((await head()).signatures).toHaveLength(1)
    const ordinary = () => appended(redaction, anEntry({ basis: Basis.CONSENT }))
    await expect
      .poll(() =>
        ordinary().then(
          () => '',
          error => error.code,
        ),
      )
      .toBe('log_unwitnessed')
    for (const entry of [
      anEntry({ basis: Basis.VITAL_INTEREST }),
      anEntry({ basis: Basis.CHILD_SAFEGUARDING }),
      anEntry({ action: Action.GLASS_BROKEN, code: 'danger_to_life' }),
      anEntry({ action: Action.DISCLOSURE_DENIED, entryId: randomUUID() }),
    ])
      expect((await appended(redaction, entry)).entryId).toBe(entry.entryId)
  })

  test('but of one user only so many people a day, each first in the log as what auditors have to look into', async () => {
    const userId = randomUUID()
    const entry = (change = {}) => anEntry({ userId, basis: Basis.VITAL_INTEREST, ...change })
    const told = (one: ReturnType<typeof entry>) =>
      appended(redaction, one).then(
        () => 'opened',
        error => error.code,
      )
    const opened = (change = {}) => told(entry(change))
    const [referralId, subjectRef, correlationId] = [randomUUID(), randomUUID(), randomUUID()]
    expect(await opened({ referralId, subjectRef, correlationId })).toBe('opened')
    // The same person again, and the same entry again, are none more.
    expect(await opened({ referralId, action: Action.MESSAGES_READ })).toBe('opened')
    const searched = entry({ action: Action.PEOPLE_SEARCHED, referralId: '', code: 'danger:0' })
    expect([await told(searched), await told(searched)]).toEqual(['opened', 'opened'])
    // Two at once are not both the last one.
    const atOnce = await Promise.all([opened(), opened()])
    expect(atOnce.toSorted()).toEqual(['log_emergencies_reached', 'opened'])
    expect(await opened({ referralId })).toBe('opened')
    expect(await opened({ userId: randomUUID() })).toBe('opened')
    const headers = { authorization: `Bearer ${await xa.issuer.token({ scope: 'audit:read' })}` }
    const found = await fetch(`${url}/entries?userId=${userId}&limit=20`, { headers })
    const { entries } = (await found.json()) as { entries: { action: string; code?: string; source: string }[] }
    expect(entries.toReversed().map(({ action, code }) => [action, code])).toEqual([
      ['released_unwitnessed', 'view_opened'],
      ['view_opened', undefined],
      ['messages_read', undefined],
      ['released_unwitnessed', 'people_searched'],
      ['people_searched', 'danger:0'],
      ['released_unwitnessed', 'view_opened'],
      ['view_opened', undefined],
      ['view_opened', undefined],
    ])
    // It is about whom the emergency was, and part of what the emergency was.
    const first = entries.findLast(({ action }) => action === 'released_unwitnessed')
    expect(first).toMatchObject({ subjectRef, correlationId, scope: 'view:open' })
  })

  test('and auditors find in the log that nobody saw it, at half of the time and at its end, each once', async () => {
    const told = async () => {
      const headers = { authorization: `Bearer ${await xa.issuer.token({ scope: 'audit:read' })}` }
      const found = await fetch(`${url}/entries?actions=log_unwitnessed&limit=10`, { headers })
      return ((await found.json()) as { entries: unknown[] }).entries
    }
    await expect.poll(told).toHaveLength(2)
  })

  interface Heads {
    readonly witnessed: readonly { readonly size: number; readonly note: string }[]
    readonly refused: readonly { readonly note: string }[]
  }
})
