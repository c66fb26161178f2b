import { type ConsentView, ProblemError, type ReferralView } from '@amparo/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { consentOf, payloadOf, referralOf } from '../../web/form/payload.ts'
import { createIntakeSender, type IntakeClient, type Person, type RowState } from '../../web/work/intake/send.ts'
import { filledDraft, formTexts, NOW, SHELTER } from '../fixtures/filled-draft.ts'

interface Call {
  readonly what: 'intake' | 'register' | 'consent' | 'referral'
  readonly of: string
  readonly key: string | undefined
  readonly body: unknown
}

/** A hub that keeps each request once, under its key, and may lose an answer after it was kept. */
let calls: Call[]
let lose: (call: Call) => boolean
let refuse: (call: Call) => ProblemError | undefined
let number: number

const lost = () => new ProblemError(0, { code: 'hub_unreachable', title: 'lost' })
const kept = new Map<string, unknown>()
function hub<T>(call: Call, make: () => T): T {
  calls.push(call)
  const refusal = refuse(call)
  if (refusal) throw refusal
  const id = `${call.what} ${call.key}`
  if (!kept.has(id)) kept.set(id, make())
  if (lose(call)) throw lost()
  return kept.get(id) as T
}

const client: IntakeClient = {
  seal: async payload => `sealed ${payload.subject.identity.names[0]}`,
  keepConsentSheet: async () => ({ id: 'a-sheet', sha256: 'd'.repeat(64) }),
  registerSealed: async (sealed, key) =>
    hub({ what: 'register', of: sealed, key, body: sealed }, () => ({ subjectRef: `ref of ${sealed}` })),
  supplement: async () => ({}),
  refuseConsent: async () => ({ id: 'a-refusal', refusedAt: NOW.toISOString() }),
  recordConsent: async (form, key) =>
    hub(
      { what: 'consent', of: form.subjectRef, key, body: form },
      () => ({ id: `consent ${number++}` }) as ConsentView,
    ),
  submitReferral: async (body, key) =>
    hub({ what: 'referral', of: body.subjectRef, key, body }, () => ({ id: `referral ${number++}` }) as ReferralView),
  openIntake: async (body, key) => hub({ what: 'intake', of: 'intake', key, body }, () => ({ id: 'the intake' })),
}

const STANDARD = { family: 'oas-64-standard' }

const person = (name: string): Person => ({
  key: name,
  sending: belongs => {
    const draft = filledDraft({ names: name })
    return {
      payload: payloadOf(draft, NOW),
      consent: subjectRef => consentOf(draft, SHELTER, subjectRef, { protocol: STANDARD, formTexts }),
      referral: subjectRef => ({ ...referralOf(draft, SHELTER, subjectRef, { protocol: STANDARD }), ...belongs }),
    }
  },
})
const people = ['Ana', 'Bea', 'Cleo'].map(person)
const INTAKE = { count: 3, protocol: 'oas-64-standard' }

const sender = () => createIntakeSender(client, () => `key ${number++}`)
const states = () => {
  const told = new Map<string, RowState>()
  return { told, tell: (key: string, state: RowState) => void told.set(key, state) }
}
const bodiesOf = (what: Call['what']) => calls.filter(call => call.what === what).map(({ body }) => body)

beforeEach(() => {
  calls = []
  lose = () => false
  refuse = () => undefined
  number = 1
  kept.clear()
})

describe('an intake', () => {
  it('is begun once, and each of its referrals belongs to it and to the first', async () => {
    const { told, tell } = states()
    expect(await sender()(INTAKE, people, tell)).toBe(true)
    expect(bodiesOf('intake')).toEqual([INTAKE])
    const [first, second, third] = bodiesOf('referral') as { intakeId: string; links: unknown[] }[]
    expect([first, second, third].map(body => body?.intakeId)).toEqual(['the intake', 'the intake', 'the intake'])
    const firstId = told.get('Ana')
    expect(firstId?.kind).toBe('sent')
    const link = { referralId: firstId?.kind === 'sent' && firstId.referralId, kind: 'same-event' }
    expect([first?.links, second?.links, third?.links]).toEqual([[], [link], [link]])
  })

  it('is none if there is one person alone', async () => {
    await sender()({ ...INTAKE, count: 1 }, people.slice(0, 1), () => undefined)
    expect(bodiesOf('intake')).toEqual([])
    expect(bodiesOf('referral')[0]).not.toHaveProperty('intakeId')
  })
})

describe('a connection that breaks', () => {
  it.each(['intake', 'register', 'consent', 'referral'] as const)(
    'doubles nobody, wherever it does: after %s',
    async at => {
      const send = sender()
      const { told, tell } = states()
      let breaks = 2
      lose = call => call.what === at && breaks-- > 0
      let tries = 0
      while (!(await send(INTAKE, people, tell))) tries++
      expect(tries).toBe(2)
      expect([...told.values()].map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent'])
      const made = [...kept.keys()].map(key => key.split(' ')[0])
      expect(made.filter(what => what === 'referral')).toHaveLength(3)
      expect(made.filter(what => what === 'register')).toHaveLength(3)
      expect(made.filter(what => what === 'consent')).toHaveLength(3)
    },
  )

  it('says of the one that was under way that nobody knows, and leaves the rest waiting', async () => {
    const { told, tell } = states()
    lose = ({ what, of }) => what === 'referral' && of.includes('Bea')
    expect(await sender()(INTAKE, people, tell)).toBe(false)
    expect([...told]).toMatchObject([
      ['Ana', { kind: 'sent' }],
      ['Bea', { kind: 'unsure' }],
    ])
  })
})

describe('a refusal', () => {
  const problem = (code: string, status = 403) => new ProblemError(status, { code, title: code })

  it('stops its row only, and what is put right goes out alone', async () => {
    const send = sender()
    const { told, tell } = states()
    refuse = ({ what, of }) => (what === 'consent' && of.includes('Bea') ? problem('recipient_excluded') : undefined)
    expect(await send(INTAKE, people, tell)).toBe(true)
    expect([...told.values()].map(({ kind }) => kind)).toEqual(['sent', 'refused', 'sent'])
    refuse = () => undefined
    calls = []
    await send(INTAKE, people, tell)
    expect(calls.every(({ of }) => of.includes('Bea'))).toBe(true)
    expect(told.get('Bea')?.kind).toBe('sent')
  })

  it('that asks for a sign-in is passed on, and nothing is lost by it', async () => {
    const send = sender()
    const { told, tell } = states()
    refuse = ({ what, of }) => (what === 'consent' && of.includes('Bea') ? problem('step_up_required', 401) : undefined)
    await expect(send(INTAKE, people, tell)).rejects.toMatchObject({ problem: { code: 'step_up_required' } })
    expect(told.get('Bea')?.kind).toBe('waiting')
    refuse = () => undefined
    expect(await send(INTAKE, people, tell)).toBe(true)
    expect(bodiesOf('referral')).toHaveLength(3)
  })
})
