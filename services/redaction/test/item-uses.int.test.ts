import { hash, randomUUID } from 'node:crypto'
import { Action, Basis } from '@amparo/contracts'
import { MIN_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { afterEach, describe, expect, test } from 'vitest'
import { POLICE, SHELTER, useHandingOver } from './fixtures/handing-over.ts'
import { FROM, TO } from './fixtures/two-vaults.ts'
import { prepared } from './fixtures/uploads.ts'

const hubs = await useHandingOver()
const { xa, xb, referred, keep, handOver, sealed, carry, listed } = hubs
const bytes = Buffer.alloc(MIN_CHUNK_BYTES + 1_000, 'recorded by the other state ')
const sha256 = hash('sha256', bytes)
const film = await prepared(bytes)
const { subjectRef, referralId } = await referred()

const [requestId, itemId] = [randomUUID(), randomUUID()]
/** It came on a request for evidence, and is not let for these. */
const came = (vault: typeof xa, refusals: Readonly<Record<string, string>>) =>
  vault.state.items.set(sha256, { requestId, itemId, refusals })

afterEach(() => {
  for (const { state } of [xa, xb]) {
    state.items.clear()
    state.away.clear()
    state.usesAsked.length = 0
    state.entries.length = 0
  }
})

describe('a file that is handed over with a referral, and came on a request for evidence', () => {
  const abroad = `${TO.hub} ${TO.agencyId}`

  test('does not leave without leave: nothing of it is on its way, and the log has the refusal before it is told', async () => {
    const fileId = await keep(subjectRef, film)
    came(xa, { 'pass-to-other-state': 'item_use_not_permitted' })
    const { status, body } = await handOver(fileId, referralId)
    expect([status, body.code, body.refs]).toEqual([403, 'item_use_not_permitted', { requestId }])
    expect(body.next).toContain('permission')
    expect(xa.state.usesAsked).toMatchObject([{ use: 'pass-to-other-state', to: abroad }])
    expect(xa.state.entries.at(-1)).toMatchObject({
      ...{ action: Action.DISCLOSURE_DENIED, code: 'item_use_not_permitted', referralId: requestId, recipient: TO },
      ...{ userId: POLICE.user, agency: FROM },
    })
    expect((await listed(xa, POLICE, referralId)).sent).toEqual([])
  })

  test('leaves with it, and the log says as which item, before that it was handed over', async () => {
    const fileId = await keep(subjectRef, film)
    came(xa, {})
    xa.state.entries.length = 0
    const { status, body } = await handOver(fileId, referralId)
    expect(status).toBe(201)
    const [used, over] = xa.state.entries.slice(-2)
    expect(used).toMatchObject({
      action: Action.ITEM_USED,
      code: `pass-to-other-state:${itemId}`,
      referralId: requestId,
      basis: over?.basis,
    })
    expect(over?.basis).toBe(Basis.CONSENT)
    expect(over?.action).toBe(Action.FILE_HANDED_OVER)
    // exchange has it under the same id: what is permitted once counts once.
    expect(xa.state.usesAsked.map(({ useId }) => useId)).toEqual([used?.entryId])
    await carry(await sealed(body.deliveryId))
  })

  test('does not leave while exchange cannot say whether it may, and not without the entry', async () => {
    const fileId = await keep(subjectRef, film)
    came(xa, {})
    for (const away of ['exchange', 'audit']) {
      xa.state.away.add(away)
      expect((await handOver(fileId, referralId)).status, away).toBe(503)
      xa.state.away.clear()
    }
    expect((await handOver(fileId, referralId)).status).toBe(201)
    // What was broken off and tried again is one use: leave for once is not used up by a log that was away.
    expect(new Set(xa.state.usesAsked.map(({ useId }) => useId)).size).toBe(1)
    expect(xa.state.usesAsked).toHaveLength(2)
  })
})

describe('a file that is opened', () => {
  const open = async (use?: string) => {
    const received = (await listed(xb, SHELTER, referralId)).received.at(-1)
    const request = await xb.session.request(referralId, new Date(), 'POST /received-file-views')
    const body = { request, fileId: received.fileId, ...(use && { use }) }
    return xb.send(SHELTER, '/received-file-views', body, { jkt: xb.session.jkt })
  }
  const own = `${TO.hub} ${TO.agencyId}`

  test('as it was asked for is opened, and for another use only where that is let', async () => {
    // The agency that referred the person has permitted all of these: each of the two has to let it.
    const words = ['other-investigation', 'as-evidence-in-court', 'disclose-to-defence']
    const uses = words.map((use, i) => ({ use, n: i + 1, state: 'permitted', how: 'as-asked' }))
    const stand = xb.state.standings.get(referralId)
    if (stand) xb.state.standings.set(referralId, { ...stand, uses })
    came(xb, { 'other-proceedings': 'item_use_refused', 'judicial-proceedings': 'item_use_spent' })
    expect((await open()).status).toBe(200)
    expect(xb.state.entries.map(({ action }) => action)).toEqual([Action.FILE_SHOWN])
    for (const [use, code] of [
      ['other-proceedings', 'item_use_refused'],
      ['judicial-proceedings', 'item_use_spent'],
    ] as const) {
      const { status, body } = await open(use)
      expect([status, body.code, body.sealed]).toEqual([403, code, undefined])
      expect(xb.state.entries.at(-1)).toMatchObject({ action: Action.DISCLOSURE_DENIED, code, referralId: requestId })
    }
    expect((await open('disclose-to-defence')).status).toBe(200)
    // Of whose record it is used, whoever looks into that record later finds.
    expect(new Set(xb.state.entries.map(entry => entry.subjectRef)).size).toBe(1)
    expect(xb.state.entries[0]?.subjectRef).not.toBe('')
    expect(xb.state.entries.slice(-3).map(({ action, code }) => [action, code])).toEqual([
      [Action.ITEM_USED, 'disclose-to-defence'],
      [Action.ITEM_USED, `disclose-to-defence:${itemId}`],
      [Action.FILE_SHOWN, expect.stringMatching(/^disclose-to-defence:[0-9a-f-]{36}$/)],
    ])
    expect(xb.state.usesAsked.map(({ use, to }) => [use, to])).toEqual([
      ['as-requested', own],
      ['other-proceedings', own],
      ['judicial-proceedings', own],
      ['disclose-to-defence', own],
    ])
  })

  test('is not opened, for whatever use, once its term is over, nor while exchange is away; a use on no list is none', async () => {
    came(xb, { 'as-requested': 'item_term_over' })
    expect((await open()).body.code).toBe('item_term_over')
    xb.state.away.add('exchange')
    expect((await open()).status).toBe(503)
    xb.state.away.clear()
    expect((await open('whim')).status).toBe(400)
  })

  test('by the agency that keeps it, bears the same limits', async () => {
    const fileId = await keep(subjectRef, film)
    came(xa, { export: 'item_use_not_permitted' })
    const show = async (use: string) => {
      const request = await xa.session.request(subjectRef, new Date(), 'POST /file-views')
      return xa.send(POLICE, '/file-views', { request, fileId, use }, { jkt: xa.session.jkt })
    }
    expect((await show('export')).body.code).toBe('item_use_not_permitted')
    expect((await show('as-requested')).status).toBe(200)
  })
})
