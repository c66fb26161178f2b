import { randomUUID } from 'node:crypto'
import { loadBook } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { RELEASES } from '../src/domain/quorum.ts'
import { alertViews } from '../src/http/alert-view.ts'
import { shippedAlerts } from '../src/policy/load.ts'
import { shippedRegisters } from '../src/policy/registers.ts'

const policy = shippedAlerts()
const LOGS = ['amparo.example:xb:access-log:400']
const REVIEWED = ['confirmation', 'refusal', 'basis', 'one_case', 'legal_hold', 'secrecy_order', 'restriction']
const SAID: Readonly<Record<string, readonly string[]>> = {
  journal_gap: ['fork:7', 'cut:5:7', 'silent:9', '5:7'],
  source_gap: ['redaction:1798761600000:3:4'],
  source_forked: ['referral:1798761600000:3'],
  source_restarted: ['directory:1798761600001:1798761600000:12'],
  entry_unreadable: ['record_unreadable', 'key_missing', 'entry_malformed', 'code_unknown'],
  log_unwitnessed: ['120:240'],
  released_unwitnessed: [...RELEASES, 'message_written'],
  witnesses_few: ['2:0'],
  register_due: Object.entries(shippedRegisters().registers).flatMap(([register, { clocks }]) =>
    Object.keys(clocks).map(clock => `${register}:${clock}`),
  ),
  alert_unread: [`bulk:${randomUUID()}`],
  review_missed: REVIEWED.map(what => `${what}:2026-12-02`),
  desk_differs: ['rows:4:2', 'unread:4:2', 'next:12:7', 'sweep:12:7'],
  key_gone: ['lost:4', `unheard:${'ab'.repeat(32)}`],
  log_rewritten: LOGS,
  witnessed_rewritten: [...LOGS, ...LOGS.map(of => `${of}:12`)],
  witnessed_unshown: LOGS,
  after_closure: loadBook()
    .everyVersion()
    .flatMap(({ states }) => Object.entries(states).flatMap(([name, { final }]) => (final === true ? [name] : []))),
}
const saidBy = (rule: string, facts: Readonly<Record<string, string | number>>) => {
  const at = new Date('2026-12-02T10:00:00Z')
  const alert = {
    ...{ id: '', rule, policyHash: '', weight: 1, raisedAt: at, dueAt: at, facts },
    ...{ userId: undefined, agency: undefined, referralId: undefined, entryIds: [] },
  }
  return Object.values(alertViews(policy)({ alert, events: [] }, at).says)
}

describe('The rules that come with the product', () => {
  test('say in words what codes say, and of several parts each in its place', () => {
    for (const rule of policy.rules) {
      const denials = rule.kind === 'outside_mandate' ? rule.codes : []
      const deadlines = rule.kind === 'review_overdue' ? rule.deadlines : []
      const names = rule.says.en.includes('{code}') ? [...denials, ...(SAID[rule.id] ?? [])] : []
      expect(names.length > 0 || rule.worded !== undefined || !/\{(code|deadline)\}/.test(rule.says.en), rule.id).toBe(
        true,
      )
      for (const code of names)
        for (const said of saidBy(rule.id, { code, index: 1, days: 4 })) {
          expect(Object.hasOwn(rule.worded ?? {}, code) || !said.includes(code), code).toBe(true)
          expect(said, code).not.toMatch(/[{}_]|undefined/)
        }
      for (const deadline of deadlines)
        for (const said of saidBy(rule.id, { deadline })) expect(said).not.toContain(deadline)
    }
  })
  test('say a code that they have no words for as it stands', () => {
    for (const said of saidBy('journal_gap', { code: 'otherwise' })) expect(said).toContain('otherwise')
    for (const said of saidBy('after_closure', { code: 'of-another-file', days: 4 }))
      expect(said).toContain('of-another-file')
  })
  test('say of a log which it is, and how large it was', () => {
    const [, en] = saidBy('witnessed_rewritten', { code: 'amparo.example:xb:access-log:400:12' })
    expect(en).toContain('amparo.example:xb:access-log, ')
    expect(en).toContain('400 entries')
    expect(en).toContain('there were 12 more')
  })
})
