import { describe, expect, it } from 'vitest'
import { homeOf, placeOf } from '../web/app/places.ts'

const mayOf =
  (...scopes: string[]) =>
  (scope: string) =>
    scopes.includes(scope)

describe('where somebody begins', () => {
  it.each([
    ['inbox', mayOf('referral:read', 'referral:submit', 'identity:custody')],
    ['evidence', mayOf('evidence:request', 'consent:one-case')],
    ['custody', mayOf('identity:custody')],
    ['alerts', mayOf('audit:read')],
    ['questions', mayOf('audit:answer')],
  ])('is %s, the first list of work that is theirs, and stands in the menu as where they are', (page, may) => {
    expect(homeOf(may)?.route.page).toBe(page)
    expect(placeOf('home', may)).toBe(homeOf(may))
  })

  it('is nowhere for who may nothing', () => {
    expect(homeOf(mayOf())).toBeUndefined()
  })
})
