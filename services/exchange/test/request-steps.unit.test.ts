import { VICTIMS_SAID } from '@amparo/contracts'
import { checkData, runOf, type Side, type Taken } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { clocksOf, courseOf, deadlinesOf } from '../src/domain/requests/course.ts'
import { newSteps, type ReportedStep } from '../src/domain/requests/reported.ts'
import type { Signed, Step } from '../src/domain/requests/request.ts'
import { againstTreaty } from '../src/domain/requests/take-step.ts'
import { loadRules } from '../src/terms/load.ts'

const rules = loadRules()
const { latest } = rules
const start = new Date('2026-03-02T10:00:00Z')
const at = (hours: number) => new Date(start.getTime() + hours * 3_600_000)
const step = (side: Side, number: number, name: string, seen = 0, data: Taken['data'] = {}): Step => ({
  ...{ side, number, seen, step: name, data, at: at(number), byUser: undefined, receivedAt: at(number) },
})
const submit = step('sender', 1, 'submit')

describe('what the other side reports', () => {
  const reported = (one: Step, changes: Partial<ReportedStep> = {}): ReportedStep => ({ ...one, ...changes })
  const taken = (steps: readonly ReportedStep[], here: readonly Step[] = []) => {
    const found = newSteps(latest, here, 'sender', steps, at(100))
    return found === 'unlawful' ? found : found.map(one => one.step)
  }
  const withdraw = step('sender', 2, 'withdraw', 0, { reason: 'case-ended' })

  test('is taken as far as it is new', () => {
    expect(taken([reported(submit), reported(withdraw)])).toEqual(['submit', 'withdraw'])
    expect(taken([reported(submit), reported(withdraw)], [submit])).toEqual(['withdraw'])
    expect(taken([reported(submit)], [submit])).toEqual([])
  })

  test('is taken where it came too late to count: the fold says so on both sides alike', () => {
    const here = [submit, step('recipient', 1, 'refuse', 1, { ground: 'political-offence', reasonsSent: true })]
    expect(taken([reported(submit), reported(withdraw)], here)).toEqual(['withdraw'])
    const course = courseOf(latest, { priority: 'normal' }, [...here, withdraw])
    expect([course.state, course.entries.at(-1)?.effective]).toEqual(['refused', false])
  })

  test.each<[string, ReportedStep]>([
    ['a gap', reported(withdraw, { number: 3 })],
    ['what it cannot have seen', reported(withdraw, { seen: 1 })],
    ['a step of the other side', reported(withdraw, { step: 'acknowledge', data: {} })],
    ['a second beginning', reported(withdraw, { step: 'submit', data: {} })],
    ['a step of no protocol', reported(withdraw, { step: 'toString', data: {} })],
    ['a reason on no list', reported(withdraw, { data: { reason: 'whim' } })],
    ['no data where some belong', reported(withdraw, { data: undefined })],
    ['a time ahead of ours', reported(withdraw, { at: at(102) })],
  ])('is refused whole: %s', (_, wrong) => {
    expect(taken([reported(submit), wrong])).toBe('unlawful')
  })

  test('is refused whole: what is to be destroyed before the day on which it was handed over', () => {
    const here = [submit, step('recipient', 1, 'acknowledge', 1), step('recipient', 2, 'accept', 1)]
    const found = (destroyBy: string) => {
      const codes = { kind: 'document', handling: 'h3', source: 'source-a', information: 'information-2' }
      const item = { item: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0001', ...codes, sha256: 'd'.repeat(64), destroyBy }
      const data = { extent: 'wholly', victims: 'no-victim', items: [item] }
      return newSteps(latest, here, 'recipient', [reported(step('recipient', 3, 'execute', 1, data))], at(100))
    }
    expect(found('2026-03-01')).toBe('unlawful')
    expect(found('2026-03-02')).toHaveLength(1)
  })
})

describe('what a treaty leaves open or not', () => {
  const [nassau, untoc] = rules.terms.treaties
  if (nassau === undefined || untoc === undefined) throw new Error('no treaties')
  const exculpatory = { step: 'announce-exculpatory', data: { when: 'before-disclosure' } }
  const under = (treaty: typeof nassau, since: readonly Step[]) =>
    againstTreaty({ request: { type: 'documents', expedited: false }, treaty }, { since }, exculpatory)
  const asked = step('sender', 2, 'ask-use', 0, { use: 'disclose-to-defence' })

  test('under UNTOC what clears an accused is disclosed after telling; under Nassau after leave', () => {
    expect(under(untoc, [])).toBeUndefined()
    expect(under(nassau, [])).toBe('permission_needed')
    expect(under(nassau, [asked])).toBe('permission_needed')
    expect(under(nassau, [asked, step('recipient', 1, 'permit-use')])).toBeUndefined()
  })

  test('leave for something else is none, nor is one that was refused since', () => {
    const other = step('sender', 2, 'ask-use', 0, { use: 'other-offence' })
    const [permit, refuse] = [step('recipient', 1, 'permit-use'), step('recipient', 2, 'refuse-use')]
    expect(under(nassau, [other, permit])).toBe('permission_needed')
    expect(under(nassau, [asked, permit, step('sender', 3, 'ask-use', 1, asked.data), refuse])).toBe(
      'permission_needed',
    )
  })
})

describe('what was handed over', () => {
  const codes = { kind: 'object', handling: 'h1', source: 'source-a', information: 'information-1' }
  const data = {
    extent: 'wholly',
    victims: 'no-victim',
    items: [{ item: '0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6c0001', ...codes }],
  }

  test('has a hash, a thing that of its record; a request of the first version goes on without', () => {
    const [first, second] = [rules.version(1), rules.version(2)]
    if (first === undefined || second === undefined) throw new Error('a version is gone')
    expect(checkData(first, 'execute', data)).toEqual([])
    expect(checkData(second, 'execute', data)).toEqual([{ pointer: '/items/0/sha256', code: 'required' }])
  })

  test('says of them, as the form does, what the contract names', () => {
    expect(rules.terms.form.fields['victims']?.codes).toEqual(VICTIMS_SAID)
    for (const said of VICTIMS_SAID)
      expect(checkData(rules.latest, 'execute', { extent: 'wholly', items: [], victims: said })).toEqual([])
  })

  test('says of the victims in it whether that state may be feared; a request of the first version may', () => {
    const [first, second] = [rules.version(1), rules.version(2)]
    if (first === undefined || second === undefined) throw new Error('a version is gone')
    const { victims: _, ...unsaid } = { ...data, items: [] }
    expect(checkData(first, 'execute', unsaid)).toEqual([])
    expect(checkData(second, 'execute', unsaid)).toEqual([{ pointer: '/victims', code: 'required' }])
    for (const version of [first, second])
      expect(checkData(version, 'execute', { ...unsaid, victims: 'not-asked' })).toMatchObject([
        { pointer: '/victims' },
      ])
  })
})

describe('what is due', () => {
  const request: Signed = {
    ...{ id: '', status: 'sent', fromHub: 'XA', toHub: 'XB', type: 'documents', treaty: 'nassau', instrumentId: 'n' },
    ...{
      priority: 'normal',
      expedited: false,
      draftedBy: '',
      protocolVersion: 1,
      version: 1,
      createdAt: start,
      updatedAt: start,
    },
    ...{ answers: { 'limitation-on': '2026-05-01', 'detention-until': '2026-04-01' }, returnedFor: undefined },
    parties: { sender: { hub: 'XA', agencyId: 'a' }, recipient: { hub: 'XB', agencyId: 'b' } },
  }
  const course = (steps: readonly Step[], priority = request.priority) => courseOf(latest, { priority }, steps)
  const dues = (steps: readonly Step[], priority = request.priority) =>
    deadlinesOf(rules, { ...request, priority }, course(steps, priority)).map(({ deadline }) => deadline)

  test('somebody of each side owes something, or is called, in every state that is not final', () => {
    expect(dues([submit])).toEqual(['acknowledge', 'unanswered'])
    expect(dues([submit, step('recipient', 1, 'acknowledge', 1)])).toEqual(['decide', 'follow-up'])
  })

  test('an emergency is acknowledged within hours', () => {
    const [first] = deadlinesOf(rules, { ...request, priority: 'emergency' }, course([submit], 'emergency'))
    expect(first?.due).toEqual(at(1 + 4))
  })

  test('custody and limitation run on as long as the request does, the first first', () => {
    const clocks = (steps: readonly Step[]) => clocksOf(request, course(steps)).map(({ clock }) => clock)
    expect(clocks([submit])).toEqual(['detention-until', 'limitation-on'])
    expect(clocks([submit, step('sender', 2, 'withdraw', 0, { reason: 'case-ended' })])).toEqual([])
  })

  test('the fold is that of the engine which runs referrals', () => {
    const steps = [submit, step('recipient', 1, 'acknowledge', 1)]
    expect(course(steps)).toEqual(runOf(latest, steps, { priority: 'normal', betweenHubs: true }))
  })
})
