import { randomUUID } from 'node:crypto'
import { generateDataKey } from '@amparo/crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { withSurrogates } from '../src/commands/with-surrogates.ts'
import { aPayload } from './fixtures/forms.ts'
import { IDENTITY, NARRATIVE } from './fixtures/neighbours.ts'
import { READER, RECIPIENT, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction } from './fixtures/service.ts'

const { register, refer, post, view, readMessages, session, everything, rows, state, store, subjectOf } =
  await useRedaction()
const OTHER = { agencyId: STRANGER.agencyId, user: READER }

beforeEach(() => {
  state.categories = [IDENTITY, NARRATIVE]
})

/** Fictional. Two witnesses; whoever reads the second text alone would begin to count anew. */
const NARRATIVE_OF_TWO = 'La testigo Rosa Paredes vio la casa. La testigo Inés Tacuri estaba con ella.'
const told = { ...aPayload(), narrative: { lang: 'es', text: NARRATIVE_OF_TWO } }
const write = async (referralId: string, text: string) =>
  expect((await post(CASEWORKER, '/messages', { referralId, lang: 'es', text, attachments: [] })).status).toBe(201)
const narrativeIn = async (referralId: string, who = SHELTER): Promise<string> =>
  (await session.open((await view(referralId, who)).body.sealed)).categories.narrative.text
const newestIn = async (referralId: string, who = SHELTER): Promise<string> =>
  (await readMessages(referralId, who)).opened.messages[0].text

describe('whoever is masked in a share', () => {
  test('is called the same in what is read of it later, in whatever order it names people', async () => {
    const referralId = refer(await register(CASEWORKER, { data: told }), { users: [READER, WORKER] })
    expect(await narrativeIn(referralId)).toBe(
      'La testigo [testigo A] vio la casa. La testigo [testigo B] estaba con ella.',
    )
    await write(referralId, 'Llamó la testigo Inés Tacuri, sin la testigo Rosa Paredes.')
    expect(await newestIn(referralId)).toBe('Llamó la testigo [testigo B], sin la testigo [testigo A].')
  })

  test('keeps the word when the narrative begins with somebody else', async () => {
    const subjectRef = await register(CASEWORKER, { data: told })
    const referralId = refer(subjectRef, { users: [READER, WORKER] })
    await narrativeIn(referralId)
    const text = `La testigo Noemí Cusi llegó. ${NARRATIVE_OF_TWO}`
    const supplement = { referralId, narrative: { lang: 'es', text } }
    expect((await post(CASEWORKER, '/supplements', supplement)).status).toBe(200)
    expect(await narrativeIn(referralId)).toBe(
      'La testigo [testigo C] llegó. La testigo [testigo A] vio la casa. La testigo [testigo B] estaba con ella.',
    )
  })

  test('begins with A for another reader, who can join nothing by it', async () => {
    const subjectRef = await register(CASEWORKER, { data: told })
    const [one, other] = [RECIPIENT, STRANGER].map(to =>
      refer(subjectRef, { to, users: [READER, WORKER] }, randomUUID()),
    )
    await narrativeIn(one ?? '')
    await write(other ?? '', 'La testigo Inés Tacuri espera.')
    expect(await newestIn(other ?? '', OTHER)).toBe('La testigo [testigo A] espera.')
  })

  test('has one word though two readings meet them at once', async () => {
    const subjectRef = await register()
    const key = generateDataKey()
    const of = { subjectId: await subjectOf(subjectRef), agency: RECIPIENT, referralId: randomUUID() }
    const called = (name: string) =>
      withSurrogates(store, of, key, async surrogates => {
        const [word] = surrogates.of([{ names: [name], role: 'witness' }], 'es')
        await new Promise(resolve => setTimeout(resolve, 50))
        return word
      })
    const words = await Promise.all(['paredes', 'tacuri', 'cusi'].map(called))
    expect(words.toSorted()).toEqual(['testigo A', 'testigo B', 'testigo C'])
    expect(await Promise.all(['paredes', 'tacuri', 'cusi'].map(called))).toEqual(words)
  })

  test('stands nowhere in clear, and under the person’s key alone', async () => {
    const stored = await everything()
    for (const hidden of ['Paredes', 'paredes', 'Tacuri', 'tacuri']) expect(stored).not.toContain(hidden)
    const [row] = await rows('select subject_id, agency_hub, agency_id, referral_id from surrogates limit 1')
    const of = {
      subjectId: row.subject_id,
      agency: { hub: row.agency_hub, agencyId: row.agency_id },
      referralId: row.referral_id,
    }
    await expect(withSurrogates(store, of, generateDataKey(), () => 0)).rejects.toThrow()
  })
})
