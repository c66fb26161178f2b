import { describe, expect, it } from 'vitest'
import { addressOf, type Route, routeOf } from '../web/app/route.ts'

const ID = '0d9c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a01'

describe('where somebody is in the page', () => {
  it.each<Route>([
    { page: 'home' },
    { page: 'inbox', filters: {} },
    { page: 'sent', filters: { turn: 'mine' } },
    { page: 'drafts', filters: {} },
    { page: 'protection', filters: {} },
    { page: 'new' },
    { page: 'many' },
    { page: 'offers' },
    { page: 'duty' },
    { page: 'handover' },
    { page: 'capacity' },
    { page: 'books' },
    { page: 'one-case' },
    { page: 'overdue', of: undefined },
    { page: 'overdue', of: 'colleague' },
    { page: 'calendar', view: 'month', day: undefined, mine: false },
    { page: 'calendar', view: 'week', day: '2026-11-24', mine: true },
    { page: 'quick' },
    { page: 'referral', id: ID },
    { page: 'record', id: ID },
    { page: 'consents', id: ID },
    { page: 'notices' },
    { page: 'recalls' },
    { page: 'form', id: ID, form: 'transfer-risk' },
    { page: 'onward', id: ID, offer: ID },
    { page: 'confirm', id: undefined },
    { page: 'confirm', id: ID },
    { page: 'stand-by', id: ID },
    { page: 'log', id: ID },
  ])('is written after the # and read from there: $page', route => {
    const address = addressOf(route)
    expect(address).toMatch(/^#/)
    expect(routeOf(address)).toEqual(route)
  })

  it('begins at home', () => {
    expect(routeOf('')).toEqual({ page: 'home' })
  })

  it.each([
    ['a day that is none', '#/calendar?day=2026-02-31x&view=year'],
    ['somebody', `#/calendar?day=${ID}&mine=perhaps`],
  ])('takes from the address of the calendar no %s', (_, hash) => {
    expect(routeOf(hash)).toEqual({ page: 'calendar', view: 'month', day: undefined, mine: false })
  })

  it.each([
    '#/referrals',
    '#/referrals/1',
    `#/referrals/${ID}/x`,
    `#/referrals/${ID}/record/x`,
    `#/referrals/${ID}/consents/x`,
    `#/notices/${ID}`,
    `#/referrals/${ID}/forms`,
    `#/referrals/${ID}/forms/__proto__`,
    `#/referrals/${ID}/forms/a/b`,
    `#/referrals/${ID}/offers/1`,
    '#/inbox/x',
    `#/inbox/${ID}`,
    '#/__proto__',
    '#/nowhere',
  ])('%s leads nowhere', hash => {
    expect(routeOf(hash)).toEqual({ page: 'nowhere' })
  })
})
