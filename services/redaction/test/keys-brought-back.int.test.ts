import { randomUUID } from 'node:crypto'
import { Action, destructionAsked, destructionSettled } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { backingUpKeysIn } from './fixtures/keys-backup.ts'
import { PEER } from './fixtures/parties.ts'
import { usePeer } from './fixtures/peer.ts'
import { useRedaction } from './fixtures/service.ts'

const service = await useRedaction()
const { app, rows, keyRows, publish, told, state, keysDatabase, lines } = service
const peer = await usePeer(service)
const { backUp, putBack } = backingUpKeysIn(service)
const linesOf = (message: string) => lines.filter(line => line.includes(`"${message}"`)).map(line => JSON.parse(line))

beforeEach(() => {
  peer.known()
  lines.length = 0
  state.entries.length = 0
  state.away.clear()
})

async function came() {
  const referralId = randomUUID()
  const { opened } = await peer.takeIn(await peer.aPackage({}, { referralId }))
  return { referralId, subjectId: opened?.subjectId ?? '', subjectRef: opened?.subjectRef ?? '' }
}

const AT_WORD = {
  'its sender has erased them': async (referralId: string) => {
    await peer.receive(await peer.aMessage({ referralId, from: PEER, erased: true }))
  },
  'their consent is withdrawn': async (referralId: string) => {
    const recallId = randomUUID()
    await publish(destructionAsked, { recallId, referralId, fromHub: 'XB' }, new Date())
    expect((await told(destructionSettled)).at(-1)).toMatchObject({ recallId, destroyed: true })
  },
}

describe('an older database of keys', () => {
  test.each(Object.entries(AT_WORD))('brings back nobody whom another hub recalled since: %s', async (_, recall) => {
    const [gone, other] = [await came(), await came()]
    await backUp()
    await recall(gone.referralId)
    await putBack()
    expect(await keysDatabase.find(gone.subjectId)).toBeDefined()
    state.away.add('audit')
    await expect(app.eraseKeysAgain()).rejects.toThrow()
    expect(await keysDatabase.find(gone.subjectId)).toBeDefined()
    state.away.clear()
    await app.eraseKeysAgain()
    await app.eraseKeysAgain()
    expect(await keysDatabase.find(gone.subjectId)).toBeUndefined()
    expect(await keysDatabase.erasedAfter(undefined, 100)).toContain(gone.subjectId)
    expect(await keysDatabase.find(other.subjectId)).toBeDefined()
    expect(linesOf('keys.erased-again').map(({ count }) => count)).toEqual([1])
    expect(state.entries.filter(({ action }) => action === Action.SUBJECT_ERASED)).toMatchObject([
      { code: 'recalled', subjectRef: gone.subjectRef },
    ])
  })

  test('keeps nothing of a recall of nobody', async () => {
    const before = await rows('select 1 from destroyed_at_word')
    await AT_WORD['its sender has erased them'](randomUUID())
    expect(await rows('select 1 from destroyed_at_word')).toHaveLength(before.length)
  })

  test('tells of how many requests, later versions and sets for matching the key is lost, beside people', async () => {
    const subjectId = (await came()).subjectId
    await rows('delete from subject where id <> $1', [subjectId])
    await app.tellLostKeys()
    expect(linesOf('keys.lost')).toEqual([])
    const [requestId, discarded, withFile] = [randomUUID(), randomUUID(), randomUUID()]
    for (const id of [requestId, discarded])
      await rows(
        `insert into request_text (text_id, request_id, field, sha256, by_hub, by_agency, ciphertext, made_at)
         values ($1, $2, 'letter', $3, 'XA', 'a', '', now())`,
        [randomUUID(), id, 'ab'],
      )
    await rows('insert into request_discarded (request_id, at) values ($1, now())', [discarded])
    for (const id of [requestId, withFile])
      await rows(
        `insert into file (file_id, request_id, item_id, by_hub, by_agency, size, received, state, ciphertext, begun_at)
         values ($1, $2, $1, 'XA', 'a', 1, 1, 'kept', '', now())`,
        [randomUUID(), id],
      )
    await rows('update record set own_key = $2 where subject_id = $1', [subjectId, randomUUID()])
    await rows(
      `insert into match_set (peer, epoch, key_id, entries, sha256, made_at) values ('XB', $1, $2, '', '', now())`,
      [new Date().toISOString().slice(0, 10), randomUUID()],
    )
    await app.tellLostKeys()
    await app.tellLostKeys()
    expect(linesOf('keys.lost')).toMatchObject([{ subjects: 0, requests: 2, versions: 1, sets: 1 }])
    await keyRows('delete from wrapped_key where subject_id = $1', [subjectId])
    await app.tellLostKeys()
    expect(linesOf('keys.lost')[1]).toMatchObject({ subjects: 1, requests: 2, versions: 1, sets: 1 })
  })
})
