import type { ProtocolView, ReferralView, Text } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import { drawMap, wrap } from '../web/case/draw-map.ts'
import { stateMap } from '../web/case/map.ts'

const say = (text: string): Text => ({ es: text, en: text, fr: text, pt: text })
const protocol = {
  states: {
    asked: { text: say('Asked'), status: 'requested' },
    taken: { text: say('Taken'), status: 'accepted' },
    over: { text: say('Over'), status: 'completed', final: true },
    stopped: { text: say('Stopped'), status: 'cancelled', final: true },
  },
  steps: {
    accept: { text: say('Accept'), by: 'recipient', from: ['asked'], to: 'taken' },
    'accept-part': { text: say('Accept in part'), by: 'recipient', from: ['asked'], to: 'taken' },
    end: { text: say('End'), by: 'recipient', from: ['taken'], to: 'over' },
    note: { text: say('Note'), by: 'either', from: 'open' },
    withdraw: { text: say('Withdraw'), by: 'consent', from: 'open', to: 'stopped' },
  },
} as unknown as ProtocolView

const at = (state: string, states: string[], allowedActions: object[] = []) =>
  ({
    state,
    stateText: say(state),
    steps: states.map(name => ({ state: name, effective: true })),
    allowedActions,
  }) as unknown as ReferralView

describe('where a referral stands', () => {
  it('is told with what was before and what can follow, and by whom', () => {
    const map = stateMap(at('asked', ['asked'], [{ step: 'accept' }]), protocol)
    expect(map.past).toEqual([])
    expect(map.now.text.en).toBe('Asked')
    expect(map.ways.map(({ to, by, who }) => [to.state, by.map(({ en }) => en), who])).toEqual([
      ['taken', ['Accept', 'Accept in part'], 'you'],
      ['stopped', ['Withdraw'], 'system'],
    ])
  })

  it('says what waits for something else, and what only somebody else may do', () => {
    const ways = (allowed: object[]) => stateMap(at('taken', ['asked', 'taken'], allowed), protocol).ways
    expect(ways([{ step: 'end', missing: [{ form: 'f' }] }]).map(({ who }) => who)).toEqual(['blocked', 'system'])
    expect(ways([]).map(({ who }) => who)).toEqual(['other', 'system'])
  })

  it('leaves out steps that changed nothing or came too late', () => {
    const referral = at('taken', ['asked', 'asked', 'taken', 'taken'])
    const late = { ...referral, steps: [...referral.steps, { state: 'over', effective: false }] } as ReferralView
    expect(stateMap(late, protocol).past.map(({ state }) => state)).toEqual(['asked'])
  })

  it('ends where nothing follows', () => {
    expect(stateMap(at('over', ['asked', 'taken', 'over']), protocol).ways).toEqual([])
  })

  it('is still told when the hub does not tell of the protocol any more', () => {
    expect(stateMap(at('taken', ['asked-first', 'taken']), undefined)).toMatchObject({
      past: [{ text: { en: 'asked first' } }],
      now: { text: { en: 'taken' } },
      ways: [],
    })
  })
})

describe('the drawing', () => {
  const measure = (text: string) => text.length * 8
  const way = (name: string) => ({
    name,
    final: false,
    by: 'A step with a long name or another one',
    who: 'you' as const,
  })
  const toDraw = {
    past: [{ name: 'First' }, { name: 'Second' }, { name: 'Third' }],
    now: { name: 'A state whose name does not fit into one line at all', final: false },
    ways: ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map(way),
  }

  it.each([320, 360, 559, 560, 768, 1280])(
    'is never wider than a page of %i, and nothing in it lies on anything else',
    width => {
      const { boxes, labels, height } = drawMap(toDraw, width, measure)
      for (const { x, y, width: w, height: h } of boxes) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x + w).toBeLessThanOrEqual(width)
        expect(y + h).toBeLessThanOrEqual(height)
      }
      const overlaps = boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter(b => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
      )
      expect(overlaps).toEqual([])
      for (const { x, lines } of labels)
        for (const line of lines) expect(x + measure(line) * 0.88).toBeLessThanOrEqual(width)
    },
  )

  it('draws an arrow for each way, and one from each state that was to the next', () => {
    const { edges } = drawMap(toDraw, 800, measure)
    expect(edges.filter(({ who }) => who === 'past')).toHaveLength(2)
    expect(edges.filter(({ who }) => who === 'you')).toHaveLength(6)
  })

  it('breaks lines between words only', () => {
    expect(wrap('one two three', 56, measure)).toEqual(['one two', 'three'])
    expect(wrap('indivisible', 8, measure)).toEqual(['indivisible'])
  })
})
