import { describe, expect, it } from 'vitest'
import { calendarOf } from '../src/calendar.ts'
import { type Circumstances, duesOf, nextFire, pending } from '../src/dues.ts'
import { protocolFile } from '../src/protocol-file.ts'
import { ran, small } from './fixtures/protocols.ts'

const calendar = (timeZone: string) => calendarOf({ calendar: timeZone, timeZone, weekend: [6, 7], holidays: [] })
const DAY = 86_400_000
const usual: Circumstances = {
  priority: 'normal',
  quick: false,
  calendars: { sender: calendar('Europe/Madrid'), recipient: calendar('America/Bogota') },
}
const due = (name: string, run: ReturnType<typeof ran>, more: Partial<Circumstances> = {}) =>
  duesOf(small, run, { ...usual, ...more }).find(({ deadline }) => deadline === name)
const names = (run: ReturnType<typeof ran>, more: Partial<Circumstances> = {}) =>
  duesOf(small, run, { ...usual, ...more }).map(({ deadline }) => deadline)

describe('a deadline', () => {
  it('runs in its states and not in others', () => {
    expect(names(ran())).toEqual(['accept', 'review'])
    expect(names(ran('recipient:accept'))).toEqual(['serve', 'review'])
    expect(names(ran('recipient:decline'))).toEqual([])
  })

  it('depends on the priority', () => {
    expect(due('accept', ran(), { priority: 'emergency' })?.due).toEqual(new Date('2026-11-20T12:00:00Z'))
    expect(due('accept', ran(), { priority: 'urgent' })?.due).toEqual(new Date('2026-11-23T10:00:00Z'))
  })

  it('counts the working days of the country of who owes it', () => {
    expect(due('accept', ran())?.due).toEqual(new Date('2026-12-05T04:59:59.999Z'))
    expect(due('answer', ran('recipient:ask'))?.due).toEqual(new Date('2026-11-23T22:59:59.999Z'))
    const swapped = { sender: usual.calendars.recipient, recipient: usual.calendars.sender }
    expect(due('accept', ran(), { calendars: swapped })?.due).toEqual(new Date('2026-12-04T22:59:59.999Z'))
  })

  it('counts from the sending whatever came between, if it says so', () => {
    const back = ran('recipient:ask', 'sender:answer', 'recipient:accept')
    expect(due('serve', ran('recipient:accept'))?.since).toEqual(new Date('2026-11-20T10:00:00Z'))
    // Back in the first state, its clocks start anew.
    expect(due('serve', back)?.since).toEqual(new Date('2026-11-20T12:00:00Z'))
  })

  it('counts from when its states were entered, not from each change between them', () => {
    const asked = ran('recipient:ask')
    expect(due('answer', asked)).toMatchObject({ since: new Date('2026-11-20T11:00:00Z'), owner: 'sender' })
    expect(due('review', asked)?.since).toEqual(new Date('2026-11-20T10:00:00Z'))
  })

  it('starts anew with each step that renews it', () => {
    const run = ran('recipient:accept', 'recipient:news', 'recipient:news')
    expect(due('review', run)?.since).toEqual(new Date('2026-11-20T13:00:00Z'))
  })

  it('that a step starts does not run before it, and is met by its own step', () => {
    expect(names(ran('recipient:accept'))).not.toContain('news')
    expect(due('news', ran('recipient:accept', 'sender:ask-news'))?.due).toEqual(new Date('2026-11-22T12:00:00Z'))
    expect(names(ran('recipient:accept', 'sender:ask-news', 'recipient:news'))).not.toContain('news')
    const again = ran('recipient:accept', 'sender:ask-news', 'recipient:news', 'sender:ask-news')
    expect(due('news', again)?.since).toEqual(new Date('2026-11-20T14:00:00Z'))
  })

  it('is not put off by asking twice', () => {
    const run = ran('recipient:accept', 'sender:ask-news', 'sender:ask-news')
    expect(due('news', run)?.since).toEqual(new Date('2026-11-20T12:00:00Z'))
  })

  it('is not met by a step taken before it began', () => {
    expect(names(ran('recipient:accept', 'recipient:news', 'sender:ask-news'))).toContain('news')
  })

  it('may take several steps to meet, of several kinds', () => {
    const forms = ['risk', 'fitness'].map((form): [string, { form: string }] => ['sender:assessed', { form }])
    const moved = ['recipient:accept', 'sender:consent', ...forms, 'recipient:move']
    expect(names(ran(...moved))).toEqual(expect.arrayContaining(['first-follow-up', 'second-follow-up']))
    expect(due('second-follow-up', ran(...moved, 'recipient:follow-up'))?.metBy).toEqual({
      steps: ['follow-up', 'either'],
      times: 2,
      done: 1,
    })
    expect(names(ran(...moved, 'recipient:follow-up'))).not.toContain('first-follow-up')
    expect(names(ran(...moved, 'recipient:follow-up', 'sender:either'))).not.toContain('second-follow-up')
  })

  it('of a referral sent in a hurry runs for no other', () => {
    expect(names(ran())).not.toContain('complete')
    expect(due('complete', ran(), { quick: true })).toMatchObject({
      owner: 'sender',
      due: new Date('2026-11-21T10:00:00Z'),
    })
    expect(names(ran('sender:either'), { quick: true })).not.toContain('complete')
  })

  it('starts anew when the referral is opened again', () => {
    const run = ran('recipient:accept', 'sender:ask-news', 'recipient:finish', 'sender:reopen')
    expect(due('accept', run)?.since).toEqual(new Date('2026-11-20T14:00:00Z'))
    const accepted = ran('recipient:accept', 'sender:ask-news', 'recipient:finish', 'sender:reopen', 'recipient:accept')
    expect(names(accepted)).not.toContain('news')
  })

  it('takes no notice of a step without effect', () => {
    const run = ran('recipient:decline', 'recipient:accept')
    expect(run.entries.map(({ effective }) => effective)).toEqual([true, true, false])
    expect(names(run)).toEqual([])
  })
})

describe('escalations', () => {
  it('fall due before or after the deadline, in order, by priority, known by what they do', () => {
    const emergency = due('accept', ran(), { priority: 'emergency' })?.escalations
    expect(emergency).toEqual([
      { key: 'remind', at: new Date('2026-11-20T11:30:00Z'), do: 'remind' },
      { key: 'supervisor', at: new Date('2026-11-20T12:00:00Z'), do: 'supervisor' },
      { key: 'step:lapse', at: new Date('2026-11-21T12:00:00Z'), do: { step: 'lapse' } },
    ])
    expect(due('accept', ran())?.escalations.map(({ key }) => key)).toEqual(['supervisor', 'step:lapse'])
  })

  it('that have happened do not come again; the next is the earliest of the others', () => {
    const dues = duesOf(small, ran(), { ...usual, priority: 'emergency' })
    const since = new Date('2026-11-20T10:00:00Z')
    expect(nextFire(dues, [])).toEqual(new Date('2026-11-20T11:30:00Z'))
    const fired = [{ deadline: 'accept', since, key: 'remind' }]
    expect(nextFire(dues, fired)).toEqual(new Date('2026-11-20T12:00:00Z'))
    expect(pending(dues, fired)[0]).toMatchObject({ due: { deadline: 'accept' }, escalation: { key: 'supervisor' } })
  })

  it('that have happened are known in a version that puts another one before them', () => {
    const { accept } = small.deadlines
    if (accept === undefined) throw new Error('no such deadline')
    // biome-ignore lint/suspicious/noThenProperty: the file's own word
    const calls = { ...small.deadlines, accept: { ...accept, then: [{ after: '-PT1H', do: 'phone' }, ...accept.then] } }
    const inserted = protocolFile.parse({ ...small, deadlines: calls })
    const first = duesOf(small, ran(), usual)
    const fired = pending(first, []).map(({ due: { deadline, since }, escalation: { key } }) => ({
      deadline,
      since,
      key,
    }))
    const left = pending(duesOf(inserted, ran(), usual), fired)
    expect(left.map(({ escalation }) => escalation.do)).toEqual(['phone'])
  })

  it('of the same kind are counted', () => {
    const twice = protocolFile.parse({
      ...small,
      deadlines: {
        // biome-ignore lint/suspicious/noThenProperty: the file's own word
        accept: { ...small.deadlines['accept'], then: [{ do: 'phone' }, { after: 'PT1H', do: 'phone' }] },
      },
    })
    const [accept] = duesOf(twice, ran(), usual)
    expect(accept?.escalations.map(({ key }) => key)).toEqual(['phone', 'phone:2'])
  })

  it('that end a referral count from when this hub heard; people are called, and the deadline is, as both hubs agree', () => {
    const told = duesOf(small, ran(), { ...usual, heardAt: ({ at }) => new Date(at.getTime() + 3 * DAY) })
    const agreed = duesOf(small, ran(), usual)
    const timesOf = ([accept]: typeof told) => accept?.escalations.map(({ key, at }) => [key, at.toISOString()])
    expect(timesOf(agreed)).toEqual([
      ['supervisor', expect.any(String)],
      ['step:lapse', expect.any(String)],
    ])
    const [supervisor, lapse] = timesOf(agreed) ?? []
    const later = new Date(Date.parse(lapse?.[1] ?? '') + 3 * DAY).toISOString()
    expect(timesOf(told)).toEqual([supervisor, ['step:lapse', later]])
    expect(told[0]?.due).toEqual(agreed[0]?.due)
  })

  it('come again when the clock has started anew', () => {
    const first = ran('recipient:accept', 'recipient:news')
    const second = ran('recipient:accept', 'recipient:news', 'recipient:news')
    const fired = pending(duesOf(small, first, usual), []).map(({ due: { deadline, since }, escalation }) => ({
      deadline,
      since,
      key: escalation.key,
    }))
    expect(pending(duesOf(small, first, usual), fired)).toEqual([])
    expect(pending(duesOf(small, second, usual), fired).map(item => item.due.deadline)).toEqual(['review'])
  })

  it('there are none when nothing runs', () => {
    expect(nextFire(duesOf(small, ran('recipient:decline'), usual), [])).toBeUndefined()
  })
})
