import { describe, expect, it } from 'vitest'
import { addressOf, routeOf } from '../../web/app/route.ts'
import { askedFor, filtersOf, queryOf, withFilter } from '../../web/work/filters.ts'

describe('the filters of a list', () => {
  it('stand in the address in one order, and are read from there', () => {
    const filters = { overdue: 'true', state: 'information-requested', priority: 'urgent', since: '2026-11-01' }
    const address = addressOf({ page: 'inbox', filters })
    expect(address).toBe('#/inbox?state=information-requested&priority=urgent&overdue=true&since=2026-11-01')
    expect(routeOf(address)).toEqual({ page: 'inbox', filters })
  })

  it.each([
    ['a name', 'state=Ximena'],
    ['several words', 'state=ximena%20ocllo'],
    ['somebody by id', 'assigned=0d9c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a01'],
    ['a filter that there is none of', 'name=ximena'],
    ['a date that is none', 'since=2026-13-01'],
    ['something long', `state=${'a-'.repeat(40)}a`],
  ])('take no %s from an address', (_, query) => {
    expect(filtersOf(query)).toEqual({})
  })

  it('forget the state when the protocol changes, for another protocol has others', () => {
    expect(withFilter({ protocol: 'one', state: 'accepted', turn: 'mine' }, 'protocol', 'two')).toEqual({
      protocol: 'two',
      turn: 'mine',
    })
    expect(withFilter({ state: 'accepted', turn: 'mine' }, 'turn', '')).toEqual({ state: 'accepted' })
  })

  it('begin a day with its first moment here', () => {
    const { since = '' } = askedFor({ since: '2026-11-24' })
    expect(new Date(since).getHours()).toBe(0)
    expect(new Date(since).getDate()).toBe(24)
    expect(askedFor({ turn: 'mine' })).toEqual({ turn: 'mine' })
  })

  it('make no query where there are none', () => {
    expect(queryOf({})).toBe('')
  })
})
