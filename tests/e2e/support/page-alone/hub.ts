import { randomUUID } from 'node:crypto'
import type { AgencyView, ProtocolView, ReferralView } from '@amparo/client'
import { loadBook, SHIPPED } from '@amparo/protocols'

const HOUR = 3_600_000
export const DAY_MS = 24 * HOUR
/** Ids that stay the same from run to run. */
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const ME = id(1)
export const COLLEAGUES = [
  { userId: ME, name: 'ana.supervisora@xa' },
  { userId: id(2), name: 'benicio@xa' },
  { userId: id(3), name: 'carmela@xa' },
]
/** Who worked there, and left something open. */
export const LEAVER = { userId: id(9), name: 'dolores@xa', kind: 'left', at: '2026-11-01T08:00:00Z' }
export const AGENCIES: readonly AgencyView[] = [
  { hub: 'XA', agencyId: id(11), type: 'shelter', name: 'Albergue Casa Abierta' },
  { hub: 'XA', agencyId: id(12), type: 'police', name: 'Policía de Puerto Alba' },
  { hub: 'XA', agencyId: id(13), type: 'child_protection', name: 'Protección de la Infancia de Puerto Alba' },
  { hub: 'XB', agencyId: id(14), type: 'legal_aid', name: 'Defensoría Pública del Norte' },
]
const own = { hub: 'XA', agencyId: id(11) }

/** As the referral service tells them, of the shipped files. */
export function protocolViews(): ProtocolView[] {
  return loadBook([SHIPPED])
    .all()
    .map(
      ({
        protocol,
        version,
        name,
        about,
        family,
        subjects,
        compartment,
        senders,
        recipients,
        states,
        steps,
        deadlines,
        words,
        start,
      }) => ({
        ...{ id: protocol, version, name, about, family, subjects, compartment, senders, recipients, words, start },
        states: Object.fromEntries(
          Object.entries(states).map(([state, { text, status, final, turn }]) => [
            state,
            { text, status, ...(final ? { final } : {}), ...(turn ? { turn } : {}) },
          ]),
        ),
        steps: Object.fromEntries(
          Object.entries(steps).map(([step, { text, hint, by, from, to }]) => [
            step,
            { text, by, from, ...(to ? { to } : {}), ...(hint ? { hint } : {}) },
          ]),
        ),
        deadlines: Object.fromEntries(Object.entries(deadlines).map(([deadline, { text }]) => [deadline, { text }])),
      }),
    ) as ProtocolView[]
}

/** Referrals in every state of urgency, of an agency that has much to do. */
export function referrals(protocol: ProtocolView, now: number, count: number): ReferralView[] {
  const states = ['requested', 'acknowledged', 'accepted', 'in-progress', 'information-requested'].filter(
    state => protocol.states[state],
  )
  const deadlines = Object.keys(protocol.deadlines)
  return Array.from({ length: count }, (_, i) => {
    const state = states[i % states.length] ?? 'requested'
    const def = protocol.states[state]
    const deadline = deadlines[i % deadlines.length] ?? ''
    // From two days ago to three weeks ahead.
    const at = now + (i * i * 3 - 40) * HOUR + i * 7 * 60_000
    const sends = i % 4 === 3
    return {
      id: id(100 + i),
      protocol: protocol.id,
      protocolVersion: protocol.version,
      priority: ['emergency', 'urgent', 'normal'][i % 3] ?? 'normal',
      quick: i % 5 === 1,
      status: def?.status ?? 'requested',
      state,
      stateText: def?.text ?? protocol.name,
      turn: def?.turn ?? null,
      from: sends ? own : { hub: 'XA', agencyId: id(12) },
      to: sends ? { hub: 'XB', agencyId: id(14) } : own,
      services: i % 2 === 0 ? ['housing', 'legal'] : ['medical_and_dental'],
      purpose: 'shelter',
      plan: [],
      assignedTo: i % 3 === 0 ? [] : i % 3 === 1 ? [id(2)] : [ME, id(3)],
      delivery: null,
      submittedAt: new Date(now - (i + 1) * 5 * HOUR).toISOString(),
      updatedAt: new Date(now - HOUR).toISOString(),
      due: [
        {
          deadline,
          text: protocol.deadlines[deadline]?.text ?? protocol.name,
          owner: i % 4 === 2 ? ('sender' as const) : ('recipient' as const),
          at: new Date(at).toISOString(),
          overdue: at < now,
        },
      ],
      overdue: at < now,
      version: 3,
      steps: [],
      links: [],
      passedOn: [],
      messages: 0,
      assessed: [],
      allowedActions: [],
    }
  })
}

export const deadlinesOf = (all: readonly ReferralView[]) =>
  all.flatMap(({ id: referralId, protocol, priority, state, assignedTo, due }) =>
    due.map(({ deadline, text, at, overdue }) => ({
      ...{ referralId, protocol, priority, state, assignedTo, deadline, text, overdue },
      dueAt: at,
    })),
  )

export const offers = (protocol: ProtocolView, now: number) => [
  {
    ...{ id: id(300), protocol: protocol.id, protocolVersion: 1, priority: 'emergency', minors: true },
    services: ['housing', 'mental_health'],
    madeAt: new Date(now - HOUR).toISOString(),
    expiresAt: new Date(now + HOUR).toISOString(),
  },
  {
    ...{ id: id(301), protocol: protocol.id, protocolVersion: 1, priority: 'normal', minors: false },
    services: ['legal'],
    madeAt: new Date(now - 30 * HOUR).toISOString(),
    expiresAt: new Date(now + 60 * HOUR).toISOString(),
  },
]

export const shifts = (now: number) =>
  [0, 1, 3].map((day, i) => ({
    id: randomUUID(),
    userId: COLLEAGUES[i % 3]?.userId ?? ME,
    from: new Date(now + day * DAY_MS - HOUR).toISOString(),
    to: new Date(now + day * DAY_MS + 8 * HOUR).toISOString(),
    supervises: i === 1,
  }))
