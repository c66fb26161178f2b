import { randomBytes, randomUUID } from 'node:crypto'
import {
  fileBuilt,
  fileRefused,
  lettersOpened,
  messageBuilt,
  messageOpened,
  messageRefused,
  messageStored,
  requestNews,
} from '@amparo/contracts'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestHub } from './fixtures/hub.ts'
import { AUTHORITY_XA, AUTHORITY_XB, COMPLETE, POLICE_XB, PROSECUTION, useRequests } from './fixtures/requests.ts'
import { soon } from './fixtures/soon.ts'
import { aPackage } from './fixtures/two-hubs.ts'

const { xa, xb, ways, post, sent, both, take } = await useRequests()
const MINUTE = 60_000
const SCOPE = 'evidence:request evidence:contact'
const { 'detention-until': _, ...answers } = COMPLETE
const URGENT = { priority: 'urgent', answers: { ...answers, 'urgent-because': ['custody-ends'] } }

const WHO: Readonly<Record<string, string>> = {
  [AUTHORITY_XA]: 'authority of XA',
  [AUTHORITY_XB]: 'authority of XB',
  [PROSECUTION]: 'prosecution',
  [POLICE_XB]: 'police of XB',
}
interface Letter {
  readonly requestId: string
  readonly sha256: string
  readonly field: string
  readonly from: { readonly hub: string; readonly agencyId: string }
}
const aLetter = (requestId: string, changes: Partial<Letter> = {}): Letter => ({
  ...{ requestId, sha256: randomBytes(32).toString('hex'), field: 'letter' },
  ...{ from: { hub: 'XA', agencyId: AUTHORITY_XA }, ...changes },
})
const to = ({ hub }: Letter['from']) =>
  hub === 'XA' ? { hub: 'XB', agencyId: AUTHORITY_XB } : { hub: 'XA', agencyId: AUTHORITY_XA }
/** As redaction of that hub tells: it lies in the vault there. */
const stored = (hub: TestHub, { requestId, ...letter }: Letter, messageId: string = randomUUID()) =>
  hub.publish(messageStored, { messageId, referralId: requestId, ...letter, to: to(letter.from) })
const opened = (hub: TestHub, { requestId, sha256 }: Letter, agencyId: string) =>
  hub.publish(lettersOpened, { requestId, agencyId, sha256: [sha256] })

const told = async (hub: TestHub, id: string) =>
  (await hub.told(requestNews)).flatMap(({ requestId, agencyId, what }) =>
    requestId === id && what === 'request-written' ? [WHO[agencyId]] : [],
  )
interface Unread {
  readonly field: string
  readonly by: { readonly agencyId: string }
  readonly count: number
  readonly lastAt: string
}
const inWords = (unread: readonly Unread[]) => unread.map(({ field, by, count }) => [field, WHO[by.agencyId], count])
const unreadAt = async (hub: TestHub, id: string, agency: string, scope = SCOPE) =>
  inWords((await hub.get(`/evidence-requests/${id}`, agency, scope)).body['unread'] as Unread[])
const unreadOnList = async (hub: TestHub, id: string, agency: string) => {
  const items = (await hub.get('/evidence-requests', agency, SCOPE)).body['items'] as { id: string; unread: Unread[] }[]
  return items.flatMap(one => (one.id === id ? inWords(one.unread) : []))
}
const unreadInContact = async (id: string) => {
  const { items } = (await xb.get('/evidence-contacts', POLICE_XB, 'evidence:contact')).body
  return (items as { requestId: string; unread: Unread[] }[]).flatMap(one =>
    one.requestId === id ? inWords(one.unread) : [],
  )
}
const signed = async (content: object = {}) => {
  const id = await sent(content)
  await both(id, 'requested')
  return id
}

afterEach(() => {
  for (const { clock } of [xa, xb]) clock.ahead = 0
})

describe('a letter about a request', () => {
  test('is told to who is to read it on both sides, and stands at the request until an agency has opened it for itself', async () => {
    const id = await signed()
    const letter = aLetter(id, { from: { hub: 'XB', agencyId: AUTHORITY_XB } })
    await stored(xa, letter)
    await soon(() => told(xa, id)).toEqual(['authority of XA', 'prosecution'])
    const waits = [['letter', 'authority of XB', 1]]
    for (const agency of [AUTHORITY_XA, PROSECUTION]) {
      expect(await unreadAt(xa, id, agency)).toEqual(waits)
      expect(await unreadOnList(xa, id, agency)).toEqual(waits)
    }
    // To whoever wrote it nothing waits.
    await stored(xb, letter)
    await xb.until('select 1 from request_letter where request_id = $1', [id])
    expect([await told(xb, id), await unreadAt(xb, id, AUTHORITY_XB)]).toEqual([[], []])

    await opened(xa, letter, PROSECUTION)
    await soon(() => unreadAt(xa, id, PROSECUTION)).toEqual([])
    expect(await unreadAt(xa, id, AUTHORITY_XA)).toEqual(waits)
    await stored(xa, aLetter(id, { from: letter.from }))
    await soon(() => unreadAt(xa, id, AUTHORITY_XA)).toEqual([['letter', 'authority of XB', 2]])
    expect(await unreadAt(xa, id, PROSECUTION)).toEqual(waits)
  })

  test('that whoever leads the case wrote is told to the own central authority, too', async () => {
    const id = await signed()
    await stored(xa, aLetter(id, { from: { hub: 'XA', agencyId: PROSECUTION } }))
    await soon(() => told(xa, id)).toEqual(['authority of XA'])
    expect(await unreadAt(xa, id, PROSECUTION)).toEqual([])
    expect(await unreadAt(xa, id, AUTHORITY_XA)).toEqual([['letter', 'prosecution', 1]])
  })

  test('is told once, under whichever id and however often it comes', async () => {
    const id = await signed()
    const letter = aLetter(id)
    for (const messageId of [randomUUID(), randomUUID()]) await stored(xb, letter, messageId)
    const last = aLetter(id)
    await stored(xb, last)
    await soon(() => told(xb, id)).toEqual(['authority of XB', 'authority of XB'])
    expect(await unreadAt(xb, id, AUTHORITY_XB)).toEqual([['letter', 'authority of XA', 2]])
  })

  test('that came while exchange was away is told when it is back, and waits through a restart', async () => {
    const id = await signed()
    await stored(xb, aLetter(id))
    await soon(() => told(xb, id)).toHaveLength(1)
    await xb.stop()
    await stored(xb, aLetter(id))
    await xb.start(ways.xb)
    await soon(() => unreadAt(xb, id, AUTHORITY_XB)).toEqual([['letter', 'authority of XA', 2]])
    expect(await told(xb, id)).toHaveLength(2)
  })

  test('of which it is heard first that it was opened waits for nobody', async () => {
    const id = await signed()
    const letter = aLetter(id)
    await opened(xb, letter, AUTHORITY_XB)
    await xb.until('select 1 from request_letter_opened where request_id = $1', [id])
    await stored(xb, letter)
    await xb.until('select 1 from request_letter where request_id = $1', [id])
    expect(await unreadAt(xb, id, AUTHORITY_XB)).toEqual([])
  })

  test('brings its request to the head of the list, and is no other version of it', async () => {
    const [older, newer] = [await signed(), await signed()]
    const list = async () =>
      ((await xb.get('/evidence-requests', AUTHORITY_XB, SCOPE)).body['items'] as { id: string; version: number }[])
        .filter(({ id }) => id === older || id === newer)
        .map(({ id, version }) => [id, version])
    const [[, version] = []] = await list()
    expect((await list()).map(([id]) => id)).toEqual([newer, older])
    await stored(xb, aLetter(older))
    await soon(async () => (await list())[0]).toEqual([older, version])
  })

  test('is no text of the request, which tells nobody, nor what names no hash or no request', async () => {
    const id = await signed()
    for (const changes of [{ field: 'facts' }, { field: '' }, { sha256: 'Maria' }])
      await stored(xb, aLetter(id, changes))
    await stored(xb, aLetter(randomUUID()))
    const last = aLetter(id)
    await stored(xb, last)
    await xb.until('select 1 from request_letter where sha256 = $1', [last.sha256])
    expect(await told(xb, id)).toHaveLength(1)
    expect(await xb.rows('select sha256 from request_letter where request_id = $1', [id])).toEqual([
      { sha256: last.sha256 },
    ])
  })
})

describe('a message of the operational contact', () => {
  const contact = (id: string, open: boolean) =>
    post(`/${id}/contacts`, { agencyId: POLICE_XB, open }, AUTHORITY_XB, xb)
  const byLead = (id: string) => aLetter(id, { field: 'contact', from: { hub: 'XA', agencyId: PROSECUTION } })

  test('is told to the agency that executes the request, and to the authorities, while it is open', async () => {
    const id = await signed()
    await contact(id, true)
    const said = aLetter(id, { field: 'contact', from: { hub: 'XB', agencyId: POLICE_XB } })
    await Promise.all([stored(xa, said), stored(xb, said)])
    await soon(() => told(xa, id)).toEqual(['authority of XA', 'prosecution'])
    await soon(() => told(xb, id)).toEqual(['authority of XB'])
    expect(await unreadInContact(id)).toEqual([])
    // Not to a reader who may not open it.
    expect(await unreadAt(xa, id, PROSECUTION, 'evidence:request')).toEqual([])
    expect(await unreadAt(xa, id, PROSECUTION)).toEqual([['contact', 'police of XB', 1]])

    const answer = byLead(id)
    await stored(xb, answer)
    await soon(() => unreadInContact(id)).toEqual([['contact', 'prosecution', 1]])
    expect(await told(xb, id)).toEqual(['authority of XB', 'authority of XB', 'police of XB'])
    // A letter is none of its business.
    await stored(xb, aLetter(id))
    await soon(() => told(xb, id)).toHaveLength(4)
    expect(await unreadInContact(id)).toEqual([['contact', 'prosecution', 1]])
    await opened(xb, answer, POLICE_XB)
    await soon(() => unreadInContact(id)).toEqual([])

    await contact(id, false)
    await stored(xb, byLead(id))
    await soon(() => told(xb, id)).toHaveLength(5)
    expect((await told(xb, id)).at(-1)).toBe('authority of XB')
  })
})

describe('what is written about an urgent request', () => {
  const calls = async (hub: TestHub, id: string, agency: string) => {
    const { body } = await hub.get('/evidence-requests/calls', agency, 'evidence:request')
    const items = body['items'] as { requestId: string; deadline: string; kind: string; text: { en: string } }[]
    return items.flatMap(one =>
      one.requestId === id && /^(letter|text)-/.test(one.deadline) ? [[one.deadline, one.kind]] : [],
    )
  }
  const unstated = async (id: string) =>
    ((await xa.get(`/evidence-requests/${id}`, AUTHORITY_XA, SCOPE)).body['unstated'] as string[]).filter(one =>
      one.startsWith('letter'),
    )
  /** As redaction of XA seals it. */
  const built = async (letter: Letter) => {
    const { packageId: messageId, ciphertext, sha256 } = aPackage()
    const { requestId: referralId, field, from, sha256: textSha256 } = letter
    const named = { messageId, referralId, field, textSha256 }
    await xa.publish(messageBuilt, { ...named, ciphertext, sha256, from, to: to(from) })
    return messageId
  }

  test('calls its own side by phone if the other hub does not state in five minutes that it came, in thirty that it was opened', async () => {
    const id = await signed(URGENT)
    await take(xb, id, 'acknowledge')
    await both(id, 'acknowledged')
    const letter = aLetter(id)
    const messageId = await built(letter)
    await xb.until('select 1 from incoming where package_id = $1', [messageId])
    xa.clock.ahead = 4 * MINUTE
    await new Promise(resolve => setTimeout(resolve, 500))
    expect(await calls(xa, id, AUTHORITY_XA)).toEqual([])

    xa.clock.ahead = 5 * MINUTE + 1_000
    for (const agency of [AUTHORITY_XA, PROSECUTION])
      await soon(() => calls(xa, id, agency)).toEqual([['letter-delivered', 'phone']])
    expect(await unstated(id)).toEqual(['letter-delivered'])
    await stored(xb, letter, messageId)
    await soon(() => calls(xa, id, AUTHORITY_XA)).toEqual([])

    xa.clock.ahead = 30 * MINUTE + 1_000
    await soon(() => calls(xa, id, AUTHORITY_XA)).toEqual([['letter-retrieved', 'phone']])
    expect(await unstated(id)).toEqual(['letter-retrieved'])
    await xb.publish(messageOpened, { messageId, fromHub: 'XA' })
    await soon(() => calls(xa, id, AUTHORITY_XA)).toEqual([])
    expect(await unstated(id)).toEqual([])
    // The same once more is read already.
    const again = await built(letter)
    await xb.until('select 1 from incoming where package_id = $1', [again])
    await stored(xb, letter, again)
    await xa.until(`select 1 from outgoing where package_id = $1 and state = 'delivered'`, [again])
    xa.clock.ahead = 90 * MINUTE
    await new Promise(resolve => setTimeout(resolve, 500))
    expect(await calls(xa, id, AUTHORITY_XA)).toEqual([])
  })

  test('that the other hub did not take, and that did not go again, calls its own side, whatever the priority', async () => {
    const id = await signed({ answers })
    const letter = aLetter(id)
    const refused = async () => {
      const messageId = await built(letter)
      await xb.until('select 1 from incoming where package_id = $1', [messageId])
      await xb.publish(messageRefused, { messageId, referralId: id, fromHub: 'XA', code: 'recipient_key_unknown' })
      await xa.until(`select 1 from outgoing where package_id = $1 and state = 'refused'`, [messageId])
    }
    await refused()
    await new Promise(resolve => setTimeout(resolve, 500))
    expect(await calls(xa, id, AUTHORITY_XA)).toEqual([])
    xa.clock.ahead = 5 * MINUTE + 1_000
    for (const agency of [AUTHORITY_XA, PROSECUTION])
      await soon(() => calls(xa, id, agency)).toEqual([['text-not-taken', 'phone']])
    const messageId = await built(letter)
    await soon(() => calls(xa, id, AUTHORITY_XA)).toEqual([])
    await xb.until('select 1 from incoming where package_id = $1', [messageId])
    await stored(xb, letter, messageId)
    await xa.until(`select 1 from outgoing where package_id = $1 and state = 'delivered'`, [messageId])
    expect(await calls(xa, id, AUTHORITY_XA)).toEqual([])
  })

  test('as does a file of it that came to nothing; and what was written about it also once the request is over', async () => {
    const id = await signed({ answers })
    const itemId = randomUUID()
    const from = { hub: 'XA', agencyId: AUTHORITY_XA }
    const handOver = async () => {
      const deliveryId = randomUUID()
      await xa.publish(fileBuilt, { deliveryId, referralId: id, from, to: to(from), size: 10n, parts: 1, itemId })
      await xb.until('select 1 from incoming where package_id = $1', [deliveryId])
      return deliveryId
    }
    const isRefused = (packageId: string) =>
      xa.until(`select 1 from outgoing where package_id = $1 and state = 'refused'`, [packageId])
    const deliveryId = await handOver()
    await xb.publish(fileRefused, { deliveryId, fromHub: 'XA', code: 'file_altered' })
    await isRefused(deliveryId)
    xa.clock.ahead = 5 * MINUTE + 1_000
    await soon(() => calls(xa, id, AUTHORITY_XA)).toEqual([['text-not-taken', 'phone']])
    await handOver()
    await soon(() => calls(xa, id, AUTHORITY_XA)).toEqual([])
    // What is asked goes no more then, and nobody is called for it.
    expect((await take(xa, id, 'withdraw', { reason: 'case-ended' })).status).toBe(200)
    await both(id, 'withdrawn')
    const messageId = await built(aLetter(id))
    await xb.until('select 1 from incoming where package_id = $1', [messageId])
    await xb.publish(messageRefused, { messageId, referralId: id, fromHub: 'XA', code: 'message_malformed' })
    await isRefused(messageId)
    xa.clock.ahead = 12 * MINUTE
    await soon(() => calls(xa, id, AUTHORITY_XA)).toEqual([['text-not-taken', 'phone']])
  })

  test('reminds who received it after five minutes and has them phoned after thirty, until somebody opens it', async () => {
    const [urgent, ordinary] = [await signed(URGENT), await signed({ answers })]
    const letter = aLetter(urgent)
    await stored(xb, letter)
    await stored(xb, aLetter(ordinary))
    await soon(() => told(xb, ordinary)).toHaveLength(1)
    xb.clock.ahead = 5 * MINUTE + 1_000
    await soon(() => calls(xb, urgent, AUTHORITY_XB)).toEqual([['letter-unread', 'remind']])
    xb.clock.ahead = 30 * MINUTE + 1_000
    await soon(() => calls(xb, urgent, AUTHORITY_XB)).toEqual([['letter-unread', 'phone']])
    await opened(xb, letter, AUTHORITY_XB)
    await soon(() => calls(xb, urgent, AUTHORITY_XB)).toEqual([])
    expect(await calls(xb, ordinary, AUTHORITY_XB)).toEqual([])
  })
})
