import type { DeadlineItem } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import { byColleague, byDay, heats, worstFirst } from '../../web/work/burning.ts'
import { distance, heatOf } from '../../web/work/time.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const text = { es: 'Responder', en: 'Answer', fr: 'Répondre', pt: 'Responder' }
const item = (change: Partial<DeadlineItem>): DeadlineItem => ({
  referralId: 'r',
  deadline: 'accept',
  text,
  dueAt: '2026-11-24T18:00:00Z',
  overdue: false,
  priority: 'normal',
  protocol: 'p',
  state: 's',
  assignedTo: [],
  ...change,
})

describe('how much it burns', () => {
  it.each([
    ['2026-11-24T11:59:59Z', 'over'],
    ['2026-11-24T12:00:00Z', 'now'],
    ['2026-11-24T14:00:00Z', 'now'],
    ['2026-11-24T14:00:01Z', 'soon'],
    ['2026-11-25T12:00:00Z', 'soon'],
    ['2026-11-25T12:00:01Z', 'later'],
  ])('what is due at %s: %s', (dueAt, heat) => {
    expect(heatOf(dueAt, NOW)).toBe(heat)
  })

  it('is counted by kind, the worst first, without kinds of which there is none', () => {
    const items = [{}, { dueAt: '2026-11-23T00:00:00Z' }, { dueAt: '2026-11-22T00:00:00Z' }].map(item)
    expect(heats(items, NOW)).toEqual([
      ['over', 2],
      ['soon', 1],
    ])
  })
})

describe('time left', () => {
  it.each([
    ['2026-11-24T12:45:30Z', 'en', 'in 45 minutes'],
    ['2026-11-24T15:59:00Z', 'en', 'in 3 hours'],
    ['2026-11-28T11:00:00Z', 'es', 'dentro de 3 días'],
    ['2026-11-24T10:00:00Z', 'pt', 'há 2 horas'],
    ['2026-11-24T11:59:30Z', 'fr', 'il y a 0 minute'],
  ])('at %s in %s: %s', (at, language, said) => {
    expect(distance(at, NOW, language)).toBe(said)
  })
})

describe('what is late', () => {
  it('comes by priority, and of one priority what has waited longest', () => {
    const items = [
      item({ referralId: 'a', dueAt: '2026-11-20T00:00:00Z' }),
      item({ referralId: 'b', priority: 'emergency', dueAt: '2026-11-24T10:00:00Z' }),
      item({ referralId: 'c', priority: 'emergency', dueAt: '2026-11-23T10:00:00Z' }),
      item({ referralId: 'd', priority: 'urgent', dueAt: '2026-11-01T10:00:00Z' }),
    ]
    expect(worstFirst(items).map(({ referralId }) => referralId)).toEqual(['c', 'b', 'd', 'a'])
  })

  it('is told by colleague, nobody first, and what two share with both', () => {
    const items = [item({ assignedTo: ['x', 'y'] }), item({ assignedTo: ['y'] }), item({})]
    expect(byColleague(items).map(([user, theirs]) => [user, theirs.length])).toEqual([
      [undefined, 1],
      ['y', 2],
      ['x', 1],
    ])
  })

  it('stands on the day that it is here', () => {
    const late = new Date(2026, 10, 24, 23, 30).toISOString()
    expect([...byDay([item({ dueAt: late })]).keys()]).toEqual(['2026-11-24'])
  })
})
