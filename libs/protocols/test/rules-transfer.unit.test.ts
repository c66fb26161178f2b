import { describe, expect, it } from 'vitest'
import { actionsFor, needsAge } from '../src/index.ts'
import { after, answered, dueAfter, hours, type Move, may, shipped, stepsOf } from './fixtures/played.ts'

const PRIORITIES = ['emergency', 'urgent', 'normal'] as const

describe('transfer and assisted return', () => {
  const protocol = shipped('cross-border-transfer')
  const accepted: Move[] = [['recipient', 'accept']]
  const prepared: Move[] = [
    ...accepted,
    answered('sender', 'protection-screening'),
    answered('sender', 'transfer-risk'),
    answered('recipient', 'transfer-risk'),
    answered('sender', 'family-assessment'),
    answered('recipient', 'family-assessment'),
    ['sender', 'confirm-adult'],
    ['sender', 'explain-risks'],
    ['sender', 'choose-to-go'],
    ['sender', 'documents-ready'],
    ['sender', 'confirm-fitness'],
    ['sender', 'arrange-escort'],
    ['recipient', 'ready-to-receive'],
  ]

  it('departs when all of it is there, and not when any one thing is missing', () => {
    for (const priority of PRIORITIES) {
      expect(may(protocol, prepared, ['sender', 'depart'], priority)).toBe('ok')
      for (const missing of prepared.slice(1)) {
        const rest = prepared.filter(move => move !== missing)
        const [side, step, data] = missing
        const name = step === 'assessed' ? `form:${data?.['form']}:${side}` : `step:${step}`
        expect(String(may(protocol, rest, ['sender', 'depart'], priority))).toContain(name)
      }
    }
  })

  it('lets no child depart because somebody took them for an adult, or alone: the best interests are assessed, and somebody goes along', () => {
    const asChild = (moves: readonly Move[]) => may(protocol, moves, ['sender', 'depart'], 'normal', true)
    expect(asChild(prepared)).toEqual(['form:best-interests:either'])
    expect(asChild([...prepared, answered('sender', 'best-interests')])).toBe('ok')
    const alone: Move[] = [
      ...prepared.filter(([, step]) => step !== 'arrange-escort'),
      answered('sender', 'best-interests'),
      ['sender', 'arrange-escort', { escort: 'alone-by-choice' }],
    ]
    expect(may(protocol, alone, ['sender', 'depart'])).toBe('ok')
    expect(asChild(alone)).toEqual(['step:arrange-escort'])
    expect(asChild([...alone, ['sender', 'arrange-escort', { escort: 'guardian-escort' }]])).toBe('ok')
  })

  it('does not offer a child the step of an adult', () => {
    const viewer = { side: 'sender', scopes: new Set(['referral:submit']), priority: 'normal' } as const
    const open = (minor: boolean) =>
      actionsFor(protocol, after(protocol, accepted), { ...viewer, minor }).map(({ step }) => step)
    expect(open(false)).toContain('confirm-adult')
    expect(open(true)).not.toContain('confirm-adult')
    expect(open(true)).toContain('arrange-escort')
  })

  it('asks how old the person is for what adults do, and for what rests on it', () => {
    const asking = Object.keys(protocol.steps).filter(step => needsAge(protocol, step))
    expect(asking.sort()).toEqual(['arrange-escort', 'confirm-adult', 'depart'])
  })

  it('evacuates in an emergency on the rapid assessment, and in no other case', () => {
    expect(may(protocol, accepted, ['sender', 'evacuate'], 'emergency')).toEqual(['form:rapid-risk:sender'])
    const rapid = [...accepted, answered('sender', 'rapid-risk')]
    expect(may(protocol, rapid, ['sender', 'evacuate'], 'emergency')).toBe('ok')
    for (const priority of ['urgent', 'normal'])
      expect(may(protocol, rapid, ['sender', 'evacuate'], priority)).toBe('not_now')
  })

  it('has the rapid assessment made in two hours', () => {
    expect(hours(dueAfter(protocol, accepted, 'assess-risk', { priority: 'emergency' }))).toBe(2)
  })

  it('makes up for the full assessment after an evacuation', () => {
    const arrived: Move[] = [
      ...accepted,
      answered('sender', 'rapid-risk'),
      ['sender', 'evacuate'],
      ['recipient', 'confirm-arrival'],
    ]
    expect(may(protocol, arrived, ['recipient', 'begin-follow-up'], 'emergency')).toContain(
      'form:transfer-risk:recipient',
    )
  })

  it('lets the person change their mind until departure, and go on only if they decide anew', () => {
    const doubting: Move[] = [...prepared, ['sender', 'revoke-decision']]
    expect(may(protocol, doubting, ['sender', 'depart'])).toBe('not_now')
    expect(may(protocol, doubting, ['sender', 'choose-to-stay'])).toBe('ok')
    expect(may(protocol, [...doubting, ['sender', 'decide-again']], ['sender', 'depart'])).toBe('ok')
  })

  it('raises the alarm when arrival is not confirmed within 24 hours', () => {
    const arrival = dueAfter(protocol, [...prepared, ['sender', 'depart']], 'arrival')
    expect(hours(arrival)).toBe(24)
    expect(stepsOf(arrival)).toEqual(['raise-alarm'])
    expect(arrival.escalations.map(({ do: what }) => what)).toContain('phone')
  })

  it('raises the alarm on the sender’s side too, an hour later, if the other side’s hub is silent', () => {
    const unconfirmed = dueAfter(protocol, [...prepared, ['sender', 'depart']], 'arrival-unconfirmed')
    expect(unconfirmed.owner).toBe('sender')
    expect(hours(unconfirmed)).toBe(25)
    expect(unconfirmed.escalations.map(({ do: what }) => what)).toEqual([
      'remind',
      'supervisor',
      'phone',
      { step: 'raise-alarm' },
    ])
    expect(after(protocol, [...prepared, ['sender', 'depart'], ['sender', 'raise-alarm']]).state).toBe(
      'missing-in-transit',
    )
  })

  it('calls the sender two hours after a person is in danger again, whatever the recipient does', () => {
    const inDanger: Move[] = [...prepared, ['sender', 'depart'], ['recipient', 'confirm-arrival']]
    const due = dueAfter(protocol, [...inDanger, ['recipient', 'trafficked-again']], 'protection-unconfirmed')
    expect(due.owner).toBe('sender')
    expect(hours(due)).toBe(2)
  })

  it('pauses for a welfare check when consent is withdrawn on the way', () => {
    const paused: Move[] = [...prepared, ['sender', 'depart'], ['sender', 'withdraw-in-transport', {}]]
    expect(after(protocol, paused).state).toBe('paused-welfare-check')
    expect(after(protocol, [...prepared, ['sender', 'depart'], ['sender', 'withdraw', {}]]).state).toBe('in-transit')
  })

  it('cannot be cancelled while the person is on the road', () => {
    expect(may(protocol, [...prepared, ['sender', 'depart']], ['sender', 'cancel'])).toBe('not_now')
  })

  it('is followed up at 1, 3, 6 and 12 months, and ends earlier only if the person wishes', () => {
    const following: Move[] = [
      ...prepared,
      ['sender', 'depart'],
      ['recipient', 'confirm-arrival'],
      ['recipient', 'begin-follow-up'],
    ]
    const due = [1, 3, 6, 12].map(month =>
      dueAfter(protocol, following, `follow-up-${month}`).due.toISOString().slice(0, 7),
    )
    expect(due).toEqual(['2026-04', '2026-06', '2026-09', '2027-03'])
    expect(may(protocol, following, ['recipient', 'complete'])).toEqual(['step:follow-up-12 or step:end-follow-up'])
  })
})
